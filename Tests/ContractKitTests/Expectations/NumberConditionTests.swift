import ContractKit
import Testing

struct NumberConditionTests {
    @Test(
        arguments: [
            (NumberCondition(equals: 2), "exactly 2", [2], [0, 1, 3]),
            (NumberCondition(equals: 0), "exactly 0", [0], [1]),
            (NumberCondition(atLeast: 2), "at least 2", [2, 3, .max], [0, 1]),
            (NumberCondition(atMost: 2), "at most 2", [0, 1, 2], [3, .max]),
            (NumberCondition(atLeast: 2, atMost: 4), "2 to 4", [2, 3, 4], [1, 5]),
            (NumberCondition(atLeast: 3, atMost: 3), "exactly 3", [3], [2, 4]),
            (NumberCondition(atLeast: -1), "at least 0", [0, 7], []),
        ] as [(NumberCondition?, String, [Int64], [Int64])]
    )
    func `numbers fit or do not`(
        condition: NumberCondition?,
        text: String,
        fitting: [Int64],
        others: [Int64]
    ) throws {
        let condition = try #require(condition)
        #expect(condition.description == text)
        #expect(fitting.allSatisfy(condition.allows))
        #expect(!others.contains(where: condition.allows))
    }

    @Test func `a condition that no count fits cannot be made`() {
        #expect(NumberCondition(equals: -1) == nil)
        #expect(NumberCondition(atLeast: 3, atMost: 2) == nil)
        #expect(NumberCondition(atMost: -1) == nil)
        #expect(NumberCondition() == nil)
    }
}
