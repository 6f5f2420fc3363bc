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

    /// The whole numbers of what it tells.
    ///
    /// Apart from the references, of which looking at an enum that held them would count each.
    enum Facts: Sendable {
        case integration(IntegrationFigures)
        case job(JobFigures)
        /// It is of a rarer kind, told by `rare`.
        case rare
    }

    /// Whom it is about.
    package let user: UserDetails
    /// The count of the user's events up to this one, from 1, before any filter.
    package let ordinal: Int64
    /// The envelope's time, which is also the moment of emission.
    package let moment: Moment
    let givenIdentifier: GivenText?
    let facts: Facts
    /// The integration that it is about, if it is about one.
    let integration: IntegrationDetails?
    /// Why something failed, if something did.
    let failure: GivenText?
    private let rare: RarePayload?
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
        self.type = type
        switch payload {
        case .integration(let snapshot):
            facts = .integration(snapshot.facts)
            integration = snapshot.details
            failure = snapshot.failure
            rare = nil
        case .job(let snapshot):
            facts = .job(snapshot.facts)
            integration = nil
            failure = snapshot.failure
            rare = nil
        case .account, .given:
            facts = .rare
            integration = nil
            failure = nil
            rare = RarePayload(payload)
        }
    }

    /// What it tells.
    package var payload: Payload {
        switch facts {
        case .integration(let facts):
            guard let integration else { preconditionFailure("an integration's event names it") }
            return .integration(IntegrationSnapshot(details: integration, failure: failure, facts: facts))
        case .job(let facts):
            return .job(JobSnapshot(failure: failure, facts: facts))
        case .rare:
            guard let rare else { preconditionFailure("an event of a rarer kind tells something") }
            return rare.payload
        }
    }

    /// The id that a scenario gives this event in place of the derived one, if it does.
    package var identifier: String? { givenIdentifier?.text }
}

/// What an event tells that is neither of an integration nor of a recalculation: large, and rare where speed counts.
private final class RarePayload: Sendable {
    let payload: Event.Payload

    init(_ payload: Event.Payload) {
        self.payload = payload
    }
}

/// What of an integration changes with every event.
struct IntegrationFigures: Sendable {
    let lastSyncedAtMilliseconds: Int64
    let totalTransactions: Int64
    let status: IntegrationStatus
}

/// An integration as it was when an event of it was emitted.
package struct IntegrationSnapshot: Sendable {
    /// What of the integration changes with its settings at most.
    package let details: IntegrationDetails
    let failure: GivenText?
    let facts: IntegrationFigures

    /// The moment of the last successful sync; 0 before the first.
    package var lastSyncedAtMilliseconds: Int64 { facts.lastSyncedAtMilliseconds }

    /// How many transactions it has brought.
    package var totalTransactions: Int64 { facts.totalTransactions }

    /// Where it stands.
    package var status: IntegrationStatus { facts.status }

    /// The alias as JSON, quotes included.
    package var aliasJSON: [UInt8] { details.aliasJSON }

    /// Why it failed; nil unless it did.
    package var errorMessage: String? { failure?.text }
}

/// What a recalculation stage's event says in numbers.
struct JobFigures: Sendable {
    let changedAt: Moment
    let stage: RecalculationStage
    let status: JobStatus
}

/// A recalculation stage as it was when an event of it was emitted.
package struct JobSnapshot: Sendable {
    let failure: GivenText?
    let facts: JobFigures

    /// The moment of the status change, `data.timestamp` (004).
    package var changedAt: Moment { facts.changedAt }

    /// Which stage.
    package var stage: RecalculationStage { facts.stage }

    /// Where the stage stands.
    package var status: JobStatus { facts.status }

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
