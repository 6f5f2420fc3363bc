import Testing

@testable import portsim

@Suite struct StepWordTests {
    @Test(
        arguments: [
            ("", .next(count: 1)), (" \r", .next(count: 1)), ("n", .next(count: 1)),
            ("n 10", .next(count: 10)), ("n 1000000", .next(count: 1_000_000)), ("c", .go), (" q ", .quit),
            ("r", .again), ("?", .help), ("n 0", .unknown("n 0")), ("n 1000001", .unknown("n 1000001")),
            ("n x", .unknown("n x")), ("q now", .unknown("q now")), ("next", .unknown("next")),
        ] as [(String, StepWord)]
    )
    func `a line is one word, or none of them`(line: String, word: StepWord) {
        #expect(StepWord(line) == word)
    }
}
