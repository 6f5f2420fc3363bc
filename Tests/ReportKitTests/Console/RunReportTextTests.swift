import ContractKit
import ReportKit
import Testing

struct RunReportTextTests {
    @Test func `a run that passed reads well`() {
        #expect(
            RunReportText.text(of: .passing(), style: .plain) == """
                ✓ passed  the whole language  kryptos-v1, seed 42

                  events      14   2 integration.created
                                  11 integration.updated
                                   1 costbasis.started
                  deliveries  14  all accepted
                  attempts    15  1 retry
                  answers     p50 0.41 ms   p95 1.1 ms   p99 2 ms   max 3.92 ms
                  time        20 min simulated in 210 ms, 66 deliveries/s
                  digest      0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

                  ✓ every delivery is accepted (expect[0])
                      14 deliveries, all accepted

                  run it again: portsim run 'Scenarios/my first.json5' --seed 42

                """
        )
    }

    @Test func `a run that failed says what and why, and lets no text act on the terminal`() {
        #expect(
            RunReportText.text(of: .failing(), style: .plain) == """
                ✗ failed  two\u{FFFD}[2Jlines\u{FFFD}of it  kryptos-v1, seed 42
                  something that must hold did not

                  events         14   2 integration.created
                                     11 integration.updated
                                      1 costbasis.started
                  deliveries  1,542  1,500 accepted, 40 failed, 2 pending
                  attempts    4,626  3,084 retries
                  answers     p50 0.41 ms   p95 1.1 ms   p99 2 ms   max 3.92 ms
                  time        20 min simulated in 210 ms, 7,333 deliveries/s
                  digest      0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

                  ✓ check 0 (expect[0])
                      what happened
                        an example\u{FFFD}
                  ✗ check 1 (expect[1])
                      what happened
                        an example\u{FFFD}
                  ! check 2 (expect[2])
                      what happened
                        an example\u{FFFD}
                  i check 3 (expect[3])
                      what happened
                        an example\u{FFFD}
                  - check 4 (expect[4])
                      what happened
                        an example\u{FFFD}
                  ? check 5 (expect[5])
                      what happened
                        an example\u{FFFD}
                  ✗ a wish (expect[6], should)
                      not fulfilled

                """
        )
    }

    @Test func `a run in colour has the same text`() {
        let colored = RunReportText.text(of: .passing(), style: .colored)
        #expect(
            colored.hasPrefix(
                "\u{1B}[32m\u{1B}[1m✓ passed\u{1B}[0m\u{1B}[0m  \u{1B}[1mthe whole language\u{1B}[0m"
            )
        )
        #expect(colored.contains("\u{1B}[2mdeliveries\u{1B}[0m  14  \u{1B}[32mall accepted\u{1B}[0m\n"))
        #expect(
            colored.contains(
                "  \u{1B}[32m✓\u{1B}[0m every delivery is accepted \u{1B}[2m(expect[0])\u{1B}[0m\n"
            )
        )
        for report in [RunReport.passing(), .failing()] {
            let colored = RunReportText.text(of: report, style: .colored)
            #expect(withoutColor(colored) == RunReportText.text(of: report, style: .plain))
        }
    }

    @Test func `colours say how bad it is`() {
        let colored = RunReportText.text(of: .failing(), style: .colored)
        #expect(colored.hasPrefix("\u{1B}[31m"))
        #expect(
            colored.contains("1,500 accepted, \u{1B}[31m40 failed\u{1B}[0m, \u{1B}[33m2 pending\u{1B}[0m")
        )
        #expect(colored.contains("\u{1B}[31m✗\u{1B}[0m check 1"))
        #expect(colored.contains("\u{1B}[33m✗\u{1B}[0m a wish"))
        #expect(colored.contains("\u{1B}[33m?\u{1B}[0m check 5"))
    }

    @Test(arguments: [
        (RunVerdict.passed, "✓ passed"), (.failed, "✗ failed"), (.inconclusive, "? inconclusive"),
        (.aborted, "! aborted"),
    ])
    func `the verdict comes first`(verdict: RunVerdict, text: String) {
        var report = RunReport.passing()
        report.verdict = verdict
        #expect(RunReportText.text(of: report, style: .plain).hasPrefix(text + "  the whole language"))
    }

    @Test func `a run that nobody answered says so`() {
        var report = RunReport.passing()
        report.ack = nil
        report.deliveries = DeliveryCounts(total: 14, failed: 14)
        #expect(RunReportText.text(of: report, style: .plain).contains("\n  answers     none ever came\n"))
    }

    @Test func `requests that were sent again are told of beside retries`() {
        var report = RunReport.passing()
        report.resentCount = 1_234
        #expect(
            RunReportText.text(of: report, style: .plain).contains(
                "\n  attempts    15  1 retry, 1,234 sent again after a kept connection had died\n"
            )
        )
        report.retryCount = 0
        #expect(RunReportText.text(of: report, style: .plain).contains("15  1,234 sent again"))
    }

    @Test func `a run without anything has no empty rows`() {
        var report = RunReport.passing()
        report.events = []
        report.deliveries = DeliveryCounts()
        report.attemptCount = 0
        report.retryCount = 0
        report.ack = nil
        report.checks = []
        report.reproduction = nil
        report.wallNanoseconds = 900_000
        #expect(
            RunReportText.text(of: report, style: .plain) == """
                ✓ passed  the whole language  kryptos-v1, seed 42

                  events      0
                  deliveries  0
                  attempts    0
                  time        20 min simulated in 0 ms
                  digest      0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

                """
        )
    }

    @Test(arguments: [40, 80, 133])
    func `sentences are broken for the terminal, ids and URLs are not`(columns: Int) {
        var report = RunReport.passing()
        let identifier = "whd_" + String(repeating: "0123456789abcdef", count: 8)
        report.explanation = String(repeating: "why it is so ", count: 20)
        report.checks[0].verdict = .fail
        report.checks[0].message =
            String(repeating: "what happened then ", count: 20) + "\n\(identifier) of alice: "
            + String(repeating: "answered 500 ", count: 20)
        let text = RunReportText.text(of: report, style: .plain, columnsMax: columns)
        let lines = text.split(separator: "\n")
        for line in lines where !line.contains(identifier) && !line.contains("run it again") {
            #expect(TextWidth.columns(of: String(line)) <= max(columns, 78), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("        \(identifier)") })
        #expect(lines.contains { $0.hasPrefix("          ") && $0.contains("answered 500") })
        // No word is lost.
        let words = report.checks[0].message.split { $0 == " " || $0 == "\n" }
        let shown = text.split { $0 == " " || $0 == "\n" }
        #expect(shown.firstRange(of: words) != nil)
    }

    @Test func `a resumed run has no rate, as its deliveries are not its own`() {
        var report = RunReport.passing()
        report.isResumed = true
        let text = RunReportText.text(of: report, style: .plain)
        #expect(text.contains("\n  time        20 min simulated in 210 ms, resumed\n"))
    }

    private func withoutColor(_ text: String) -> String {
        var plain = ""
        var isCode = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{1B}" {
                isCode = true
            } else if !isCode {
                plain.unicodeScalars.append(scalar)
            } else if scalar == "m" {
                isCode = false
            }
        }
        return plain
    }
}
