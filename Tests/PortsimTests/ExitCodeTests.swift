import Testing

@testable import portsim

@Suite struct ExitCodeTests {
    @Test func `the numbers are those scripts rely on`() {
        #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 70, 74, 130, 143])
    }

    @Test func `every code has a meaning of its own that fits a line of help`() {
        #expect(Set(ExitCode.allCases.map(\.meaning)).count == ExitCode.allCases.count)
        for code in ExitCode.allCases {
            #expect(!code.meaning.isEmpty)
            #expect(code.meaning.count <= Help.columnsMax - 7)
        }
    }

    @Test func `the order of precedence is the documented one`() {
        #expect(ExitCode.byRank.map(\.rawValue) == [130, 143, 70, 74, 2, 3, 4, 1, 5, 6, 0])
    }

    @Test func `of any two codes the one earlier in the order wins, whichever came first`() {
        let order: [ExitCode] = [
            .interrupted, .invariantBroken, .inputOutput, .usage, .invalidInput, .inconclusive, .checksFailed,
            .thresholdsCrossed, .timeLimitReached, .success,
        ]
        for (index, stronger) in order.enumerated() {
            for weaker in order[index...] {
                #expect(ExitCode.worst(of: [stronger, weaker]) == stronger)
                #expect(ExitCode.worst(of: [weaker, stronger]) == stronger)
            }
        }
    }

    @Test func `of the two signals the first one counts`() {
        #expect(ExitCode.worst(of: [.usage, .terminated, .interrupted]) == .terminated)
        #expect(ExitCode.worst(of: [.interrupted, .usage, .terminated]) == .interrupted)
    }

    @Test func `nothing at all is success`() {
        #expect(ExitCode.worst(of: []) == .success)
    }
}
