import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit

/// The data of a page as JSON, written for its script alone.
enum RunPageData {
    /// The runs, and a matrix of the verifications among the reports where there are any.
    static func bytes(of reports: [RunReport], bytesMax: Int) -> [UInt8] {
        let verifications = reports.filter(\.isVerification)
        let runs = reports.filter { !$0.isVerification }
        var room = bytesMax
        var writer = JSONWriter()
        writer.beginObject()
        if !verifications.isEmpty {
            // Runs have at least as much room as the checks.
            let matrix = MatrixPageData.bytes(of: verifications, bytesMax: runs.isEmpty ? room : room / 2)
            room = max(0, room - matrix.count)
            writer.key("matrix")
            writer.raw(matrix)
        }
        writer.key("runs")
        writer.beginArray()
        let rooms = PageRoom.shares(of: runs.map { PageRoom.need(of: $0.record) }, bytesMax: room)
        for (report, room) in zip(runs, rooms) { append(report, to: &writer, bytesMax: room) }
        writer.endArray()
        writer.endObject()
        return writer.finish()
    }

    private static func append(_ report: RunReport, to writer: inout JSONWriter, bytesMax: Int) {
        writer.beginObject()
        writer.member("command", report.command)
        writer.member("version", report.version)
        writer.member("scenario", report.subject.scenario)
        writer.member("profile", report.subject.profile)
        // A number of 64 bits is more than the numbers of scripts hold.
        writer.member("seed", String(report.subject.seed))
        writer.member("verdict", report.verdict.rawValue)
        writer.member("explanation", report.explanation ?? "")
        writer.member("exitCode", Int64(report.exitCode))
        writer.member("digest", report.digest)
        writer.member("wall", report.wallNanoseconds / 1_000_000)
        writer.key("resumed")
        writer.bool(report.isResumed)
        writer.member("simulated", report.simulatedMilliseconds)
        writer.member("reproduction", report.reproduction?.text ?? "")
        appendCounts(report, to: &writer)
        appendAnswers(report, to: &writer)
        writer.key("checks")
        writer.beginArray()
        for check in report.checks { append(check, to: &writer) }
        writer.endArray()
        writer.key("faults")
        writer.beginArray()
        for fault in report.faults { append(fault, to: &writer) }
        writer.endArray()
        writer.key("stderr")
        writer.beginArray()
        for line in report.consumerLines ?? [] { writer.string(line) }
        writer.endArray()
        appendProbeReads(report, to: &writer)
        writer.key("record")
        if let record = report.record {
            let wanted = Set(report.checks.flatMap { $0.evidence.items.compactMap(\.delivery) })
            RunPageRecord(record, profile: report.subject.profile, wanted: wanted, bytesMax: bytesMax)
                .append(to: &writer)
        } else {
            writer.null()
        }
        writer.endObject()
    }

    private static func appendCounts(_ report: RunReport, to writer: inout JSONWriter) {
        writer.key("events")
        writer.beginArray()
        for event in report.events {
            writer.beginArray()
            writer.string(event.type.name)
            writer.integer(event.count)
            writer.endArray()
        }
        writer.endArray()
        writer.key("deliveries")
        writer.beginObject()
        writer.member("total", report.deliveries.total)
        writer.member("delivered", report.deliveries.delivered)
        writer.member("failed", report.deliveries.failed)
        writer.member("pending", report.deliveries.pending)
        writer.member("cancelled", report.deliveries.cancelled)
        writer.member("dropped", report.deliveries.dropped)
        writer.endObject()
        writer.member("attempts", report.attemptCount)
        writer.member("retries", report.retryCount)
        writer.member("resent", report.resentCount)
    }

    private static func appendAnswers(_ report: RunReport, to writer: inout JSONWriter) {
        writer.key("ack")
        if let ack = report.ack {
            writer.integers([
                ack.p50Microseconds, ack.p95Microseconds, ack.p99Microseconds, ack.maxMicroseconds,
            ])
        } else {
            writer.null()
        }
        // Beginning, end and count of each bucket, in a row.
        writer.key("histogram")
        writer.integers(
            (report.record?.histogram.buckets ?? []).flatMap {
                [$0.microseconds.lowerBound, $0.microseconds.upperBound, $0.count]
            }
        )
    }

    private static func append(_ check: Finding, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", check.id)
        writer.member("name", check.name)
        writer.member("severity", check.severity.rawValue)
        writer.member("verdict", check.verdict.rawValue)
        writer.member("message", check.message)
        writer.member("expected", check.evidence.expected ?? "")
        writer.member("actual", check.evidence.actual ?? "")
        writer.member("omitted", check.evidence.omittedCount)
        writer.key("evidence")
        writer.beginArray()
        for item in check.evidence.items {
            writer.beginArray()
            writer.integer(number(of: item.place))
            writer.string(item.text)
            writer.endArray()
        }
        writer.endArray()
        writer.endObject()
    }

    /// What a page finds the place of evidence by: the sequence of a delivery, or a read of the probe below zero.
    ///
    /// Nothing has the number 0: a verification has no deliveries to find.
    private static func number(of place: FindingEvidence.Item.Place) -> Int64 {
        switch place {
        case .delivery(let sequence), .attempt(delivery: let sequence, number: _): sequence
        case .probe(let read): -1 - Int64(read)
        case .exchange: 0
        }
    }

    private static func append(_ fault: RunReport.FaultCount, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", fault.name.rawValue)
        writer.member("summary", fault.name.summary)
        writer.member("aim", fault.aim)
        writer.member("legality", fault.legality?.rawValue ?? "")
        writer.member("injected", fault.injected)
        writer.endObject()
    }

    /// Most reads of the probe that a page shows; those that decided something come first.
    static let probeReadsMax = 300
    /// Most bytes of what one of them came to.
    private static let probeTextBytesMax = 400

    private static func appendProbeReads(_ report: RunReport, to writer: inout JSONWriter) {
        let reads = report.record?.probeReads ?? []
        let ranks: [ProbeRead.Outcome] = [.differed, .unreadable, .held, .undecided]
        let chosen = ranks.flatMap { rank in reads.indices.filter { reads[$0].outcome == rank } }
            .prefix(probeReadsMax).sorted()
        let start = report.record?.start.milliseconds ?? 0
        writer.member("probeReads", Int64(reads.count))
        writer.key("probes")
        writer.beginArray()
        for place in chosen {
            let read = reads[place]
            writer.beginObject()
            writer.member("place", Int64(place))
            writer.member("at", read.moment.milliseconds - start)
            writer.member("elapsed", read.elapsedMilliseconds)
            writer.member("subject", read.subject)
            writer.member("text", ReportText.clipped(read.text, bytesMax: probeTextBytesMax))
            writer.member("outcome", read.outcome.rawValue)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension JSONWriter {
    mutating func integers(_ integers: [Int64]) {
        beginArray()
        for integer in integers { self.integer(integer) }
        endArray()
    }

    mutating func integers(_ integers: [Int]) {
        self.integers(integers.map(Int64.init))
    }

    mutating func strings(_ strings: [String]) {
        beginArray()
        for string in strings { self.string(string) }
        endArray()
    }
}
