import ContractKit
import JSONKit

/// The report in the Test Anything Protocol, version 14: a line for each judgement, subtests where runs are several.
///
/// What decides nothing is `# TODO`, which harnesses show and do not count.
package enum TAPReport {
    /// The reports of one command.
    package static func bytes(of reports: [RunReport]) -> [UInt8] {
        var lines = ["TAP version 14"]
        if reports.count == 1 {
            lines += Self.lines(of: reports[0], indent: "")
        } else {
            lines.append(plan(reports.count))
            for (place, report) in reports.enumerated() {
                let name = escaped(report.subject.scenario)
                lines.append("# Subtest: \(name)")
                lines += Self.lines(of: report, indent: "    ")
                let isGood = report.cases.allSatisfy { $0.outcome != .failed && $0.outcome != .undecided }
                lines.append("\(isGood ? "ok" : "not ok") \(place + 1) - \(name)")
            }
        }
        return lines.flatMap { Array(($0 + "\n").utf8) }
    }

    private static func lines(of report: RunReport, indent: String) -> [String] {
        let cases = report.cases
        let subject = report.subject
        var lines = [
            plan(cases.count),
            "# \(escaped(subject.scenario)), \(escaped(subject.profile)), seed \(subject.seed)",
            "# digest \(escaped(report.digest))",
        ]
        lines += report.faults.map { "# fault: \(escaped($0.line))" }
        for (place, one) in cases.enumerated() { lines += self.lines(of: one, number: place + 1) }
        lines.append("# \(report.verdict.rawValue), exit code \(report.exitCode)")
        if let reproduction = report.reproduction {
            lines.append("# run it again: \(ReportText.oneLine(reproduction.text))")
        }
        return lines.map { indent + $0 }
    }

    private static func plan(_ count: Int) -> String {
        count == 0 ? "1..0 # SKIP nothing was judged" : "1..\(count)"
    }

    private static func lines(of one: ReportCase, number: Int) -> [String] {
        let name = "\(number) - \(escaped("\(one.name) (\(one.id))"))"
        return switch one.outcome {
        case .passed: ["ok \(name)"]
        case .skipped: ["ok \(name) # SKIP \(escaped(one.summary))"]
        case .warned: ["not ok \(name) # TODO decides nothing"] + diagnostics(of: one)
        case .failed, .undecided: ["not ok \(name)"] + diagnostics(of: one)
        }
    }

    /// The block of YAML below a line; its texts are written as JSON, which is YAML too.
    private static func diagnostics(of one: ReportCase) -> [String] {
        var lines = [
            "---", "id: \(scalar(one.id))", "severity: \(scalar(one.severity.rawValue))",
            "outcome: \(scalar(one.outcome.rawValue))", "message: \(scalar(one.summary))",
        ]
        if !one.details.isEmpty {
            lines.append("details:")
            lines += one.details.map { "  - \(scalar($0))" }
        }
        if let place = one.place {
            lines += [
                "file: \(scalar(place.file))", "line: \(place.line)", "column: \(place.column)",
            ]
        }
        lines.append("...")
        return lines.map { "  " + $0 }
    }

    /// A text as a JSON string of characters that YAML can hold as they are (YAML 1.2.2, production 1).
    private static func scalar(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSONWriter.append(string: ReportText.clipped(text), to: &bytes)
        var safe = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
                0x10000...0x10FFFF:
                safe.append(scalar)
            default: safe.append("\u{FFFD}")
            }
        }
        return String(safe)
    }

    /// A text on one line, in which `#` begins no directive and the backslash escapes nothing.
    private static func escaped(_ text: String) -> String {
        let line = ReportText.oneLine(ReportText.clipped(text, bytesMax: 1_024))
        var result = String.UnicodeScalarView()
        // By scalars: a mark and what combines with it are one character of a string.
        for scalar in line.unicodeScalars {
            if scalar == "\\" || scalar == "#" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
