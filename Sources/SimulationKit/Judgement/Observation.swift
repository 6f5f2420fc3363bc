/// What a judge of order sees of an event: plain facts, whether it comes from a world or a body.
package struct Observation: Hashable, Sendable {
    /// What the event is about.
    package enum Subject: Hashable, Sendable {
        /// The wallet is told by half the hash of its `walletId`: the text would be made anew for every event.
        case integration(
            wallet: UInt64,
            status: IntegrationStatus,
            lastSyncedAtMilliseconds: Int64,
            totalTransactions: Int64,
            hasError: Bool
        )
        case job(RecalculationStage, JobStatus, hasReason: Bool, changedAt: Moment)
        case account(AccountFact)
        /// Data of the scenario's own: only count and time are judged.
        case given
    }

    /// Which user; any number that tells users apart.
    package var user: Int
    /// The count of the user's events up to this one, from 1.
    package var ordinal: Int64
    /// What happened.
    package var type: EventType
    /// The envelope's time.
    package var moment: Moment
    /// What it happened to, and how that is now.
    package var subject: Subject

    /// States an observation.
    package init(user: Int, ordinal: Int64, type: EventType, moment: Moment, subject: Subject) {
        self.user = user
        self.ordinal = ordinal
        self.type = type
        self.moment = moment
        self.subject = subject
    }

    /// What a judge sees of an event of the world.
    ///
    /// Never inlined: to its own function an event is a loan, of which no reference is counted.
    @inline(never)
    package init(_ event: Event) {
        let subject: Subject =
            switch event.facts {
            case .integration(let facts):
                .integration(
                    wallet: event.integration?.walletHash ?? 0,
                    status: facts.status,
                    lastSyncedAtMilliseconds: facts.lastSyncedAtMilliseconds,
                    totalTransactions: facts.totalTransactions,
                    hasError: event.failure != nil
                )
            case .job(let facts):
                .job(
                    facts.stage,
                    facts.status,
                    hasReason: event.failure != nil,
                    changedAt: facts.changedAt
                )
            case .rare:
                Subject(rare: event)
            }
        self.init(
            user: event.user.index,
            ordinal: event.ordinal,
            type: event.type,
            moment: event.moment,
            subject: subject
        )
    }
}

extension Observation.Subject {
    fileprivate init(rare event: Event) {
        self =
            switch event.payload {
            case .account(let snapshot): .account(AccountFact(snapshot, of: event.user))
            case .integration, .job, .given: .given
            }
    }
}

/// A rule of the provider that a stream of events breaks.
package struct Violation: Error, Hashable, Sendable {
    /// The rules that every lawful stream keeps.
    package enum Rule: String, CaseIterable, Sendable {
        case momentsNeverRunBack = "the stream's time never runs back"
        case userMomentsNeverRunBack = "a user's time never runs back"
        case ordinalsAreDense = "a user's events are counted without a gap"
        case walletMomentsAreDistinct = "no two events of a wallet share a time"
        case createdComesFirst = "a wallet's first event is integration.created"
        case createdComesOnce = "a wallet is created once"
        case nothingFollowsDeletion = "nothing follows integration.deleted"
        case typeFitsSubject = "an event's type fits what it carries"
        case statusFollows = "a status follows from the one before"
        case figuresGrowOnCompletionOnly =
            "lastSyncedAt and totalTransactions change by a completed sync only"
        case stagesInOrder = "transfer detection completes before cost basis starts, one chain at a time"
        case reasonsOnFailureOnly = "a failure has a reason and nothing else has one"
        case changePrecedesAnnouncement = "a status changes before it is announced"
        case changesAreDistinct = "a later status of a chain has a later data.timestamp"
        case chainsEnd = "a chain that started ends"
        case syncsEnd = "a sync that started ends"
        case userCreatedFirst = "a user's first event is user.created"
        case userCreatedOnce = "a user is created once"
        case nothingFollowsUserDeletion = "nothing follows user.deleted"
        case projectsGoBeforeTheirUser = "the projects of a user are deleted before the user"
        case projectCreatedFirst = "nothing happens to a project before it is created"
        case projectCreatedOnce = "a project is created once"
        case nothingFollowsProjectDeletion = "nothing follows project.deleted"
        case filesUploadedOnce = "a file is uploaded once"
        case paymentsSettleOnce = "a payment succeeds or fails once"
        case thingsNameTheirUser = "what belongs to a user names this user"
        case changesInDistinctSeconds = "no two changes of a user or project share a second"
        case errorsOnFailureOnly = "a FAILED integration has an error and no other has one"
        case wipesEnd = "a removal that began ends"
    }

    /// The rule.
    package let rule: Rule
    /// The user, as the observations number them.
    package let user: Int
    /// The event at fault; 0 when it is one that never came.
    package let ordinal: Int64

    /// What is wrong, for people.
    package var message: String {
        "event \(ordinal) of user \(user) breaks the rule: \(rule.rawValue)"
    }
}
