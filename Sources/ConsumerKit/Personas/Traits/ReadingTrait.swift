import JSONKit
import WireKit

/// How a persona reads signed bodies otherwise.
enum ReadingTrait: Hashable, Sendable {
    /// A delivery without `X-Webhook-Event` makes it throw.
    case eventFieldNeeded
    /// What happened is read from `X-Webhook-Event`, which nobody signed.
    case eventFromField
    /// Events that it does not know are refused.
    case unknownEventsRefused
    /// Members that it does not know are refused.
    case unknownMembersRefused
    /// Status words that it does not know are refused.
    case unknownWordsRefused
    /// Ids must be letters, digits and underscores, 64 at most.
    case identifierPattern
    /// Bodies that are no event make it throw.
    case malformedThrows
    /// A text that is empty where it was null before, or the other way round, makes it throw.
    case emptinessThrows
    /// A NUL or half a surrogate pair in a text makes it throw.
    case unstorableTextThrows
    /// An apostrophe in an alias or a reason makes it throw.
    case apostropheThrows
    /// A key that stands twice makes it throw.
    case repeatedKeyThrows
    /// More arrays and objects inside one another than this make it throw.
    case depthThrows(max: Int)

    /// Reads a body whose signature was verified.
    func read(
        _ body: [UInt8],
        _ fields: HTTPFields,
        keepsParticulars: Bool
    ) throws(DeliveryRefusal) -> SignedEvent {
        try refuse(unread: body)
        let event: SignedEvent
        do throws(DeliveryRefusal) {
            let name = self == .eventFromField ? fields["X-Webhook-Event"] : nil
            event = try SignedEvent(body: body, keepsParticulars: keepsParticulars, nameInstead: name)
        } catch {
            guard self == .malformedThrows else { throw error }
            throw .thrown("the body is no event")
        }
        try refuse(event, fields)
        return event
    }

    /// Refuses what can be told before the event is read.
    private func refuse(unread body: [UInt8]) throws(DeliveryRefusal) {
        switch self {
        case .repeatedKeyThrows:
            let isRefused = Self.node(body, duplicateKeys: .reject) == nil
            if isRefused, Self.node(body) != nil { throw .thrown("a key stands twice") }
        case .depthThrows(let max):
            if Self.depth(of: body) > max { throw .thrown("the body is nested too deeply") }
        case .unstorableTextThrows:
            if let node = Self.node(body), !Self.isStorable(node) { throw .thrown("a text cannot be kept") }
        case .emptinessThrows:
            if let node = Self.node(body), Self.isOddlyEmpty(node) { throw .thrown("a text is missing") }
        case .apostropheThrows:
            let data = Self.node(body)?["data"]
            let texts = ["alias", "name", "reason"].compactMap { data?[$0]?.string }
            if texts.contains(where: { $0.utf8.contains(UInt8(ascii: "'")) }) {
                throw .thrown("syntax error at or near a quote")
            }
        case .eventFieldNeeded, .eventFromField, .unknownEventsRefused, .unknownMembersRefused,
            .unknownWordsRefused, .identifierPattern, .malformedThrows:
            break
        }
    }

    /// Refuses an event that was read.
    private func refuse(_ event: SignedEvent, _ fields: HTTPFields) throws(DeliveryRefusal) {
        switch self {
        case .eventFieldNeeded:
            // An account service sends no such field, and is known by its envelope.
            if !event.isOfAccount, !fields.contains("X-Webhook-Event") {
                throw .thrown("X-Webhook-Event is undefined")
            }
        case .unknownEventsRefused:
            if event.meaning == .unknown { throw .unwanted(.badRequest, "the event is unknown") }
        case .unknownMembersRefused:
            if event.unknownFieldCount > 0 {
                throw .unwanted(.unprocessableContent, "there are unknown members")
            }
        case .unknownWordsRefused:
            if let word = event.word, !Self.words.contains(word), !event.isOfAccount {
                throw .unwanted(.unprocessableContent, "the status is unknown")
            }
        case .identifierPattern:
            let isMatching = event.identifier.utf8.allSatisfy(Self.isIdentifierByte)
            if !isMatching || event.identifier.utf8.count > Self.identifierBytesMax {
                throw .unwanted(.badRequest, "the id is none")
            }
        case .eventFromField, .malformedThrows, .emptinessThrows, .unstorableTextThrows, .apostropheThrows,
            .repeatedKeyThrows, .depthThrows:
            break
        }
    }
}

extension ReadingTrait {
    private static let identifierBytesMax = 64

    /// The words of the field tables of both contracts, of which the examples use one more.
    private static let words: Set<String> = [
        "QUEUED", "ONGOING", "COMPLETED", "FAILED", "SYNCING", "DELETING", "DELETED", "started", "completed",
        "failed",
    ]

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func node(
        _ body: [UInt8],
        duplicateKeys: JSONReader.DuplicateKeys = .lastWins
    ) -> JSONNode? {
        try? JSONReader.read(body, dialect: .json, duplicateKeys: duplicateKeys, loneSurrogates: .keep)
    }

    /// The most arrays and objects inside one another, whether or not the text is JSON.
    private static func depth(of body: [UInt8]) -> Int {
        var depth = 0
        var deepest = 0
        for byte in body {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            deepest = max(deepest, depth)
        }
        return deepest
    }

    /// Whether a database of texts takes all of a value's texts.
    private static func isStorable(_ node: JSONNode) -> Bool {
        switch node.kind {
        case .null, .bool, .number: true
        case .unpaired: false
        case .string(let text): !text.utf8.contains(0)
        case .array(let elements): elements.allSatisfy(isStorable)
        case .object(let members): members.allSatisfy { isStorable($0.value) }
        }
    }

    /// The address that is missing is null in the first contract and empty in the second.
    private static func isOddlyEmpty(_ node: JSONNode) -> Bool {
        guard let data = node["data"], let address = data["publicAddress"] else { return false }
        let isSecondContract = node["grant_id"] != nil && data["uid"] == nil
        return isSecondContract ? address.isNull : address.string?.isEmpty == true
    }
}
