import Testing

@testable import SimulationKit

@Suite struct ProfileTests {
    /// `semantics.md` 1: the statuses of each contract, and the `active` of 002's example.
    @Test func `statuses have the words of each contract`() {
        let v1 = IntegrationStatus.allCases.map { Profile.kryptosV1.word(for: $0) }
        let v2 = IntegrationStatus.allCases.map { Profile.kryptosV2.word(for: $0) }
        #expect(v1 == ["active", "QUEUED", "ONGOING", "COMPLETED", "FAILED"])
        #expect(v2 == ["active", "QUEUED", "SYNCING", "COMPLETED", "FAILED"])
    }

    @Test(arguments: [Profile.kryptosV1, .kryptosV2])
    func `attempts, waits and ids are those of 000 and 002`(profile: Profile) {
        #expect(profile.attemptsMax == 3)
        #expect(profile.timeoutMilliseconds == 10_000)
        #expect(profile.identifierPrefix == "whd_")
        #expect(profile.eventTypes == EventType.portfolio)
        #expect(!profile.summary.isEmpty)
    }

    @Test func `only the later contract delivers once per grant`() {
        let specification = UserSpecification(name: "alice", grants: 3)
        let user = UserDetails(specification: specification, index: 0, seed: 1)
        #expect(Profile.kryptosV1.grantCount(of: user) == 1)
        #expect(Profile.kryptosV2.grantCount(of: user) == 3)
    }
}
