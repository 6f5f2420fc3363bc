package import DeliveryKit
import JSONKit
import SimulationKit

/// The comparison of two runs for programs: one JSON object, with the keys of the run report where they fit.
///
/// Differences beyond `differencesMax` are counted and left out, which `truncated` says.
package struct DifferenceReportJSON {
    /// Most differences that the object lists.
    package static let differencesMax = 10_000

    private let identity: LedgerIdentity
    private let webhookNames: [String]
    private var differences: [DeliveryDifference] = []
    private var isTruncated = false

    /// Begins a report on two runs of this identity.
    package init(identity: LedgerIdentity, webhookNames: [String]) {
        self.identity = identity
        self.webhookNames = webhookNames
    }

    /// Takes in the next difference.
    package mutating func add(_ difference: DeliveryDifference) {
        guard differences.count < Self.differencesMax else {
            isTruncated = true
            return
        }
        differences.append(difference)
    }

    /// The object, with a line break at its end.
    package func bytes(counts: ComparisonCounts, version: String, exitCode: Int32) -> [UInt8] {
        var writer = JSONWriter(style: .pretty)
        writer.beginObject()
        writer.member("portsim", RunReportJSON.formatVersion)
        writer.member("command", "diff")
        writer.member("version", version)
        writer.member("scenario", identity.scenario)
        writer.member("profile", identity.profile)
        writer.key("seed")
        writer.number(JSONNumber(identity.seed))
        writer.member("verdict", counts.isEqual ? "passed" : "failed")
        writer.member("exitCode", Int64(exitCode))
        writer.key("deliveries")
        writer.beginObject()
        writer.member("equal", counts.equal)
        writer.member("different", counts.different)
        writer.member("missing", counts.missing)
        writer.member("extra", counts.extra)
        writer.endObject()
        writer.key("truncated")
        writer.bool(isTruncated)
        writer.key("differences")
        writer.beginArray()
        for difference in differences { append(difference, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.finish() + [UInt8(ascii: "\n")]
    }

    private func append(_ difference: DeliveryDifference, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", difference.identifier)
        writer.member("event", difference.type?.name ?? "unknown")
        writer.member("user", difference.user)
        let place = difference.webhook
        writer.member("webhook", webhookNames.indices.contains(place) ? webhookNames[place] : "#\(place + 1)")
        writer.key("differs")
        writer.beginArray()
        for kind in difference.kinds { append(kind, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func append(_ kind: DeliveryDifference.Kind, to writer: inout JSONWriter) {
        writer.beginObject()
        switch kind {
        case .missing: writer.member("in", "missing")
        case .extra: writer.member("in", "extra")
        case .body: writer.member("in", "body")
        case .moment(let one, let other): append("moment", nil, one, other, to: &writer)
        case .attempts(let one, let other): append("attempts", nil, Int64(one), Int64(other), to: &writer)
        case .attemptMoment(let number, let one, let other):
            append("attemptMoment", number, one, other, to: &writer)
        case .status(let number, let one, let other):
            append("status", number, Int64(one), Int64(other), to: &writer)
        case .outcome(let one, let other):
            writer.member("in", "outcome")
            writer.member("a", DifferenceText.outcome(one))
            writer.member("b", DifferenceText.outcome(other))
        }
        writer.endObject()
    }

    private func append(
        _ name: String,
        _ number: Int?,
        _ one: Int64,
        _ other: Int64,
        to writer: inout JSONWriter
    ) {
        writer.member("in", name)
        if let number { writer.member("attempt", Int64(number)) }
        writer.member("a", one)
        writer.member("b", other)
    }
}
