/// One thing that the provider announces, before it is written as anybody's body.
///
/// Nothing of it changes: a class, so that handing it on counts one reference and not one for each of its facts.
package final class Event: Sendable {
    /// What the event tells.
    package enum Payload: Sendable {
        case integration(IntegrationSnapshot)
        case job(JobSnapshot)
        case account(AccountSnapshot)
        /// Data of the scenario's own, which need not keep the provider's rules.
        case given(GivenData)
    }

    /// Whom it is about.
    package let user: UserDetails
    /// The count of the user's events up to this one, from 1, before any filter.
    package let ordinal: Int64
    /// The envelope's time, which is also the moment of emission.
    package let moment: Moment
    let givenIdentifier: GivenText?
    /// What it tells.
    package let payload: Payload
    /// What happened.
    package let type: EventType

    init(
        user: UserDetails,
        ordinal: Int64,
        moment: Moment,
        givenIdentifier: GivenText?,
        payload: Payload,
        type: EventType
    ) {
        self.user = user
        self.ordinal = ordinal
        self.moment = moment
        self.givenIdentifier = givenIdentifier
        self.payload = payload
        self.type = type
    }

    /// The id that a scenario gives this event in place of the derived one, if it does.
    package var identifier: String? { givenIdentifier?.text }
}

/// An integration as it was when an event of it was emitted.
package struct IntegrationSnapshot: Sendable {
    /// What of the integration changes with its settings at most.
    package let details: IntegrationDetails
    /// The moment of the last successful sync; 0 before the first.
    package let lastSyncedAtMilliseconds: Int64
    /// How many transactions it has brought.
    package let totalTransactions: Int64
    let failure: GivenText?
    /// Where it stands.
    package let status: IntegrationStatus

    /// The alias as JSON, quotes included.
    package var aliasJSON: [UInt8] { details.aliasJSON }

    /// Why it failed; nil unless it did.
    package var errorMessage: String? { failure?.text }
}

/// A recalculation stage as it was when an event of it was emitted.
package struct JobSnapshot: Sendable {
    let failure: GivenText?
    /// The moment of the status change, `data.timestamp` (004).
    package let changedAt: Moment
    /// Which stage.
    package let stage: RecalculationStage
    /// Where the stage stands.
    package let status: JobStatus

    /// Why it failed; nil unless it did.
    package var reason: String? { failure?.text }
}

/// The two stages of a recalculation, in their order (004, Processing Order).
package enum RecalculationStage: UInt8, CaseIterable, Sendable {
    case transferDetection
    case costBasis

    /// The `action` that payloads carry.
    package var action: String {
        switch self {
        case .transferDetection: "DETECT_TRANSFER"
        case .costBasis: "ACCOUNT_MANAGER"
        }
    }

    /// The event type that announces a status of this stage.
    package func eventType(_ status: JobStatus) -> EventType {
        switch (self, status) {
        case (.transferDetection, .started): .transferDetectionStarted
        case (.transferDetection, .completed): .transferDetectionCompleted
        case (.transferDetection, .failed): .transferDetectionFailed
        case (.costBasis, .started): .costBasisStarted
        case (.costBasis, .completed): .costBasisCompleted
        case (.costBasis, .failed): .costBasisFailed
        }
    }
}

/// The status of a recalculation stage (004, Event Lifecycle).
package enum JobStatus: UInt8, CaseIterable, Sendable {
    case started
    case completed
    case failed

    /// The word that payloads carry.
    package var word: String {
        switch self {
        case .started: "started"
        case .completed: "completed"
        case .failed: "failed"
        }
    }
}
