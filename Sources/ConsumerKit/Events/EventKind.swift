/// The kinds of event that the consumer knows, by the names in 004.
enum EventKind: Sendable {
    case integration(IntegrationStanding.Kind)
    case removal
    case job(Job, endsRun: Bool)

    /// The kind of that name; nil for events that may come one day.
    init?(name: String) {
        switch name {
        case "integration.created": self = .integration(.created)
        case "integration.updated": self = .integration(.updated)
        case "integration.failed": self = .integration(.failed)
        case "integration.deleted": self = .removal
        case "transfer_detection.started": self = .job(.transferDetection, endsRun: false)
        case "transfer_detection.completed", "transfer_detection.failed":
            self = .job(.transferDetection, endsRun: true)
        case "costbasis.started": self = .job(.costBasis, endsRun: false)
        case "costbasis.completed", "costbasis.failed": self = .job(.costBasis, endsRun: true)
        default: return nil
        }
    }

    /// The members of `data` that the documents name, in their order.
    var knownFields: [String] {
        switch self {
        case .integration, .removal: Self.integrationFields
        case .job: Self.jobFields
        }
    }

    private static let integrationFields = [
        "uid", "provider", "providerPublicName", "publicAddress", "walletId", "logoUrl", "isContract",
        "alias",
        "status", "addedOn", "lastSyncedAt", "category", "type", "totalTransactions", "errorMessage",
    ]
    private static let jobFields = ["uid", "action", "status", "reason", "timestamp"]
}
