import ContractKit
import JSONKit

/// The report for code scanning: SARIF 2.1.0 (OASIS), a run for each scenario.
///
/// Checks are its rules, and what did not hold or could not be judged are its results, at the places in the
/// scenario files that ask for it. What held is no result: scanners would show it as an alert.
package enum SARIFReport {
    /// Most results of one run, the limit of the best-known reader of SARIF.
    package static let resultsMax = 5_000

    /// The reports of one command.
    package static func bytes(of reports: [RunReport]) -> [UInt8] {
        var writer = JSONWriter(style: .pretty)
        writer.beginObject()
        writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        writer.member("version", "2.1.0")
        writer.key("runs")
        writer.beginArray()
        for report in reports { append(report, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.finish() + [UInt8(ascii: "\n")]
    }

    private static func append(_ report: RunReport, to writer: inout JSONWriter) {
        let cases = report.cases
        writer.beginObject()
        appendTool(report, cases, to: &writer)
        writer.key("automationDetails")
        writer.beginObject()
        writer.member("id", "portsim/\(report.subject.scenario)/\(report.subject.seed)")
        writer.endObject()
        appendInvocation(report, to: &writer)
        writer.member("columnKind", "unicodeCodePoints")
        writer.key("results")
        writer.beginArray()
        let reported = cases.enumerated().filter { kind(of: $0.element) != nil }
        for (place, one) in reported.prefix(resultsMax) { append(one, place, of: report, to: &writer) }
        writer.endArray()
        writer.key("properties")
        writer.beginObject()
        writer.member("profile", report.subject.profile)
        writer.key("seed")
        writer.number(JSONNumber(report.subject.seed))
        writer.member("digest", report.digest)
        writer.member("verdict", report.verdict.rawValue)
        writer.key("faults")
        writer.beginArray()
        for fault in report.faults { writer.string(fault.line) }
        writer.endArray()
        writer.member("omittedResults", Int64(max(0, reported.count - resultsMax)))
        writer.endObject()
        writer.endObject()
    }

    private static func appendTool(
        _ report: RunReport,
        _ cases: [ReportCase],
        to writer: inout JSONWriter
    ) {
        writer.key("tool")
        writer.beginObject()
        writer.key("driver")
        writer.beginObject()
        writer.member("name", "portsim")
        writer.member("version", report.version)
        writer.key("rules")
        writer.beginArray()
        for one in cases {
            writer.beginObject()
            writer.member("id", one.id)
            writer.message("shortDescription", one.name.isEmpty ? one.id : one.name)
            writer.key("defaultConfiguration")
            writer.beginObject()
            writer.member("level", level(of: one.severity))
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    private static func appendInvocation(_ report: RunReport, to writer: inout JSONWriter) {
        writer.key("invocations")
        writer.beginArray()
        writer.beginObject()
        let isWhole = report.verdict == .passed || report.verdict == .failed
        writer.key("executionSuccessful")
        writer.bool(isWhole)
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
        writer.endObject()
        writer.endArray()
    }

    private static func append(
        _ one: ReportCase,
        _ place: Int,
        of report: RunReport,
        to writer: inout JSONWriter
    ) {
        guard let kind = kind(of: one) else { return }
        writer.beginObject()
        writer.member("ruleId", one.id)
        writer.member("ruleIndex", Int64(place))
        writer.member("kind", kind)
        // Whatever is no failure has the level `none` (3.27.10).
        writer.member("level", kind == "fail" ? level(of: one) : "none")
        writer.message("message", ReportText.clipped("\(one.name): \(one.text)"))
        appendLocation(of: one, report, to: &writer)
        writer.key("partialFingerprints")
        writer.beginObject()
        writer.member("portsimCheck/v1", "\(report.subject.scenario)/\(one.id)")
        writer.endObject()
        writer.key("properties")
        writer.beginObject()
        writer.member("severity", one.severity.rawValue)
        writer.member("outcome", one.outcome.rawValue)
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

    /// What kind of result it is (3.27.9); nil for what is none.
    private static func kind(of one: ReportCase) -> String? {
        switch one.outcome {
        case .passed, .skipped: nil
        case .failed, .warned: "fail"
        case .undecided: "open"
        }
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
