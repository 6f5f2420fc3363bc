import Testing

@testable import SimulationKit

@Suite struct UserDetailsTests {
    @Test func `a named user's uid is pinned`() {
        let alice = UserDetails(specification: UserSpecification(name: "alice"), index: 0, seed: 42)
        #expect(alice.key == 11_377_645_302_640_846_303)
        #expect(alice.uid == "62cb2ed0f8c8eefc94b600f4")
        #expect(alice.grants == 1)
    }

    @Test func `a member of a crowd is known by its ordinal and pinned`() {
        let seventh = UserDetails(ordinal: 6, index: 9, seed: 42)
        #expect(seventh.name == "#7")
        #expect(seventh.key == 9_080_372_076_298_387_563)
        #expect(seventh.uid == "0068361e3f01a6f951d1b9ca")
    }

    @Test func `a scenario may give the uid`() {
        let specification = UserSpecification(name: "alice", uid: "user_123", grants: 2)
        let alice = UserDetails(specification: specification, index: 3, seed: 42)
        #expect(alice.uid == "user_123")
        #expect(alice.grants == 2)
        #expect(alice.index == 3)
    }

    @Test func `no name is a member of the crowd`() {
        let named = UserDetails(specification: UserSpecification(name: "#7"), index: 0, seed: 42)
        #expect(named.key != UserDetails(ordinal: 6, index: 0, seed: 42).key)
    }
}
