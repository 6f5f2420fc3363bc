import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit

/// The report for programs: one JSON object, whose keys are added to and never renamed.
package enum RunReportJSON {
    /// The version of the format, the value of `portsim`.
    package static let formatVersion: Int64 = 1

    /// The reports of one command: a run as its own object, several in the `runs` of one, on indented lines.
    ///
    /// Ends with a line break.
    package static func bytes(of reports: [RunReport]) -> [UInt8] {
        var writer = JSONWriter(style: .pretty)
        if reports.count == 1 {
            append(reports[0], to: &writer)
        } else {
            writer.beginObject()
            writer.key("portsim")
            writer.integer(formatVersion)
            writer.key("runs")
            writer.beginArray()
            for report in reports { append(report, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
        return writer.finish() + [UInt8(ascii: "\n")]
    }

    /// Writes one report; with the moment at which it is appended to a history, where it is.
    static func append(_ report: RunReport, time: Moment? = nil, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("portsim", formatVersion)
        if let time { writer.member("time", TimeFormat.milliseconds.text(time)) }
        writer.member("command", report.command)
        writer.member("version", report.version)
        writer.member("scenario", report.subject.scenario)
        writer.member("profile", report.subject.profile)
        writer.key("seed")
        writer.number(JSONNumber(report.subject.seed))
        if let file = report.file { writer.member("file", file) }
        writer.member("verdict", report.verdict.rawValue)
        if let explanation = report.explanation { writer.member("explanation", explanation) }
        writer.member("exitCode", Int64(report.exitCode))
        if report.isStrict { writer.member("strict", true) }
        writer.member("digest", report.digest)
        writer.key("wallSeconds")
        writer.thousandths(report.wallNanoseconds / 1_000_000)
        writer.key("simulatedSeconds")
        writer.thousandths(report.simulatedMilliseconds)
        if report.isResumed { writer.member("resumed", true) }
        appendEvents(report, to: &writer)
        appendDeliveries(report.deliveries, to: &writer)
        writer.member("attempts", report.attemptCount)
        writer.member("retries", report.retryCount)
        writer.member("resent", report.resentCount)
        appendFaults(report.faults, to: &writer)
        appendAck(report.ack, to: &writer)
        writer.key("checks")
        writer.beginArray()
        for check in report.checks { append(check, report.places[check.id], to: &writer) }
        writer.endArray()
        if let lines = report.consumerLines {
            writer.key("consumerStderr")
            writer.beginArray()
            for line in lines { writer.string(line) }
            writer.endArray()
        }
        if let reproduction = report.reproduction {
            writer.key("reproduction")
            writer.beginObject()
            writer.member("text", reproduction.text)
            writer.key("arguments")
            writer.beginArray()
            for word in reproduction.arguments { writer.string(word) }
            writer.endArray()
            writer.endObject()
        }
        writer.endObject()
    }

    private static func appendEvents(_ report: RunReport, to writer: inout JSONWriter) {
        writer.key("events")
        writer.beginObject()
        writer.member("total", report.eventsTotal)
        writer.key("byType")
        writer.beginObject()
        for event in report.events { writer.member(event.type.name, event.count) }
        writer.endObject()
        writer.endObject()
    }

    private static func appendDeliveries(_ deliveries: DeliveryCounts, to writer: inout JSONWriter) {
        writer.key("deliveries")
        writer.beginObject()
        writer.member("total", deliveries.total)
        writer.member("delivered", deliveries.delivered)
        writer.member("failed", deliveries.failed)
        writer.member("pending", deliveries.pending)
        writer.member("cancelled", deliveries.cancelled)
        writer.member("dropped", deliveries.dropped)
        writer.endObject()
    }

    /// Writes what each fault did, in the order of the file; `legal` is null for what this program does to itself.
    private static func appendFaults(_ faults: [RunReport.FaultCount], to writer: inout JSONWriter) {
        writer.key("faults")
        writer.beginArray()
        for fault in faults {
            writer.beginObject()
            writer.member("fault", fault.name.rawValue)
            writer.member("aim", fault.aim)
            writer.member("stage", fault.name.stage.rawValue)
            writer.key("legal")
            if let legality = fault.legality { writer.bool(legality == .legal) } else { writer.null() }
            writer.member("injected", fault.injected)
            writer.endObject()
        }
        writer.endArray()
    }

    /// Writes the four figures; `null` each where nothing was ever answered.
    private static func appendAck(_ ack: AckSummary?, to writer: inout JSONWriter) {
        let figures = [
            ("p50Milliseconds", ack?.p50Microseconds), ("p95Milliseconds", ack?.p95Microseconds),
            ("p99Milliseconds", ack?.p99Microseconds), ("maxMilliseconds", ack?.maxMicroseconds),
        ]
        writer.key("ack")
        writer.beginObject()
        for (key, microseconds) in figures {
            writer.key(key)
            if let microseconds { writer.thousandths(microseconds) } else { writer.null() }
        }
        writer.endObject()
    }

    private static func append(_ check: Finding, _ place: ReportPlace?, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", check.id)
        writer.member("name", check.name)
        writer.member("severity", check.severity.rawValue)
        writer.member("verdict", check.verdict.rawValue)
        writer.member("message", check.message)
        if check.origin == .threshold { writer.member("origin", "threshold") }
        append(check.evidence, to: &writer)
        if let place {
            writer.key("place")
            writer.beginObject()
            writer.member("file", place.file)
            writer.member("line", place.line)
            writer.member("column", place.column)
            writer.endObject()
        }
        writer.endObject()
    }

    /// Writes what a finding stands on; nothing where that is nothing.
    private static func append(_ evidence: FindingEvidence, to writer: inout JSONWriter) {
        guard evidence != FindingEvidence() else { return }
        writer.key("evidence")
        writer.beginObject()
        if let expected = evidence.expected { writer.member("expected", expected) }
        if let actual = evidence.actual { writer.member("actual", actual) }
        if let answer = evidence.answer {
            writer.key("status")
            if let status = answer.status { writer.integer(status) } else { writer.null() }
            writer.key("milliseconds")
            writer.thousandths(answer.tookMicroseconds)
        }
        writer.key("items")
        writer.beginArray()
        for item in evidence.items {
            writer.beginObject()
            switch item.place {
            case .delivery(let sequence): writer.member("delivery", sequence)
            case .attempt(let delivery, let number):
                writer.member("delivery", delivery)
                writer.member("attempt", Int64(number))
            case .probe(let place): writer.member("probe", Int64(place))
            case .exchange(let number): writer.member("exchange", Int64(number))
            }
            writer.member("text", item.text)
            writer.endObject()
        }
        writer.endArray()
        writer.member("omitted", evidence.omittedCount)
        writer.endObject()
    }
}

extension JSONWriter {
    mutating func member(_ key: String, _ value: String) {
        self.key(key)
        string(value)
    }

    mutating func member(_ key: String, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    mutating func member(_ key: String, _ value: Int64) {
        self.key(key)
        integer(value)
    }

    /// Writes an integer divided by a thousand; exact up to 15 digits, as a double keeps those.
    mutating func thousandths(_ value: Int64) {
        double(Double(value) / 1_000)
    }
}
