extension UserState {
    /// A step asks for a recalculation: it starts now, or right after the one that runs.
    mutating func ask(for plan: RecalculationPlan, at moment: Moment, overrides: [EventOverride]) {
        if recalculation.machine.isRunning {
            recalculation.rememberedPlan = plan
            recalculation.rememberedOverrides = overrides
            outcome(.asked)
        } else {
            recalculation.plan = plan
            recalculation.overrides = overrides
            startRecalculation(.asked, at: moment)
        }
    }

    /// A sync ended or was cancelled; `triggers` says whether a recalculation is due for it.
    mutating func syncsSettled(at moment: Moment, triggers: Bool) {
        recalculation.quietSince = moment
        if triggers { outcome(.triggered) }
        scheduleRecalculation()
    }

    /// Sets the moment at which the waiting chain starts, or unsets it while syncs run.
    mutating func scheduleRecalculation() {
        guard recalculation.machine.state == .settling else { return }
        agenda.removeAll(.settled)
        // Later than the last chain's end: only `data.timestamp` tells one run from the next.
        let earliest = recalculation.endedAt + 1
        if recalculation.isAskedFor {
            agenda.add(.settled, at: earliest)
        } else if !integrations.contains(where: \.machine.isSyncing) {
            agenda.add(.settled, at: max(recalculation.quietSince + behaviour.settleMilliseconds, earliest))
        }
    }

    /// Transfer detection begins.
    mutating func startRecalculation(_ input: RecalculationMachine.Input, at moment: Moment) {
        agenda.removeAll(.settled)
        outcome(input)
        recalculation.isAskedFor = false
        recalculation.ordinal += 1
        start(.transferDetection, at: moment)
    }

    /// The running stage is over, one way or the other.
    mutating func endStage(at moment: Moment) {
        let stage: RecalculationStage =
            recalculation.machine.state == .detecting ? .transferDetection : .costBasis
        let failure = draws(of: stage).failure
        let effect = outcome(failure == nil ? .stageCompleted : .stageFailed)
        announce(stage, failure == nil ? .completed : .failed, reason: failure, at: moment)
        switch effect {
        case .startCostBasis:
            start(.costBasis, at: moment)
        case .end:
            close(at: moment)
        case .endAndWait:
            close(at: moment)
            scheduleRecalculation()
        case .endAndRestart:
            close(at: moment)
            recalculation.isAskedFor = true
            recalculation.plan = recalculation.rememberedPlan
            recalculation.overrides = recalculation.rememberedOverrides
            recalculation.rememberedPlan = nil
            recalculation.rememberedOverrides = []
            scheduleRecalculation()
        case .wait, .startDetection, .remember:
            preconditionFailure("the end of a stage gave \(effect)")
        }
    }

    private mutating func start(_ stage: RecalculationStage, at moment: Moment) {
        announce(stage, .started, reason: nil, at: moment)
        agenda.add(.stageEnds, at: moment + draws(of: stage).takesMilliseconds)
    }

    private mutating func close(at moment: Moment) {
        recalculation.endedAt = moment
        recalculation.plan = nil
        recalculation.overrides = []
    }

    private mutating func announce(
        _ stage: RecalculationStage,
        _ status: JobStatus,
        reason: String?,
        at moment: Moment
    ) {
        let override = recalculation.takeOverride()
        _ = emit(
            stage.eventType(status),
            .job(JobSnapshot(stage: stage, status: status, reason: reason, changedAt: moment)),
            at: moment,
            lagMilliseconds: override?.lagMilliseconds ?? drawLag(),
            notBefore: .earliest,
            identifier: override?.identifier
        )
    }

    private func draws(of stage: RecalculationStage) -> StageDraws {
        StageDraws(
            stage,
            seed: seed,
            user: details.key,
            recalculation: recalculation,
            behaviour: behaviour
        )
    }

    /// An input that only this program's own order of things brings about.
    @discardableResult
    private mutating func outcome(_ input: RecalculationMachine.Input) -> RecalculationMachine.Effect {
        do throws(InvalidTransition) {
            return try recalculation.machine.handle(input)
        } catch {
            preconditionFailure("the agenda asked for the impossible: \(error.message)")
        }
    }
}
