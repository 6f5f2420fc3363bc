/// The numbers that chance gives one sync.
///
/// Drawn anew from the sync's own stream whenever one of them is needed: cheaper than keeping
/// them for every user, and no draw depends on what happened between.
struct SyncDraws {
    let queuedMilliseconds: Int64
    let takesMilliseconds: Int64
    let outcome: SyncPlan.Outcome
    let transactions: Int64

    init(seed: UInt64, user: UInt64, integration: Integration, behaviour: ProviderBehaviour) {
        var stream = RandomStream(
            seed: seed,
            user: user,
            purpose: .sync,
            index: integration.details.key &+ integration.syncOrdinal
        )
        let queued = behaviour.queued.draw(from: &stream)
        let takes = behaviour.takes.draw(from: &stream)
        let fails = stream.happens(behaviour.syncFailure)
        let reason = behaviour.syncFailureReasons.draw(from: &stream)
        let transactions = behaviour.transactions.draw(from: &stream)
        let plan = integration.plan
        queuedMilliseconds = plan?.queuedMilliseconds ?? queued
        takesMilliseconds = plan?.takesMilliseconds ?? takes
        self.transactions = transactions
        outcome =
            plan?.outcome
            ?? (fails
                ? .fails(reason: behaviour.syncFailureReasons.options[reason].name)
                : .succeeds(transactions: nil))
    }
}

/// The numbers that chance gives one recalculation stage.
struct StageDraws {
    let takesMilliseconds: Int64
    /// Why it fails; nil where it does not.
    let failure: String?

    init(
        _ stage: RecalculationStage,
        seed: UInt64,
        user: UInt64,
        recalculation: Recalculation,
        behaviour: ProviderBehaviour
    ) {
        var stream = RandomStream(
            seed: seed,
            user: user,
            purpose: .chain,
            index: recalculation.ordinal << 1 | UInt64(stage.rawValue)
        )
        let takes =
            switch stage {
            case .transferDetection: behaviour.transferDetection.draw(from: &stream)
            case .costBasis: behaviour.costBasis.draw(from: &stream)
            }
        let fails = stream.happens(behaviour.stageFailure)
        let plan = recalculation.plan?.plan(of: stage)
        // At least a millisecond, so that `data.timestamp` tells started from completed.
        takesMilliseconds = max(1, plan?.takesMilliseconds ?? takes)
        failure = plan == nil ? (fails ? behaviour.reason(of: stage) : nil) : plan?.failure
    }
}

/// The recalculation chain of a user as the world keeps it.
struct Recalculation: Sendable {
    var machine = RecalculationMachine()
    /// How many chains have begun; tells their random streams apart.
    var ordinal: UInt64 = 0
    /// When the last trigger came or the last sync settled.
    var quietSince = Moment.earliest
    /// When the last chain ended.
    var endedAt = Moment.earliest
    /// Whether the chain that waits was asked for, and so waits for nothing.
    var isAskedFor = false
    /// What the step that asked for the running chain says of it.
    var plan: RecalculationPlan?
    /// What a step says of the chain that follows the running one.
    var rememberedPlan: RecalculationPlan?
    var overrides: [EventOverride] = []
    var rememberedOverrides: [EventOverride] = []

    mutating func takeOverride() -> EventOverride? {
        overrides.isEmpty ? nil : overrides.removeFirst()
    }
}
