import JSONKit

extension SignedEvent {
    /// The most bytes of a user's id, a walletId or a status word: what is kept must have a bound.
    package static let textBytesMax = 1_024

    /// The most arrays and objects inside one another, far beyond any event.
    private static let depthMax = 256

    /// The members of the envelope in both of the provider's contracts, in their order.
    private static let envelopeFields = ["id", "event", "timestamp", "grant_id", "workspace_id", "data"]

    /// Reads a body whose signature was verified.
    ///
    /// Lenient where a provider may grow: unknown events, members and status words, numbers in any spelling,
    /// repeated keys (the last one counts, as in JavaScript), halves of surrogate pairs (as U+FFFD).
    ///
    /// - Parameters:
    ///   - body: the body.
    ///   - keepsParticulars: whether what it says beside its status is read too.
    ///   - nameInstead: the event's name where the body is not believed; nil where it is.
    /// - Throws: `DeliveryRefusal` when it is no event.
    package init(
        body: [UInt8],
        keepsParticulars: Bool = false,
        nameInstead: String? = nil
    ) throws(DeliveryRefusal) {
        let envelope = try Self.envelope(body)
        if Self.isOfAccount(envelope) {
            self = try SignedEvent(account: envelope, nameInstead: nameInstead)
            return
        }
        isOfAccount = false
        identifier = try Self.text(envelope["id"], "id", bytesMax: .max)
        let signedName = try Self.text(envelope["event"], "event", bytesMax: .max)
        name = nameInstead ?? signedName
        let data = envelope["data"]
        let unknownInEnvelope = Self.unknownFieldCount(envelope, known: Self.envelopeFields)
        guard let kind = EventKind(name: name) else {
            owner = data?["uid"]?.string ?? envelope["grant_id"]?.string
            unknownFieldCount = unknownInEnvelope
            meaning = .unknown
            particulars = nil
            return
        }
        guard let data, data.object != nil else { throw .badMember("data", expected: "an object") }
        unknownFieldCount = unknownInEnvelope + Self.unknownFieldCount(data, known: kind.knownFields)
        particulars = keepsParticulars ? EventParticulars(kind, data) : nil

        let user = try Self.optionalText(data["uid"], "data.uid")
        owner = if let user { user } else { try Self.optionalText(envelope["grant_id"], "grant_id") }
        if let owner {
            let change = try Self.change(kind, data, envelope, timeIsOfDelivery: user == nil)
            meaning = .change(change, owner: owner)
        } else {
            meaning = .unowned
        }
    }
}

extension SignedEvent {
    private static func envelope(_ body: [UInt8]) throws(DeliveryRefusal) -> JSONNode {
        let node: JSONNode
        do throws(Diagnostic) {
            node = try JSONReader.read(
                body,
                dialect: .json,
                limits: JSONLimits(depthMax: depthMax),
                duplicateKeys: .lastWins,
                loneSurrogates: .replace
            )
        } catch {
            throw .notJSON(error)
        }
        guard node.object != nil else { throw .notAnObject }
        return node
    }

    private static func change(
        _ kind: EventKind,
        _ data: JSONNode,
        _ envelope: JSONNode,
        timeIsOfDelivery: Bool
    ) throws(DeliveryRefusal) -> Change {
        switch kind {
        case .integration(let kind):
            return try integration(kind, data, envelope, timeIsOfDelivery: timeIsOfDelivery)
        case .removal:
            return .removal(walletIdentifier: try text(data["walletId"], "data.walletId"))
        case .job(let job, let endsRun):
            guard let changedAt = data["timestamp"]?.int64 else {
                throw .badMember("data.timestamp", expected: "a whole number of milliseconds")
            }
            let word = try text(data["status"], "data.status")
            return .job(job, JobStanding(changedAtMilliseconds: changedAt, endsRun: endsRun, word: word))
        }
    }

    private static func integration(
        _ kind: IntegrationStanding.Kind,
        _ data: JSONNode,
        _ envelope: JSONNode,
        timeIsOfDelivery: Bool
    ) throws(DeliveryRefusal) -> Change {
        guard let time = envelope["timestamp"]?.string.flatMap(EventTime.microseconds) else {
            throw .badMember("timestamp", expected: "a time such as 2026-01-01T00:00:00.000Z")
        }
        let lastSyncedAt = data["lastSyncedAt"]?.int64 ?? 0
        let standing = IntegrationStanding(
            firstTime: timeIsOfDelivery ? lastSyncedAt : time,
            secondTime: timeIsOfDelivery ? time : lastSyncedAt,
            kind: kind,
            word: try text(data["status"], "data.status")
        )
        let walletIdentifier = try text(data["walletId"], "data.walletId")
        return .integration(walletIdentifier: walletIdentifier, standing)
    }

    /// Reads a text that must be there and not be empty.
    static func text(
        _ node: JSONNode?,
        _ name: String,
        bytesMax: Int = textBytesMax
    ) throws(DeliveryRefusal) -> String {
        guard let text = node?.string, !text.isEmpty else {
            throw .badMember(name, expected: "a text with something in it")
        }
        guard text.utf8.count <= bytesMax else { throw .tooLong(name, bytesMax: bytesMax) }
        return text
    }

    /// Reads a text that may be missing or null.
    static func optionalText(_ node: JSONNode?, _ name: String) throws(DeliveryRefusal) -> String? {
        guard let node, !node.isNull else { return nil }
        return try text(node, name)
    }

    /// Counts the members that a list does not name; quick where they stand in the list's order.
    static func unknownFieldCount(_ node: JSONNode, known: [String]) -> Int {
        var count = 0
        var next = 0
        for member in node.object ?? [] {
            if next < known.count, member.key == known[next] {
                next += 1
            } else if let place = known.firstIndex(of: member.key) {
                next = place + 1
            } else {
                count += 1
            }
        }
        return count
    }
}
