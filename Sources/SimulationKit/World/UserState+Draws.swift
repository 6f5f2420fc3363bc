/// The numbers that chance gives a user's syncs and recalculations.
///
/// Each has a stream of its own and is drawn where it is needed, once: nothing is kept for it,
/// and no draw depends on what happened between. What a step says is no draw but changes none.
extension UserState {
    /// How long the sync about to be queued waits.
    func queuedMilliseconds(of place: Int) -> Int64 {
        if let given = integrations[place].scripts.plan?.sync?.queuedMilliseconds { return max(0, given) }
        return duration(setting.behaviour.queued, .sync, syncIndex(of: place))
    }

    /// How long the sync that begins runs.
    func takesMilliseconds(of place: Int) -> Int64 {
        if let given = integrations[place].scripts.plan?.sync?.takesMilliseconds { return max(0, given) }
        return duration(setting.behaviour.takes, .syncRun, syncIndex(of: place))
    }

    /// How the sync that is over ended.
    func syncEnd(of place: Int) -> SyncEnd {
        let behaviour = setting.behaviour
        var stream = stream(.syncOutcome, syncIndex(of: place))
        let fails = stream.happens(behaviour.syncFailure)
        let transactions = max(0, behaviour.transactions.draw(from: &stream))
        switch integrations[place].scripts.plan?.sync?.outcome {
        case nil:
            guard fails else { return .succeeded(transactions: transactions) }
            return .failed(behaviour.syncFailureTexts[behaviour.syncFailureReasons.draw(from: &stream)])
        case .fails(let reason):
            return .failed(GivenText(reason))
        case .succeeds(let given):
            return .succeeded(transactions: given ?? transactions)
        case .succeedsPartly(_, let given):
            // Some of what it would have brought, and never all of it.
            let part = transactions > 0 ? Int64(stream.below(UInt64(transactions))) : 0
            return .succeeded(transactions: given ?? part)
        case .isCancelled:
            return .failed(WipeBehaviour.cancellationText)
        }
    }

    /// How long the stage that begins runs: a millisecond at least, for `data.timestamp` to tell.
    func takesMilliseconds(of stage: RecalculationStage) -> Int64 {
        let given = recalculation.scripts.plan?.plan(of: stage).takesMilliseconds
        return max(1, given ?? duration(setting.behaviour.duration(of: stage), .chain, stageIndex(stage)))
    }

    /// Why the stage that is over failed; nil where it did not.
    func failure(of stage: RecalculationStage) -> GivenText? {
        if let plan = recalculation.scripts.plan { return plan.plan(of: stage).failure.map(GivenText.init) }
        var stream = stream(.stageOutcome, stageIndex(stage))
        guard stream.happens(setting.behaviour.stageFailure) else { return nil }
        let reasons = setting.behaviour.reasons(of: stage)
        return GivenText(reasons.options[reasons.draw(from: &stream)].name)
    }

    /// The lag of the job event about to be emitted.
    func lagMilliseconds() -> Int64 {
        duration(setting.behaviour.emissionLag, .lag, UInt64(bitPattern: ordinal + 1))
    }

    /// How long the wipe that begins runs.
    func wipeMilliseconds(of place: Int, _ wipe: WipeBehaviour) -> Int64 {
        if let given = integrations[place].scripts.plan?.wipe?.takesMilliseconds { return max(0, given) }
        return duration(wipe.takes, .wipe, wipeIndex(of: place))
    }

    /// Why the wipe that is over failed; nil where it did not.
    func wipeFailure(of place: Int, _ wipe: WipeBehaviour) -> GivenText? {
        switch integrations[place].scripts.plan?.wipe?.outcome {
        case nil:
            var stream = stream(.wipeOutcome, wipeIndex(of: place))
            return stream.happens(wipe.failure) ? WipeBehaviour.failureText : nil
        case .succeeds:
            return nil
        case .fails(let reason):
            return GivenText(reason)
        }
    }

    /// The stream of this user for a purpose.
    func stream(_ purpose: Purpose, _ index: UInt64 = 0) -> RandomStream {
        RandomStream(seed: setting.seed, user: details.key, purpose: purpose, index: index)
    }

    private func duration(_ distribution: Distribution, _ purpose: Purpose, _ index: UInt64) -> Int64 {
        var stream = stream(purpose, index)
        // Nothing happens before its cause.
        return max(0, distribution.draw(from: &stream))
    }

    func syncIndex(of place: Int) -> UInt64 {
        integrations[place].details.key &+ UInt64(integrations[place].syncOrdinal)
    }

    private func wipeIndex(of place: Int) -> UInt64 {
        integrations[place].details.key &+ UInt64(integrations[place].wipeOrdinal)
    }

    func stageIndex(_ stage: RecalculationStage) -> UInt64 {
        UInt64(recalculation.ordinal) << 1 | UInt64(stage.rawValue)
    }
}

/// How a sync ended.
enum SyncEnd {
    case succeeded(transactions: Int64)
    case failed(GivenText)
}
