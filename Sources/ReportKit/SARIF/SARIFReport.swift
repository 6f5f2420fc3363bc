import ContractKit
import DeliveryKit
import JSONKit

/// The report for code scanning: SARIF 2.1.0 (OASIS), one run with an invocation for each scenario.
///
/// Checks are its rules, and what did not hold or could not be judged are its results, at the places in the
/// scenario files that ask for it. What held is no result: scanners would show it as an alert. There is one run, as
/// GitHub takes no file with two of one category or with more than twenty.
package enum SARIFReport {
    /// Most results, as many as the best-known reader of SARIF shows; what failed comes before what only warns.
    package static let resultsMax = 5_000

    /// The reports of one command.
    package static func bytes(of reports: [RunReport]) -> [UInt8] {
        var writer = JSONWriter(style: .pretty)
        writer.beginObject()
        writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        writer.member("version", "2.1.0")
        writer.key("runs")
        writer.beginArray()
        append(reports, to: &writer)
        writer.endArray()
        writer.endObject()
        return writer.finish() + [UInt8(ascii: "\n")]
    }

    private static func append(_ reports: [RunReport], to writer: inout JSONWriter) {
        let rules = SARIFRules(reports)
        let results = zip(reports.indices, reports).flatMap { place, report in
            report.cases.compactMap { Result($0, rule: rules.identifier(of: $0, inRun: place), of: report) }
        }
        let kept = shown(results)
        writer.beginObject()
        appendTool(reports, rules, to: &writer)
        writer.key("automationDetails")
        writer.beginObject()
        writer.member("id", category(of: reports))
        writer.endObject()
        writer.key("invocations")
        writer.beginArray()
        for report in reports { appendInvocation(report, to: &writer) }
        writer.endArray()
        writer.member("columnKind", "unicodeCodePoints")
        writer.key("results")
        writer.beginArray()
        for result in kept { append(result, rules, to: &writer) }
        writer.endArray()
        writer.key("properties")
        writer.beginObject()
        writer.member("omittedResults", Int64(results.count - kept.count))
        writer.endObject()
        writer.endObject()
    }

    /// What tells one upload from another: later ones of the same take the place of earlier ones.
    private static func category(of reports: [RunReport]) -> String {
        guard let subject = reports.first?.subject, reports.count == 1 else { return "portsim/" }
        return "portsim/\(subject.scenario)/\(subject.seed)"
    }

    /// A judgement that is told, with its kind (3.27.9) and the rule it comes under.
    private struct Result {
        let one: ReportCase
        let kind: String
        let rule: String
        let report: RunReport

        init?(_ one: ReportCase, rule: String, of report: RunReport) {
            switch one.outcome {
            case .passed, .skipped: return nil
            case .failed, .warned: kind = "fail"
            case .undecided: kind = "open"
            }
            self.one = one
            self.rule = rule
            self.report = report
        }
    }

    /// As many as there may be, in their order; warnings are the first to be left out.
    private static func shown(_ results: [Result]) -> [Result] {
        guard results.count > resultsMax else { return results }
        var room = resultsMax - min(resultsMax, results.count { $0.one.outcome != .warned })
        let withRoom = results.filter { result in
            guard result.one.outcome == .warned else { return true }
            room -= 1
            return room >= 0
        }
        return Array(withRoom.prefix(resultsMax))
    }

    private static func appendTool(
        _ reports: [RunReport],
        _ rules: SARIFRules,
        to writer: inout JSONWriter
    ) {
        writer.key("tool")
        writer.beginObject()
        writer.key("driver")
        writer.beginObject()
        writer.member("name", "portsim")
        writer.member("version", reports.first?.version ?? Product.version)
        writer.key("rules")
        writer.beginArray()
        for rule in rules.all {
            writer.beginObject()
            writer.member("id", rule.identifier)
            writer.message("shortDescription", rule.name.isEmpty ? rule.identifier : rule.name)
            writer.key("defaultConfiguration")
            writer.beginObject()
            writer.member("level", level(of: rule.severity))
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    private static func appendInvocation(_ report: RunReport, to writer: inout JSONWriter) {
        writer.beginObject()
        let isWhole = report.verdict == .passed || report.verdict == .failed
        writer.member("executionSuccessful", isWhole)
        writer.member("exitCode", Int64(report.exitCode))
        if let reproduction = report.reproduction { writer.member("commandLine", reproduction.text) }
        if !isWhole {
            writer.key("toolExecutionNotifications")
            writer.beginArray()
            writer.beginObject()
            writer.member("level", "error")
            writer.message("message", report.explanation ?? "the run is \(report.verdict.rawValue)")
            writer.endObject()
            writer.endArray()
        }
        writer.key("properties")
        writer.beginObject()
        appendSubject(report, to: &writer)
        writer.member("profile", report.subject.profile)
        writer.member("digest", report.digest)
        writer.member("verdict", report.verdict.rawValue)
        writer.key("faults")
        writer.beginArray()
        for fault in report.faults { writer.string(fault.line) }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    private static func appendSubject(_ report: RunReport, to writer: inout JSONWriter) {
        writer.member("scenario", report.subject.scenario)
        writer.key("seed")
        writer.number(JSONNumber(report.subject.seed))
    }

    private static func append(_ result: Result, _ rules: SARIFRules, to writer: inout JSONWriter) {
        let (one, report) = (result.one, result.report)
        writer.beginObject()
        writer.member("ruleId", result.rule)
        writer.member("ruleIndex", Int64(rules.index(of: result.rule)))
        writer.member("kind", result.kind)
        // Whatever is no failure has the level `none` (3.27.10).
        writer.member("level", level(of: one))
        writer.message("message", ReportText.clipped("\(one.name): \(one.text)"))
        appendLocation(of: one, report, to: &writer)
        writer.key("partialFingerprints")
        writer.beginObject()
        writer.member("portsimCheck/v1", "\(report.subject.scenario)/\(one.id)")
        writer.endObject()
        writer.key("properties")
        writer.beginObject()
        appendSubject(report, to: &writer)
        writer.endObject()
        writer.endObject()
    }

    private static func appendLocation(
        of one: ReportCase,
        _ report: RunReport,
        to writer: inout JSONWriter
    ) {
        guard let file = one.place?.file ?? report.file else { return }
        writer.key("locations")
        writer.beginArray()
        writer.beginObject()
        writer.key("physicalLocation")
        writer.beginObject()
        writer.key("artifactLocation")
        writer.beginObject()
        writer.member("uri", uri(of: file))
        writer.endObject()
        writer.key("region")
        writer.beginObject()
        writer.member("startLine", one.place?.line ?? 1)
        if let place = one.place { writer.member("startColumn", place.column) }
        writer.endObject()
        writer.endObject()
        writer.endObject()
        writer.endArray()
    }

    /// The level of something that did not hold: what decides nothing is at most a warning.
    private static func level(of one: ReportCase) -> String {
        switch one.outcome {
        case .failed: "error"
        case .warned: one.severity == .info ? "note" : "warning"
        case .passed, .skipped, .undecided: "none"
        }
    }

    private static func level(of severity: Severity) -> String {
        switch severity {
        case .must: "error"
        case .should: "warning"
        case .info: "note"
        }
    }

    /// The reference of a path: percent-encoded but for what RFC 3986 leaves free, relative where the path is.
    static func uri(of path: String) -> String {
        var encoded = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += "%\(digits.utf8.count == 1 ? "0" : "")\(digits)"
            }
        }
        return encoded
    }
}

extension JSONWriter {
    /// Writes a member that is an object with a `text`.
    fileprivate mutating func message(_ key: String, _ text: String) {
        self.key(key)
        beginObject()
        member("text", text)
        endObject()
    }
}
