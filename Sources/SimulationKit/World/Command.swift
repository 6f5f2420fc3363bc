/// One thing that somebody asks of the provider, at a moment.
///
/// The world is a fold over an ordered list of these: a scenario's timeline is such a list known
/// beforehand, and an API call appends one.
package struct Command: Sendable {
    /// When it is asked.
    package let moment: Moment
    /// The user's index, as `World.addUser` or the order of the scenario's users gives it.
    package let user: Int
    /// What is asked.
    package let verb: Verb
    /// Ids and lags for the events that this command brings about, in their order.
    package let overrides: [EventOverride]

    /// Makes a command.
    package init(at moment: Moment, user: Int, _ verb: Verb, overrides: [EventOverride] = []) {
        self.moment = moment
        self.user = user
        self.verb = verb
        self.overrides = overrides
    }
}

/// What a command asks for.
package enum Verb: Sendable {
    /// Connects an integration; without a plan it is not synced.
    case connect(IntegrationSpecification, SyncPlan?)
    /// Syncs an integration again.
    case resync(integration: UInt64, SyncPlan)
    /// Changes the alias; nil draws one.
    case rename(integration: UInt64, alias: String?)
    /// Removes an integration for good; the plan is for contracts that wipe it first.
    case remove(integration: UInt64, WipePlan)
    /// Suspends an integration, and cancels its sync.
    case suspend(integration: UInt64)
    /// Queues a suspended integration again.
    case resume(integration: UInt64, SyncPlan)
    /// Takes a grant of the user back, by its ordinal; nil takes back the first that is live.
    case revokeGrant(Int?)
    /// Starts a recalculation chain.
    case recalculate(RecalculationPlan)
    /// Asks something of the account provider.
    case account(AccountVerb)
    /// Announces an event with data of the scenario's; it changes nothing.
    case emit(EventType, GivenData)
}

/// What a step says of the sync it starts; what it leaves out is drawn from the seed.
package final class SyncPlan: Sendable {
    /// How a sync ends.
    package enum Outcome: Sendable {
        /// It adds so many transactions; nil draws the number.
        case succeeds(transactions: Int64?)
        case fails(reason: String)
        /// It adds some of what it should have; nil draws the number, which is then a part of a sync's usual.
        case succeedsPartly(reason: String, transactions: Int64?)
        /// Somebody stopped it.
        case isCancelled
    }

    /// How long it waits in the queue.
    package let queuedMilliseconds: Int64?
    /// How long it runs.
    package let takesMilliseconds: Int64?
    /// How it ends; nil draws it.
    package let outcome: Outcome?

    /// Makes a plan; everything left out is drawn.
    package init(
        queuedMilliseconds: Int64? = nil,
        takesMilliseconds: Int64? = nil,
        outcome: Outcome? = nil
    ) {
        self.queuedMilliseconds = queuedMilliseconds
        self.takesMilliseconds = takesMilliseconds
        self.outcome = outcome
    }

    /// A plan that leaves everything to the seed.
    package static let drawn = SyncPlan()
}

/// What a step says of the wipe with which a removal begins.
///
/// A class, so that a script of either kind takes one word.
package final class WipePlan: Sendable {
    /// How a wipe ends.
    package enum Outcome: Sendable {
        case succeeds
        case fails(reason: String)
    }

    /// How long it runs; nil draws it.
    package let takesMilliseconds: Int64?
    /// How it ends; nil draws it.
    package let outcome: Outcome?

    /// Makes a plan; everything left out is drawn.
    package init(takesMilliseconds: Int64? = nil, outcome: Outcome? = nil) {
        self.takesMilliseconds = takesMilliseconds
        self.outcome = outcome
    }

    /// A plan that leaves everything to the seed.
    package static let drawn = WipePlan()
}

/// What a step says of one stage of a recalculation.
package struct StagePlan: Sendable {
    /// How long the stage runs, at least 1; nil draws it.
    package let takesMilliseconds: Int64?
    /// Why it fails; nil where it does not.
    package let failure: String?

    /// Makes a plan; a stage without a failure succeeds.
    package init(takesMilliseconds: Int64? = nil, failure: String? = nil) {
        self.takesMilliseconds = takesMilliseconds
        self.failure = failure
    }
}

/// What a step says of the recalculation it asks for.
package final class RecalculationPlan: Sendable {
    /// The first stage.
    package let transferDetection: StagePlan
    /// The second stage.
    package let costBasis: StagePlan

    /// Makes a plan; a stage left out succeeds after a drawn time.
    package init(transferDetection: StagePlan = StagePlan(), costBasis: StagePlan = StagePlan()) {
        self.transferDetection = transferDetection
        self.costBasis = costBasis
    }

    /// The plan of one stage.
    func plan(of stage: RecalculationStage) -> StagePlan {
        switch stage {
        case .transferDetection: transferDetection
        case .costBasis: costBasis
        }
    }
}

/// What a scenario fixes of one event that is otherwise derived from the seed.
package struct EventOverride: Sendable {
    let givenIdentifier: GivenText?
    /// How long the envelope's time follows the moment of the change; nil draws it.
    package let lagMilliseconds: Int64?

    /// Makes an override of either or both; a lag is never negative.
    package init(identifier: String? = nil, lagMilliseconds: Int64? = nil) {
        precondition(lagMilliseconds ?? 0 >= 0, "nothing is announced before it happens")
        givenIdentifier = identifier.map(GivenText.init)
        self.lagMilliseconds = lagMilliseconds
    }

    /// The id, for every target; nil derives one per target.
    package var identifier: String? { givenIdentifier?.text }
}

/// A command that the world, as it is at that moment, cannot carry out.
package enum CommandRefused: Error, Equatable {
    /// The user was never connected to an integration of this key.
    case unknownIntegration
    /// The integration of this key exists already.
    case alreadyConnected
    /// The user never created a project of this key.
    case unknownProject
    /// The user created a project of this key before.
    case projectExists
    /// The machine of what it is about does not allow it.
    case notPossible(InvalidTransition)
    /// The user has no such grant, or no longer.
    case unknownGrant
    /// The contract knows no such verb.
    case notInContract
    /// There is no user of this index.
    case unknownUser
    /// The command lies before what the world has already done.
    case tooLate

    /// What went wrong, for people.
    package var message: String {
        switch self {
        case .unknownIntegration: "the user has no such integration"
        case .alreadyConnected: "the integration is connected already"
        case .unknownProject: "the user has no such project"
        case .projectExists: "the project was created before"
        case .notPossible(let transition): transition.message
        case .unknownGrant: "the user has no such grant"
        case .notInContract: "the provider does nothing of the kind"
        case .unknownUser: "there is no such user"
        case .tooLate: "the moment has passed"
        }
    }
}
