import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit

/// The report for people at a terminal: the verdict, figures in columns, then every judgement.
package struct RunReportText {
    private let report: RunReport
    private let style: Style
    private let columnsMax: Int
    private var lines: [String] = []

    /// The columns of a terminal that does not say how many it has.
    package static let columnsUsual = 80
    /// Fewest columns that text is broken for: narrower terminals break it themselves.
    private static let columnsMin = 40

    /// The lines of a report, each with its line break.
    ///
    /// Sentences are broken at spaces where they are wider than so many columns; command lines are not. Text from
    /// scenarios and consumers is made harmless first: nothing of it can move the cursor.
    package static func text(
        of report: RunReport,
        style: Style,
        columnsMax: Int = columnsUsual
    ) -> String {
        var text = RunReportText(report: report, style: style, columnsMax: max(columnsMin, columnsMax))
        text.appendVerdict()
        text.appendFigures()
        text.appendChecks()
        if let reproduction = report.reproduction {
            text.lines += ["", "  \(style.dim("run it again:")) \(safe(reproduction.text))"]
        }
        return text.lines.map { $0 + "\n" }.joined()
    }

    private init(report: RunReport, style: Style, columnsMax: Int) {
        self.report = report
        self.style = style
        self.columnsMax = columnsMax
    }

    private mutating func appendVerdict() {
        let verdict = style.bold("\(mark(report.verdict)) \(report.verdict.rawValue)")
        let subject = report.subject
        let name = style.bold(Self.safe(subject.scenario))
        let facts = style.dim("\(Self.safe(subject.profile)), seed \(subject.seed)")
        lines.append("\(colored(verdict, as: report.verdict))  \(name)  \(facts)")
        if let explanation = report.explanation { appendText(explanation, indent: 2) }
        lines.append("")
    }

    private mutating func appendFigures() {
        if report.isVerification { return appendVerificationFigures() }
        let totals = [report.eventsTotal, report.deliveries.total, report.attemptCount].map(Phrase.number)
        let width = totals.map(\.utf8.count).max() ?? 0
        let events = eventLines
        appendRow("events", Self.padded(totals[0], width), events.first ?? "")
        for line in events.dropFirst() { appendRow("", Self.padded("", width), line) }
        appendRow("deliveries", Self.padded(totals[1], width), deliveryText)
        appendRow("attempts", Self.padded(totals[2], width), attemptText)
        for (place, line) in faultLines.enumerated() { appendRow(place == 0 ? "faults" : "", line) }
        appendRow("answers", answerText)
        appendRow("time", timeText)
        appendRow("digest", style.dim(Self.safe(report.digest)))
    }

    /// Requests of checks are no deliveries: to refuse many of them is right.
    private mutating func appendVerificationFigures() {
        let accepted = "\(Phrase.number(report.deliveries.delivered)) accepted"
        appendRow("checks", Phrase.number(Int64(report.checks.count)), report.verdictCounts)
        appendRow("requests", Phrase.number(report.attemptCount), accepted)
        appendRow("answers", answerText)
        appendRow("time", timeText)
        appendRow("digest", style.dim(Self.safe(report.digest)))
    }

    /// One line for each kind of event that came, its count and its name in columns.
    private var eventLines: [String] {
        let events = report.events.filter { $0.count > 0 }
        let width = events.map { Phrase.number($0.count).utf8.count }.max() ?? 0
        return events.map { "\(Self.padded(Phrase.number($0.count), width)) \(style.dim($0.type.name))" }
    }

    private var deliveryText: String {
        let deliveries = report.deliveries
        if deliveries.total == 0 { return "" }
        if deliveries.delivered == deliveries.total { return style.green("all accepted") }
        var parts = ["\(Phrase.number(deliveries.delivered)) accepted"]
        if deliveries.failed > 0 { parts.append(style.red("\(Phrase.number(deliveries.failed)) failed")) }
        if deliveries.cancelled > 0 { parts.append("\(Phrase.number(deliveries.cancelled)) cancelled") }
        if deliveries.dropped > 0 { parts.append("\(Phrase.number(deliveries.dropped)) dropped") }
        if deliveries.pending > 0 {
            parts.append(style.yellow("\(Phrase.number(deliveries.pending)) pending"))
        }
        return parts.joined(separator: ", ")
    }

    /// One line for each fault: how often it was injected, what it is, and what it is aimed at.
    private var faultLines: [String] {
        let counts = report.faults.map { Phrase.number($0.injected) }
        let width = counts.map(\.utf8.count).max() ?? 0
        return zip(report.faults, counts).map { fault, count in
            var facts = [fault.legality.map(\.rawValue), fault.aim.isEmpty ? nil : Self.safe(fault.aim)]
                .compactMap(\.self)
            if fault.name == .crash { facts = ["not counted: nothing outlives it"] }
            let text = "\(fault.name.rawValue) \(style.dim("(\(facts.joined(separator: ", ")))"))"
            return "\(Self.padded(count, width)) \(fault.injected > 0 ? text : style.dim(text))"
        }
    }

    /// What is to be said of attempts; sending again on a new connection is part of the same attempt.
    private var attemptText: String {
        var parts: [String] = []
        if report.retryCount > 0 { parts.append(Phrase.count(report.retryCount, "retry", "retries")) }
        if report.resentCount > 0 {
            parts.append("\(Phrase.number(report.resentCount)) sent again after a kept connection had died")
        }
        return parts.joined(separator: ", ")
    }

    private var answerText: String {
        guard let ack = report.ack else { return report.attemptCount > 0 ? style.red("none ever came") : "" }
        let figures = [
            ("p50", ack.p50Microseconds), ("p95", ack.p95Microseconds), ("p99", ack.p99Microseconds),
            ("max", ack.maxMicroseconds),
        ]
        return figures.map { "\(style.dim($0.0)) \(DurationText.text(microseconds: $0.1))" }
            .joined(separator: "   ")
    }

    private var timeText: String {
        if report.isVerification {
            return "took " + DurationText.text(milliseconds: report.wallNanoseconds / 1_000_000)
        }
        let simulated = DurationText.text(milliseconds: report.simulatedMilliseconds)
        let wallMilliseconds = report.wallNanoseconds / 1_000_000
        let settledCount = report.deliveries.delivered + report.deliveries.failed
        // A run that is read from its file does not know.
        if report.wallNanoseconds == 0 { return "\(simulated) simulated" }
        let text = "\(simulated) simulated in \(DurationText.text(milliseconds: wallMilliseconds))"
        // What an earlier run has settled did not take this run's time.
        if report.isResumed { return "\(text), resumed" }
        guard wallMilliseconds > 0, settledCount > 0 else { return text }
        return "\(text), \(Phrase.number(settledCount * 1_000 / wallMilliseconds)) deliveries/s"
    }

    private mutating func appendChecks() {
        if !report.checks.isEmpty { lines.append("") }
        for check in report.checks {
            var details = [Self.safe(check.id)]
            if check.severity != .must { details.append(check.severity.rawValue) }
            let facts = style.dim("(\(details.joined(separator: ", ")))")
            lines.append("  \(mark(check)) \(Self.safe(check.name)) \(facts)")
            // What held among many says so by its name.
            if check.verdict == .pass, report.isVerification { continue }
            for (index, line) in check.message.split(separator: "\n").enumerated() {
                if report.isVerification, CheckText.isCommand(String(line)) {
                    // A broken command could not be copied.
                    lines.append("        \(Self.safe(String(line)))")
                } else {
                    appendText(String(line), indent: index == 0 ? 6 : 8, isDim: check.verdict == .pass)
                }
            }
            if check.verdict == .fail { appendConsumerLines() }
        }
    }

    /// Appends a sentence, on as many lines as it takes; all but the first stand two columns further in.
    private mutating func appendText(_ text: String, indent: Int, isDim: Bool = false) {
        let parts = TextWidth.wrapped(Self.safe(text), columnsMax: columnsMax - indent, indent: 2)
        for (place, part) in parts.enumerated() {
            let blanks = String(repeating: " ", count: indent + (place == 0 ? 0 : 2))
            lines.append(blanks + (isDim ? style.dim(part) : part))
        }
    }

    /// What the consumer wrote last, where the tool started it and something failed.
    private mutating func appendConsumerLines() {
        guard let last = report.consumerLines?.suffix(Self.consumerLinesMax), !last.isEmpty else { return }
        lines.append("      \(style.dim("the consumer wrote last:"))")
        for line in last { lines.append("        \(style.dim("| "))\(Self.safe(line))") }
    }

    /// Most lines of the consumer beside one failure.
    private static let consumerLinesMax = 10

    /// Appends a row of a label and what it stands for; without the second there is nothing to say.
    private mutating func appendRow(_ label: String, _ columns: String...) {
        let text = columns.filter { !$0.isEmpty }.joined(separator: "  ")
        guard !text.isEmpty else { return }
        let space = String(repeating: " ", count: Self.labelWidth - label.utf8.count)
        lines.append("  \(style.dim(label))\(space)\(text)")
    }

    private func mark(_ verdict: RunVerdict) -> String {
        switch verdict {
        case .passed: "✓"
        case .failed: "✗"
        case .inconclusive: "?"
        case .aborted: "!"
        }
    }

    private func colored(_ text: String, as verdict: RunVerdict) -> String {
        switch verdict {
        case .passed: style.green(text)
        case .failed: style.red(text)
        case .inconclusive, .aborted: style.yellow(text)
        }
    }

    private func mark(_ check: Finding) -> String {
        switch check.verdict {
        case .pass: style.green("✓")
        case .fail: check.severity == .must ? style.red("✗") : style.yellow("✗")
        case .warn: style.yellow("!")
        case .info: style.dim("i")
        case .skip: style.dim("-")
        case .inconclusive: style.yellow("?")
        }
    }

    private static let labelWidth = 12

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }

    private static func safe(_ text: String) -> String { DisplayText.printable(text) }
}
