import ContractKit
import JSONKit
import ScenarioKit
import Testing

struct BaselineReaderTests {
    private func read(_ text: String) throws -> Baseline {
        try BaselineReader.read(SourceText(name: "known.json5", bytes: Array(text.utf8)))
    }

    /// Every problem as `line:column message`, with its suggestion.
    private func problems(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let problems as ScenarioProblems {
            return problems.diagnostics.map { diagnostic in
                let place = problems.source.position(at: diagnostic.range.lower)
                let suggestion = diagnostic.suggestion.map { " (\($0)?)" } ?? ""
                return "\(place.line):\(place.column) \(diagnostic.message)\(suggestion)"
            }
        } catch {
            return ["another error: \(error)"]
        }
    }

    @Test func `known failures are read in their order`() throws {
        let baseline = try read(
            """
            { portsim: 1, accepted: [
              // Both are one bug.
              { check: 'expect[2]', reason: 'ticket 12', expires: '2026-12-31' },
              { check: 'in order', scenario: 'retry storm', reason: 'ticket 13', expires: '2027-01-31' },
            ] }
            """
        )
        #expect(
            baseline
                == Baseline([
                    Baseline.Entry(
                        check: "expect[2]",
                        reason: "ticket 12",
                        expires: try #require(CalendarDay("2026-12-31"))
                    ),
                    Baseline.Entry(
                        check: "in order",
                        scenario: "retry storm",
                        reason: "ticket 13",
                        expires: try #require(CalendarDay("2027-01-31"))
                    ),
                ])
        )
        #expect(try read("{ portsim: 1, accepted: [] }").entries.isEmpty)
    }

    @Test(
        arguments: [
            ("[]", ["1:1 a baseline is an object, not a list"]),
            ("{ accepted: [] }", ["1:1 a baseline begins with 'portsim: 1'"]),
            (
                "{ portsim: 2, accepted: [] }",
                ["1:12 this is written for another version; this one reads 'portsim: 1'"]
            ),
            ("{ portsim: 1 }", ["1:1 a baseline needs 'accepted'"]),
            (
                "{ portsim: 1, acepted: [] }",
                ["1:1 a baseline needs 'accepted'", "1:15 unknown key 'acepted' (accepted?)"]
            ),
            ("{ portsim: 1, accepted: [1] }", ["1:26 a known failure is an object, not a number"]),
            (
                "{ portsim: 1, accepted: [{ check: 'a' }] }",
                ["1:26 a known failure needs 'reason'", "1:26 a known failure needs 'expires'"]
            ),
            (
                "{ portsim: 1, accepted: [{ check: 'a', reason: '', expires: '2026-02-30' }] }",
                [
                    "1:48 'reason' is empty",
                    "1:61 '2026-02-30' is no day of the calendar; write it as in '2026-12-31'",
                ]
            ),
            ("{ portsim: 1, accepted: [", ["1:25 this array is never closed; ']' is missing"]),
        ] as [(String, [String])]
    )
    func `what is wrong is told at its place`(text: String, expected: [String]) {
        #expect(problems(text) == expected)
    }

    @Test func `so many entries, and no more`() throws {
        let entry = "{ check: 'a', reason: 'b', expires: '2026-12-31' },"
        func text(_ count: Int) -> String {
            "{ portsim: 1, accepted: [" + String(repeating: entry, count: count) + "] }"
        }
        #expect(try read(text(BaselineReader.entriesMax)).entries.count == BaselineReader.entriesMax)
        let tooMany = problems(text(BaselineReader.entriesMax + 1))
        #expect(
            tooMany.count == 1
                && tooMany[0].hasSuffix("'accepted' has at most 1000 entries, and this is one more")
        )
    }
}
