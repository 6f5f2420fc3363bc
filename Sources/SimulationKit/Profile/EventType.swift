/// The kinds of event that the simulated providers announce (004).
///
/// The raw values are stored in run files and are never renumbered.
package enum EventType: UInt8, CaseIterable, Sendable {
    case integrationCreated = 0
    case integrationUpdated = 1
    case integrationDeleted = 2
    case integrationFailed = 3
    case transferDetectionStarted = 4
    case transferDetectionCompleted = 5
    case transferDetectionFailed = 6
    case costBasisStarted = 7
    case costBasisCompleted = 8
    case costBasisFailed = 9

    /// The name as payloads, headers and subscriptions write it.
    package var name: String {
        switch self {
        case .integrationCreated: "integration.created"
        case .integrationUpdated: "integration.updated"
        case .integrationDeleted: "integration.deleted"
        case .integrationFailed: "integration.failed"
        case .transferDetectionStarted: "transfer_detection.started"
        case .transferDetectionCompleted: "transfer_detection.completed"
        case .transferDetectionFailed: "transfer_detection.failed"
        case .costBasisStarted: "costbasis.started"
        case .costBasisCompleted: "costbasis.completed"
        case .costBasisFailed: "costbasis.failed"
        }
    }

    /// When the provider announces it, in the words of its documents.
    package var summary: String {
        switch self {
        case .integrationCreated: "A user connected a new wallet or exchange"
        case .integrationUpdated: "An existing integration was updated or synced"
        case .integrationDeleted: "A user removed a wallet or exchange connection"
        case .integrationFailed: "An integration sync encountered an error"
        case .transferDetectionStarted: "Transfer detection analysis has begun for a user"
        case .transferDetectionCompleted: "Transfer detection analysis finished successfully"
        case .transferDetectionFailed: "Transfer detection encountered an error"
        case .costBasisStarted: "Cost basis calculation has begun for a user"
        case .costBasisCompleted: "Cost basis calculation finished successfully"
        case .costBasisFailed: "Cost basis calculation encountered an error"
        }
    }

    /// The event type of this name, if there is one.
    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}
