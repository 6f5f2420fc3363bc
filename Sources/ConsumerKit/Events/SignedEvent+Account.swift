import JSONKit

extension SignedEvent {
    /// The members of the envelope of an account service, in their order (001, 003).
    static let accountEnvelopeFields = ["id", "type", "created_at", "data"]

    /// Whether an envelope is that of an account service: it names its event by `type`.
    static func isOfAccount(_ envelope: JSONNode) -> Bool {
        envelope["event"] == nil && envelope["type"] != nil
    }

    /// Reads an envelope of an account service.
    ///
    /// Lenient where a provider may grow, as for the other envelopes.
    init(account envelope: JSONNode, nameInstead: String? = nil) throws(DeliveryRefusal) {
        particulars = nil
        isOfAccount = true
        identifier = try Self.text(envelope["id"], "id", bytesMax: .max)
        let signedName = try Self.text(envelope["type"], "type", bytesMax: .max)
        name = nameInstead ?? signedName
        let data = envelope["data"]
        let unknownInEnvelope = Self.unknownFieldCount(envelope, known: Self.accountEnvelopeFields)
        guard let kind = AccountEventKind(name: name) else {
            owner = data?["user_id"]?.string
            unknownFieldCount = unknownInEnvelope
            meaning = .unknown
            return
        }
        guard let data, data.object != nil else { throw .badMember("data", expected: "an object") }
        let isShort = data["id"] == nil && data["user_id"] != nil
        unknownFieldCount =
            unknownInEnvelope + Self.unknownFieldCount(data, known: kind.knownFields(isShort: isShort))
        let user = try Self.accountOwner(of: kind, data, isShort: isShort)
        owner = user
        if let user {
            meaning = .change(.account(try Self.change(kind, data, envelope)), owner: user)
        } else {
            meaning = .unowned
        }
    }

    /// Whom an event is about: a user's own id, or the `user_id` of everything else.
    private static func accountOwner(
        of kind: AccountEventKind,
        _ data: JSONNode,
        isShort: Bool
    ) throws(DeliveryRefusal) -> String? {
        switch kind {
        case .user, .userDeletion:
            isShort
                ? try optionalText(data["user_id"], "data.user_id") : try optionalText(data["id"], "data.id")
        case .project, .projectDeletion, .upload, .payment:
            try optionalText(data["user_id"], "data.user_id")
        }
    }

    private static func change(
        _ kind: AccountEventKind,
        _ data: JSONNode,
        _ envelope: JSONNode
    ) throws(DeliveryRefusal) -> AccountChange {
        guard let time = envelope["created_at"]?.string.flatMap(EventTime.microseconds) else {
            throw .badMember("created_at", expected: "a time such as 2026-01-01T00:00:00Z")
        }
        switch kind {
        case .user(let kind):
            let word = try optionalText(data["status"], "data.status")
            return .user(AccountStanding(time: time, kind: kind, word: word))
        case .userDeletion:
            return .userDeletion
        case .project(let kind):
            let word = try text(data["status"], "data.status")
            return .project(
                try text(data["id"], "data.id"),
                AccountStanding(time: time, kind: kind, word: word)
            )
        case .projectDeletion:
            return .projectDeletion(try text(data["id"], "data.id"))
        case .upload:
            return .upload(
                try text(data["id"], "data.id"),
                project: try text(data["project_id"], "data.project_id")
            )
        case .payment:
            let word = try text(data["status"], "data.status")
            return .payment(
                try text(data["id"], "data.id"),
                AccountStanding(time: time, kind: .created, word: word)
            )
        }
    }
}
