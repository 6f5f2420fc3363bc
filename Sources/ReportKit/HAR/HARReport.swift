import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit

/// The report for tools that show exchanges over HTTP: an HTTP archive (HAR 1.2), an entry for each attempt.
///
/// Made of the records of the runs; a run without one has a page and no entries. A bounded sample: attempts of
/// deliveries that failed come first, and the log says how many are left out. Neither secrets nor signatures are
/// recorded, nor what answers held, so that none of it can be in here.
package enum HARReport {
    /// Most entries of one archive.
    package static let entriesMax = 5_000
    /// Most bytes of all bodies together.
    package static let bodiesBytesMax = 16 << 20

    /// The archive of the runs of one command.
    package static func bytes(of runs: [RunReport]) -> [UInt8] {
        let chosen = chosen(from: runs)
        var room = bodiesBytesMax
        var writer = JSONWriter(style: .pretty)
        writer.beginObject()
        writer.key("log")
        writer.beginObject()
        writer.member("version", "1.2")
        writer.key("creator")
        writer.beginObject()
        writer.member("name", "portsim")
        writer.member("version", Product.version)
        writer.endObject()
        writer.key("pages")
        writer.beginArray()
        for (place, run) in runs.enumerated() { appendPage(run, place, chosen, to: &writer) }
        writer.endArray()
        writer.key("entries")
        writer.beginArray()
        for entry in chosen { append(entry, of: runs[entry.run], room: &room, to: &writer) }
        writer.endArray()
        let total = ReportText.sum(runs.map(\.attemptCount))
        writer.member(
            "comment",
            "\(chosen.count) of \(total) attempts, those of failed deliveries first; times of day are simulated; "
                + "signatures and answers are not recorded"
        )
        writer.endObject()
        writer.endObject()
        return writer.finish() + [UInt8(ascii: "\n")]
    }

    private struct Entry {
        let run: Int
        let delivery: DeliveryEvidence
        let attempt: DeliveryEvidence.Attempt
    }

    /// The attempts that are shown: as many as there is room for, failures first, then by their place in the run.
    private static func chosen(from runs: [RunReport]) -> [Entry] {
        var failed: [Entry] = []
        var others: [Entry] = []
        for (place, run) in runs.enumerated() {
            for delivery in run.record?.deliveries ?? [] {
                for attempt in delivery.attempts where isShown(attempt.row.outcome) {
                    let entry = Entry(run: place, delivery: delivery, attempt: attempt)
                    if delivery.outcome == .failed || attempt.row.outcome != .delivered {
                        failed.append(entry)
                    } else {
                        others.append(entry)
                    }
                }
            }
        }
        let kept = failed.prefix(entriesMax) + others.prefix(max(0, entriesMax - failed.count))
        return kept.sorted {
            ($0.run, $0.delivery.delivery.sequence, $0.attempt.row.number)
                < ($1.run, $1.delivery.delivery.sequence, $1.attempt.row.number)
        }
    }

    /// Whether there was an exchange that can be shown.
    ///
    /// A cancelled delivery was not sent, and of what a fault forged the bytes are not recorded.
    private static func isShown(_ outcome: AttemptOutcome) -> Bool {
        switch outcome {
        case .retry, .delivered, .failed: true
        case .cancelled, .forged: false
        }
    }

    private static func appendPage(
        _ run: RunReport,
        _ place: Int,
        _ entries: [Entry],
        to writer: inout JSONWriter
    ) {
        let first = entries.first { $0.run == place }?.delivery.delivery.moment ?? 0
        writer.beginObject()
        writer.member("startedDateTime", text(first))
        writer.member("id", identifier(of: place))
        let subject = run.subject
        writer.member("title", "\(subject.scenario) (\(subject.profile), seed \(subject.seed))")
        writer.key("pageTimings")
        writer.beginObject()
        writer.endObject()
        writer.endObject()
    }

    private static func append(
        _ entry: Entry,
        of run: RunReport,
        room: inout Int,
        to writer: inout JSONWriter
    ) {
        let row = entry.attempt.row
        writer.beginObject()
        writer.member("pageref", identifier(of: entry.run))
        writer.member("startedDateTime", text(row.moment))
        writer.key("time")
        writer.thousandths(row.tookMicroseconds)
        appendRequest(entry, of: run, room: &room, to: &writer)
        appendResponse(row, to: &writer)
        writer.key("cache")
        writer.beginObject()
        writer.endObject()
        writer.key("timings")
        writer.beginObject()
        writer.member("send", 0 as Int64)
        writer.key("wait")
        writer.thousandths(row.tookMicroseconds)
        writer.member("receive", 0 as Int64)
        writer.endObject()
        let identifier = String(decoding: entry.delivery.delivery.id, as: UTF8.self)
        let again = row.wasResent ? ", sent again on a new connection" : ""
        let hit = row.fault == nil ? "" : ", hit by a fault"
        writer.member(
            "comment",
            "attempt \(row.number) of \(identifier): \(words(row.outcome))\(again)\(hit)"
        )
        writer.endObject()
    }

    private static func appendRequest(
        _ entry: Entry,
        of run: RunReport,
        room: inout Int,
        to writer: inout JSONWriter
    ) {
        let delivery = entry.delivery.delivery
        let place = Int(delivery.webhook)
        writer.key("request")
        writer.beginObject()
        writer.member("method", "POST")
        // The one inside of the process has a port of its own each time.
        let urls = run.record?.webhookURLs ?? []
        let url = urls.indices.contains(place) ? urls[place] : nil
        writer.member("url", url ?? "http://127.0.0.1/webhooks")
        writer.member("httpVersion", "HTTP/1.1")
        writer.emptyArray("cookies")
        writer.key("headers")
        writer.beginArray()
        var fields = [("User-Agent", RequestWriter.userAgent), ("Content-Type", "application/json")]
        if let profile = Profile.all.first(where: { $0.name == run.subject.profile }),
            run.record?.headers.namesAll(in: profile) == true
        {
            if let name = delivery.eventName { fields.append(("X-Webhook-Event", name)) }
            fields += [
                ("X-Webhook-Id", String(decoding: delivery.id, as: UTF8.self)),
                (
                    "X-Webhook-Timestamp",
                    profile.timeFormat.text(Moment(milliseconds: entry.attempt.row.moment))
                ),
            ]
        }
        for (name, value) in fields {
            writer.beginObject()
            writer.member("name", name)
            writer.member("value", value)
            writer.endObject()
        }
        writer.endArray()
        writer.emptyArray("queryString")
        writer.key("postData")
        writer.beginObject()
        writer.member("mimeType", "application/json")
        writer.emptyArray("params")
        let body = room >= delivery.body.count ? delivery.body : []
        room -= body.count
        writer.member("text", String(decoding: body, as: UTF8.self))
        if body.count < entry.delivery.bodyByteCount {
            writer.member("comment", "the first \(body.count) of \(entry.delivery.bodyByteCount) bytes")
        }
        writer.endObject()
        writer.member("headersSize", -1 as Int64)
        writer.member("bodySize", Int64(entry.delivery.bodyByteCount))
        writer.member("comment", "the signature is not recorded")
        writer.endObject()
    }

    private static func appendResponse(_ row: AttemptRow, to writer: inout JSONWriter) {
        writer.key("response")
        writer.beginObject()
        writer.member("status", Int64(row.status))
        writer.member("statusText", "")
        writer.member("httpVersion", row.status > 0 ? "HTTP/1.1" : "")
        writer.emptyArray("cookies")
        writer.emptyArray("headers")
        writer.key("content")
        writer.beginObject()
        writer.member("size", 0 as Int64)
        writer.member("mimeType", "x-unknown")
        writer.endObject()
        writer.member("redirectURL", "")
        writer.member("headersSize", -1 as Int64)
        writer.member("bodySize", -1 as Int64)
        if let error = row.error { writer.member("comment", ReportText.clipped(error, bytesMax: 4_096)) }
        writer.endObject()
    }

    private static func identifier(of place: Int) -> String { "run_\(place + 1)" }

    private static func text(_ milliseconds: Int64) -> String {
        TimeFormat.milliseconds.text(Moment(milliseconds: milliseconds))
    }

    private static func words(_ outcome: AttemptOutcome) -> String {
        switch outcome {
        case .retry: "to be tried again"
        case .delivered: "accepted"
        case .failed: "given up"
        case .cancelled: "cancelled"
        case .forged: "forged"
        }
    }
}

extension JSONWriter {
    /// Writes a member that is a list without elements.
    fileprivate mutating func emptyArray(_ key: String) {
        self.key(key)
        beginArray()
        endArray()
    }
}
