import ScenarioKit
import Testing

struct DurationTextTests {
    @Test(
        arguments: [
            ("0s", 0), ("0ms", 0), ("250ms", 250), ("1.5s", 1_500), ("10s", 10_000), ("5m", 300_000),
            ("2h", 7_200_000), ("1d", 86_400_000), ("0.001s", 1), ("1.50000s", 1_500), ("0.0000025h", 9),
            ("007s", 7_000), ("36500d", 3_153_600_000_000), ("0.5d", 43_200_000), ("0.000s", 0),
            ("3153600000000ms", 3_153_600_000_000),
        ] as [(String, Int64)]
    )
    func `a number and a unit are milliseconds`(text: String, milliseconds: Int64) throws {
        #expect(try DurationText.milliseconds(text) == milliseconds)
    }

    @Test(
        arguments: [
            ("", .malformed), ("s", .malformed), ("10", .malformed), ("10 s", .malformed),
            ("1s ", .malformed),
            ("10S", .malformed), ("1.s", .malformed), (".5s", .malformed), ("1h30m", .malformed),
            ("+1s", .malformed),
            ("1e3s", .malformed), ("1,5s", .malformed), ("--1s", .malformed), ("-", .malformed),
            ("١s", .malformed),
            ("-1s", .negative), ("-0s", .negative), ("0.5ms", .notWholeMilliseconds),
            ("1.0001s", .notWholeMilliseconds), ("0.00000000000001d", .notWholeMilliseconds),
            ("36500.5d", .tooLong), ("36501d", .tooLong), ("99999999999999999999999999d", .tooLong),
            ("3153600000001ms", .tooLong),
        ] as [(String, DurationText.Problem)]
    )
    func `anything else is refused for what it is`(text: String, problem: DurationText.Problem) {
        #expect(throws: problem) { try DurationText.milliseconds(text) }
    }

    @Test(
        arguments: [
            (0, "0s"), (1, "1ms"), (1_500, "1500ms"), (60_000, "1m"), (90_000, "90s"), (7_200_000, "2h"),
            (172_800_000, "2d"),
        ] as [(Int64, String)]
    )
    func `a duration is written in its largest unit and read back`(milliseconds: Int64, text: String) throws {
        #expect(DurationText.text(milliseconds) == text)
        #expect(try DurationText.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        ("5 min", "5m"), ("10sec", "10s"), ("2 Hours", "2h"), ("1.5S", "1.5s"), ("3 days", "3d"),
    ])
    func `a unit in other words is suggested right`(text: String, suggestion: String) throws {
        let problems = Samples.problems(Samples.timeline("{ at: '\(text)', connect: 'alice/main' }"))
        #expect(problems.hasSuffix("help: did you mean '\(suggestion)'?"))
    }
}
