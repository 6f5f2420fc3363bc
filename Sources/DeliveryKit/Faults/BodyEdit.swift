import SimulationKit

/// What a fault of the stream does to the bytes of a body that is written.
enum BodyEdit: Equatable, Sendable {
    /// Another spelling of the same.
    case spell(FaultKind.Spelling)
    /// A key that nobody knows at the top level and one in `data`; the word fixes their values.
    case addFields(UInt64)
    /// Another name of the event.
    case rename([UInt8])

    /// The body that comes of it.
    func applied(to body: [UInt8]) -> [UInt8] {
        switch self {
        case .spell(let spelling): BodySpelling.spelt(body, spelling)
        case .addFields(let word): Self.withFields(body, word)
        case .rename(let name): Self.renamed(body, name)
        }
    }

    /// The key that is added at the top level.
    static let topKey = "traceId"
    /// The key that is added in `data`.
    static let dataKey = "riskScore"

    /// The name of the event that a body tells of; nil where there is none.
    static func eventName(of body: [UInt8]) -> [UInt8]? {
        guard let object = BodyMembers(body), let event = object["event"] ?? object["type"] else {
            return nil
        }
        return Array(event.value.dropFirst().dropLast())
    }

    private static func withFields(_ body: [UInt8], _ word: UInt64) -> [UInt8] {
        guard let object = BodyMembers(body) else { return body }
        var bytes = body
        // From the back, so that what is found in front stays where it is.
        insert("\"\(topKey)\":\"\(StableHash(word, 0, 0, 0).hex24)\"", at: object.end, object, into: &bytes)
        if let data = object["data"], let inner = BodyMembers(body, at: data.value.startIndex),
            data.value.first == UInt8(ascii: "{")
        {
            insert("\"\(dataKey)\":\(word % 1_000)", at: inner.end, inner, into: &bytes)
        }
        return bytes
    }

    /// Puts a member behind the last one of an object, whatever blanks stand before its brace.
    private static func insert(
        _ member: String,
        at end: Int,
        _ object: BodyMembers,
        into bytes: inout [UInt8]
    ) {
        let place = object.members.last?.value.endIndex ?? end
        bytes.insert(contentsOf: Array(((object.members.isEmpty ? "" : ",") + member).utf8), at: place)
    }

    private static func renamed(_ body: [UInt8], _ name: [UInt8]) -> [UInt8] {
        guard let object = BodyMembers(body), let event = object["event"] ?? object["type"] else {
            return body
        }
        let quote = UInt8(ascii: "\"")
        var bytes = body
        bytes.replaceSubrange(event.value.startIndex..<event.value.endIndex, with: [quote] + name + [quote])
        return bytes
    }
}
