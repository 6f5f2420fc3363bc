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

    @Test func `ids in hex come back digit for digit, beside names that only look like one`() {
        var users = LaneUsers()
        let texts = ["00", "0f1e2d3c4b5a69788796a5b4", "abc", "ABCD", "beef", "bé", "0x12", "a b c d "]
        for text in texts { users.append(text) }
        #expect((0..<Int32(texts.count)).map { users[$0] } == texts)
    }

    @Test func `many users are found across boxes`() {
        var users = LaneUsers()
        for lane in 0..<10_000 { users.append(lane.isMultiple(of: 3) ? "user \(lane)" : "00ff\(lane % 10)0") }
        for lane in [0, 1, 4_095, 4_096, 4_097, 8_191, 8_192, 9_999] {
            let expected = lane.isMultiple(of: 3) ? "user \(lane)" : "00ff\(lane % 10)0"
            #expect(users[Int32(lane)] == expected)
        }
        #expect(users[10_000] == nil && users[12_288] == nil && users[.max] == nil)
    }
}
