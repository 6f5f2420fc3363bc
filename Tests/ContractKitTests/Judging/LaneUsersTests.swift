import Testing

@testable import ContractKit

struct LaneUsersTests {
    @Test func `users are found by the number of their lane`() {
        var users = LaneUsers()
        for user in ["alice", "", "Жанна"] { users.append(user) }
        #expect((0..<3).map { users[$0] } == ["alice", "", "Жанна"])
        #expect(users[3] == nil)
        #expect(users[-1] == nil)
    }
}
