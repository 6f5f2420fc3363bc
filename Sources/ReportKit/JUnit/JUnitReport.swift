import ContractKit

/// The report that servers for continuous integration read: JUnit's XML, a suite for each run.
///
/// Valid against the schema of Jenkins' xUnit plug-in (`junit-10.xsd`), which GitLab, Azure and others read too.
/// The whole message of a failure is in its text, as some servers show the attribute and others the text.
package enum JUnitReport {
    /// Most bytes of all messages together; what is over is left out, and the place says so.
    package static let messagesBytesMax = 8 << 20
    /// Most bytes of what a run has for `system-out`.
    package static let outputBytesMax = 65_536

    /// The reports of one command.
    package static func bytes(of reports: [RunReport]) -> [UInt8] {
        let suites = reports.map { Suite($0) }
        var room = messagesBytesMax
        var writer = XMLWriter()
        writer.begin(
            "testsuites",
            [
                "name": "portsim", "tests": String(suites.reduce(0) { $0 + $1.cases.count }),
                "failures": String(suites.reduce(0) { $0 + $1.count(.failed) }),
                "errors": String(suites.reduce(0) { $0 + $1.count(.undecided) }),
                "time": seconds(ReportText.sum(reports.map(\.wallNanoseconds))),
            ]
        )
        for suite in suites { append(suite, room: &room, to: &writer) }
        writer.end()
        return writer.finish()
    }

    private struct Suite {
        let report: RunReport
        let cases: [ReportCase]

        init(_ report: RunReport) {
            self.report = report
            cases = report.cases
        }

        func count(_ outcome: ReportCase.Outcome) -> Int { cases.count { $0.outcome == outcome } }
    }

    private static func append(_ suite: Suite, room: inout Int, to writer: inout XMLWriter) {
        let report = suite.report
        writer.begin(
            "testsuite",
            [
                "name": report.subject.scenario, "tests": String(suite.cases.count),
                "failures": String(suite.count(.failed)), "errors": String(suite.count(.undecided)),
                "skipped": String(suite.count(.skipped) + suite.count(.warned)),
                "time": seconds(report.wallNanoseconds), "package": report.subject.profile,
            ]
        )
        writer.begin("properties")
        for (name, value) in properties(of: report) {
            writer.element("property", ["name": name, "value": value])
        }
        writer.end()
        for one in suite.cases { append(one, of: report, room: &room, to: &writer) }
        let output = ReportText.clipped(
            RunReportText.text(of: report, style: .plain),
            bytesMax: outputBytesMax
        )
        writer.element("system-out", text: fit(output, room: &room))
        if let lines = report.consumerLines, !lines.isEmpty {
            let text = lines.suffix(consumerLinesMax).joined(separator: "\n")
            writer.element("system-err", text: fit(text, room: &room))
        }
        writer.end()
    }

    /// Most lines of a consumer's stderr.
    private static let consumerLinesMax = 100

    private static func properties(of report: RunReport) -> [(String, String)] {
        var properties = [
            ("version", report.version), ("command", report.command), ("profile", report.subject.profile),
            ("seed", String(report.subject.seed)), ("digest", report.digest),
            ("verdict", report.verdict.rawValue), ("exitCode", String(report.exitCode)),
        ]
        if let file = report.file { properties.append(("file", file)) }
        for (place, fault) in report.faults.enumerated() {
            properties.append(("fault[\(place)]", fault.line))
        }
        if let reproduction = report.reproduction {
            properties.append(("reproduction", reproduction.text))
        }
        return properties
    }

    private static func append(
        _ one: ReportCase,
        of report: RunReport,
        room: inout Int,
        to writer: inout XMLWriter
    ) {
        let attributes: KeyValuePairs = [
            "name": "\(one.name) (\(one.id))", "classname": report.subject.scenario, "time": "0",
        ]
        let text = ReportText.clipped(one.text)
        switch one.outcome {
        case .passed: writer.element("testcase", attributes)
        case .failed:
            writer.begin("testcase", attributes)
            writer.element(
                "failure",
                ["type": one.severity.rawValue, "message": ReportText.clipped(one.summary, bytesMax: 1_024)],
                text: fit(text, room: &room)
            )
            writer.end()
        case .undecided:
            writer.begin("testcase", attributes)
            writer.element(
                "error",
                ["type": "inconclusive", "message": ReportText.clipped(one.summary, bytesMax: 1_024)],
                text: fit(text, room: &room)
            )
            writer.end()
        // There is no warning in JUnit: what decides nothing must not turn a job red.
        case .warned, .skipped:
            writer.begin("testcase", attributes)
            let message = ReportText.clipped(one.summary, bytesMax: 1_024)
            writer.element(
                "skipped",
                [
                    "type": one.outcome == .warned ? "warning" : "skipped",
                    "message": one.outcome == .warned ? "decides nothing: \(message)" : message,
                ],
                text: fit(text, room: &room)
            )
            writer.end()
        }
    }

    /// A text, or what fits of it into the room that is left for all.
    private static func fit(_ text: String, room: inout Int) -> String {
        let fitting = ReportText.clipped(text, bytesMax: max(0, room))
        room -= text.utf8.count
        return fitting
    }

    /// Nanoseconds as seconds with three decimals.
    private static func seconds(_ nanoseconds: Int64) -> String {
        let (whole, rest) = (nanoseconds / 1_000_000).quotientAndRemainder(dividingBy: 1_000)
        let digits = String(rest)
        return "\(whole).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
    }
}
