import JSONKit
import SimulationKit
import WireKit

/// Tells whether two files say the same, whatever their layout: a hash over what they mean.
///
/// Keys stand in the order of their tables, durations in milliseconds, numbers and texts in one spelling;
/// the author's own maps and all lists keep their order, because it decides who comes first. What may change
/// between the parts of one run is left out: seed (compared on its own), URLs, secrets, speed, concurrency.
enum Fingerprint {
    /// SHA-256 of the canonical form of a valid scenario, in lower-case hex.
    static func hex(of root: JSONNode) -> String {
        SHA256.digest(of: canonical(root)).hex
    }

    /// The canonical form, a JSON text.
    static func canonical(_ root: JSONNode) -> [UInt8] {
        var writer = JSONWriter()
        write(root, .object(.scenario), to: &writer)
        return writer.finish()
    }

    private static func write(_ node: JSONNode, _ kind: FieldKind, to writer: inout JSONWriter) {
        switch kind {
        case .object(let shape):
            write(node, shape, to: &writer)
        case .map(_, let value, _):
            writer.beginObject()
            for member in node.object ?? [] {
                writer.key(member.key)
                write(member.value, value, to: &writer)
            }
            writer.endObject()
        case .list(let element, _):
            writer.beginArray()
            for value in node.array ?? [] { write(value, element, to: &writer) }
            writer.endArray()
        case .oneOf(let kinds):
            guard let match = kinds.first(where: { $0.admits(node) }) else { return writer.null() }
            write(node, match, to: &writer)
        case .duration:
            writer.integer((try? DurationText.milliseconds(node.string ?? "")) ?? -1)
        case .rate:
            writer.integer(RateText.perHour(node.string ?? "") ?? -1)
        case .moment:
            writer.integer(TimeFormat.moment(from: node.string ?? "")?.milliseconds ?? -1)
        case .decimal(_, let places):
            writer.integer(node.number?.int64(timesPowerOfTen: places) ?? -1)
        case .data:
            writer.raw(JavaScriptText.bytes(of: node))
        case .version, .integer:
            writer.integer(node.int64 ?? -1)
        case .text, .secret, .name, .identifier, .url, .flag, .seed, .speed, .profile, .eventName,
            .subscription, .choice, .reference, .no, .null, .number, .anything, .limit, .pointer, .template,
            .digest:
            writer.value(node.value)
        }
    }

    private static func write(_ node: JSONNode, _ shape: Shape, to writer: inout JSONWriter) {
        writer.beginObject()
        for field in shape.allFields where field.weight == .content {
            guard let value = node[field.key] else { continue }
            writer.key(field.key)
            write(value, field.kind, to: &writer)
        }
        writer.endObject()
    }
}
