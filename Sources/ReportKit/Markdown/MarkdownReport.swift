import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit

/// The report for pages that show Markdown: verdict, figures, what did not hold, and how to run it again.
///
/// Made of blocks, the most important first; those that no longer fit are left out whole, and the end says so.
package enum MarkdownReport {
    /// Most bytes: what GitHub takes as the summary of one step.
    package static let bytesMax = 1_048_576

    /// The reports of one command in at most so many bytes.
    ///
    /// Empty where not even the note that all was left out would fit.
    package static func bytes(of reports: [RunReport], bytesMax: Int = bytesMax) -> [UInt8] {
        var blocks = reports.count == 1 ? [] : [overview(reports)]
        blocks += reports.map { head(of: $0) }
        let failures = reports.map { $0.cases.filter { $0.outcome == .failed || $0.outcome == .undecided } }
        for (report, cases) in zip(reports, failures) where !cases.isEmpty {
            blocks.append(title("Did not hold", report, isAlone: reports.count == 1))
            blocks += cases.map { section(of: $0) }
        }
        for (report, cases) in zip(reports, failures) {
            if !cases.isEmpty, let lines = report.consumerLines?.suffix(consumerLinesMax), !lines.isEmpty {
                blocks.append("The consumer wrote last:\n\n\(MarkdownText.block(Array(lines)))\n")
            }
            blocks += report.cases.filter { $0.outcome == .warned }.map { section(of: $0) }
            let others = report.cases.filter { $0.outcome == .passed || $0.outcome == .skipped }
            if !others.isEmpty { blocks.append(table(of: others, report, isAlone: reports.count == 1)) }
        }
        return joined(blocks, bytesMax: bytesMax)
    }

    /// Most lines of a consumer's stderr.
    private static let consumerLinesMax = 20
    /// Most lines of one judgement.
    private static let detailsMax = 25

    private static func joined(_ blocks: [String], bytesMax: Int) -> [UInt8] {
        let note = { (count: Int) in "\n_\(count) further parts did not fit and were left out._\n" }
        let noteBytesMax = note(blocks.count).utf8.count
        var bytes: [UInt8] = []
        for (place, block) in blocks.enumerated() {
            let isLast = place == blocks.count - 1
            let room = bytesMax - bytes.count - (isLast ? 0 : noteBytesMax)
            guard block.utf8.count + 1 <= room else {
                let text = note(blocks.count - place)
                if bytes.count + text.utf8.count <= bytesMax { bytes += text.utf8 }
                break
            }
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
            bytes += block.utf8
        }
        return bytes
    }

    private static func overview(_ reports: [RunReport]) -> String {
        let passed = reports.count { $0.verdict == .passed }
        let areChecks = reports.allSatisfy(\.isVerification)
        let count = Phrase.count(
            Int64(reports.count),
            areChecks ? "target" : "run",
            areChecks ? "targets" : "runs"
        )
        var lines = [
            "## portsim: \(passed) of \(count) passed", "",
            "| | \(areChecks ? "target" : "scenario") | verdict | seed | \(areChecks ? "requests" : "deliveries") "
                + "| failing |",
            "| --- | --- | --- | --- | ---: | ---: |",
        ]
        for report in reports {
            let failing = report.cases.count { $0.outcome == .failed || $0.outcome == .undecided }
            let subject = report.subject
            lines.append(
                "| \(mark(report.verdict)) | \(MarkdownText.escaped(subject.scenario)) "
                    + "| \(report.verdict.rawValue) | \(subject.seed) "
                    + "| \(Phrase.number(report.deliveries.total)) | \(failing) |"
            )
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func head(of report: RunReport) -> String {
        let subject = report.subject
        let name = MarkdownText.escaped(subject.scenario)
        var lines = ["### \(mark(report.verdict)) \(report.verdict.rawValue): \(name)", ""]
        if let explanation = report.explanation { lines += [MarkdownText.escaped(explanation), ""] }
        lines += ["| | |", "| --- | --- |"]
        lines += figures(of: report).map { "| \($0.0) | \($0.1) |" }
        if !report.faults.isEmpty {
            lines += ["", "| fault | hit | | aimed at |", "| --- | ---: | --- | --- |"]
            lines += report.faults.map { fault in
                let aim = fault.aim.isEmpty ? "everything" : MarkdownText.escaped(fault.aim)
                return
                    "| \(fault.name.rawValue) | \(fault.count) | \(fault.legality?.rawValue ?? "") | \(aim) |"
            }
        }
        if let reproduction = report.reproduction {
            lines += ["", "Run it again:", "", MarkdownText.block([reproduction.text], language: "sh")]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func figures(of report: RunReport) -> [(String, String)] {
        let subject = "\(MarkdownText.escaped(report.subject.profile)), seed \(report.subject.seed)"
        let figures = [("provider", subject)]
        return figures + (report.isVerification ? checkFigures(of: report) : runFigures(of: report))
            + [("digest", MarkdownText.code(report.digest))]
    }

    /// Requests of checks are no deliveries: to refuse many of them is right.
    private static func checkFigures(of report: RunReport) -> [(String, String)] {
        let accepted = Phrase.number(report.deliveries.delivered)
        return [
            ("checks", "\(Phrase.number(Int64(report.checks.count))): \(report.verdictCounts)"),
            ("requests", "\(Phrase.number(report.attemptCount)), \(accepted) accepted"),
        ] + answerFigures(of: report)
            + [("time", DurationText.text(milliseconds: report.wallNanoseconds / 1_000_000))]
    }

    private static func answerFigures(of report: RunReport) -> [(String, String)] {
        guard let ack = report.ack else { return [] }
        let texts = [
            ("p50", ack.p50Microseconds), ("p95", ack.p95Microseconds), ("p99", ack.p99Microseconds),
            ("max", ack.maxMicroseconds),
        ]
        let text = texts.map { "\($0.0) \(DurationText.text(microseconds: $0.1))" }
        return [("answers", text.joined(separator: ", "))]
    }

    private static func runFigures(of report: RunReport) -> [(String, String)] {
        let deliveries = report.deliveries
        var settled = [
            "\(Phrase.number(deliveries.delivered)) of \(Phrase.number(deliveries.total)) accepted"
        ]
        if deliveries.failed > 0 { settled.append("\(Phrase.number(deliveries.failed)) failed") }
        if deliveries.dropped > 0 { settled.append("\(Phrase.number(deliveries.dropped)) dropped") }
        if deliveries.cancelled > 0 { settled.append("\(Phrase.number(deliveries.cancelled)) cancelled") }
        if deliveries.pending > 0 { settled.append("\(Phrase.number(deliveries.pending)) pending") }
        let figures = [
            ("events", Phrase.number(report.eventsTotal)), ("deliveries", settled.joined(separator: ", ")),
            ("attempts", Phrase.number(report.attemptCount)),
        ]
        let wall = DurationText.text(milliseconds: report.wallNanoseconds / 1_000_000)
        let simulated = DurationText.text(milliseconds: report.simulatedMilliseconds)
        // A run that is read from its file does not know how long it took.
        let time = report.wallNanoseconds == 0 ? "" : " in \(wall)"
        return figures + answerFigures(of: report) + [("time", "\(simulated) simulated\(time)")]
    }

    private static func title(_ text: String, _ report: RunReport, isAlone: Bool) -> String {
        isAlone ? "#### \(text)\n" : "#### \(text) in \(MarkdownText.escaped(report.subject.scenario))\n"
    }

    private static func section(of one: ReportCase) -> String {
        var facts = [MarkdownText.code(one.id), one.severity.rawValue]
        if let place = one.place { facts.append("\(MarkdownText.code("\(place.file):\(place.line)"))") }
        let name = MarkdownText.escaped(ReportText.clipped(one.name, bytesMax: 1_024))
        var lines = [
            "**\(mark(one.outcome)) \(name)** (\(facts.joined(separator: ", ")))", "",
            MarkdownText.escaped(ReportText.clipped(one.summary)),
        ]
        if !one.details.isEmpty {
            let rest = one.details.count - detailsMax
            let shown = one.details.prefix(detailsMax).map { ReportText.clipped($0, bytesMax: 4_096) }
            lines += ["", MarkdownText.block(shown + (rest > 0 ? ["and \(rest) more lines"] : []))]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func table(of cases: [ReportCase], _ report: RunReport, isAlone: Bool) -> String {
        let passed = cases.count { $0.outcome == .passed }
        let skipped = cases.count - passed
        let text = "\(passed) held" + (skipped > 0 ? ", \(skipped) skipped" : "")
        let name = isAlone ? "" : ": \(MarkdownText.escaped(report.subject.scenario))"
        var lines = [
            "<details><summary>\(text)\(name)</summary>", "", "| | check | |", "| --- | --- | --- |",
        ]
        for one in cases {
            lines.append(
                "| \(mark(one.outcome)) | \(MarkdownText.escaped(ReportText.clipped(one.name, bytesMax: 1_024))) "
                    + "(\(MarkdownText.code(one.id))) "
                    + "| \(MarkdownText.escaped(ReportText.clipped(one.summary, bytesMax: 1_024))) |"
            )
        }
        lines += ["", "</details>"]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func mark(_ verdict: RunVerdict) -> String {
        switch verdict {
        case .passed: "✅"
        case .failed: "❌"
        case .inconclusive: "❔"
        case .aborted: "🛑"
        }
    }

    private static func mark(_ outcome: ReportCase.Outcome) -> String {
        switch outcome {
        case .passed: "✅"
        case .failed: "❌"
        case .warned: "⚠️"
        case .skipped: "⏭️"
        case .undecided: "❔"
        }
    }
}
