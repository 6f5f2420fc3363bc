import JSONKit

/// What an event says beside its status, verbatim, for those who look at more than that.
///
/// Behind a pointer, so that events of which nothing is asked are no larger for it.
indirect enum EventParticulars: Sendable {
    /// Why a job failed; null where nothing is said.
    case reason(JSONValue)
    /// What an integration is called and has.
    case integration(IntegrationDetails)

    /// The most bytes of one text: a longer one is null, since what is kept must have a bound.
    static let textBytesMax = 4_096

    /// Reads what the data of an event say; nothing here can be wrong, since nothing is decided by it.
    init(_ kind: EventKind, _ data: JSONNode) {
        switch kind {
        case .job: self = .reason(Self.kept(data["reason"]))
        case .integration, .removal:
            self = .integration(
                IntegrationDetails(
                    alias: Self.kept(data["alias"]),
                    totalTransactions: Self.kept(data["totalTransactions"]),
                    lastSyncedAt: Self.kept(data["lastSyncedAt"]),
                    publicAddress: Self.kept(data["publicAddress"])
                )
            )
        }
    }

    private static func kept(_ node: JSONNode?) -> JSONValue {
        guard let node else { return .null }
        switch node.kind {
        case .null, .array, .object, .unpaired: return .null
        case .bool, .number: return node.value
        case .string(let text): return text.utf8.count <= textBytesMax ? .string(text) : .null
        }
    }
}

/// What was said of one integration; null where nothing was.
struct IntegrationDetails: Sendable {
    var alias: JSONValue
    var totalTransactions: JSONValue
    var lastSyncedAt: JSONValue
    var publicAddress: JSONValue

    /// What keeping it may cost, in bytes.
    var bytes: Int {
        [alias, totalTransactions, lastSyncedAt, publicAddress].reduce(0) { $0 + $1.keptBytes }
    }
}

extension JSONValue {
    /// What keeping it may cost, in bytes.
    var keptBytes: Int { isNull ? 0 : 16 + (string?.utf8.count ?? number?.text.utf8.count ?? 0) }
}
