/// The kinds of event that the simulated providers announce (004, 001).
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
    case userCreated = 10
    case userUpdated = 11
    case userDeleted = 12
    case projectCreated = 13
    case projectUpdated = 14
    case projectDeleted = 15
    case fileUploaded = 16
    case paymentSucceeded = 17
    case paymentFailed = 18

    /// Those of the portfolio provider, in the order of 004.
    package static let portfolio = allCases.filter { !$0.isOfAccount }
    /// Those of the account provider, in the order of 001.
    package static let account = allCases.filter(\.isOfAccount)

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
        case .userCreated: "user.created"
        case .userUpdated: "user.updated"
        case .userDeleted: "user.deleted"
        case .projectCreated: "project.created"
        case .projectUpdated: "project.updated"
        case .projectDeleted: "project.deleted"
        case .fileUploaded: "file.uploaded"
        case .paymentSucceeded: "payment.succeeded"
        case .paymentFailed: "payment.failed"
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
        case .userCreated: "New user registered"
        case .userUpdated: "User profile updated"
        case .userDeleted: "User account deleted"
        case .projectCreated: "New project created"
        case .projectUpdated: "Project modified"
        case .projectDeleted: "Project deleted"
        case .fileUploaded: "File uploaded"
        case .paymentSucceeded: "Payment processed successfully"
        case .paymentFailed: "Payment failed"
        }
    }

    /// Whether the account provider announces it, and not the portfolio provider.
    package var isOfAccount: Bool {
        switch self {
        case .integrationCreated, .integrationUpdated, .integrationDeleted, .integrationFailed,
            .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed,
            .costBasisStarted, .costBasisCompleted, .costBasisFailed:
            false
        case .userCreated, .userUpdated, .userDeleted, .projectCreated, .projectUpdated, .projectDeleted,
            .fileUploaded, .paymentSucceeded, .paymentFailed:
            true
        }
    }

    /// The event type of this name, if there is one.
    package init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = match
    }
}
