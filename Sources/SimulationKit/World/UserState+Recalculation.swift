extension UserState {
    /// A step asks for a recalculation: it starts now, or right after the one that runs.
    mutating func ask(
        for plan: RecalculationPlan,
        at moment: Moment,
        overrides: [EventOverride],
        into outbox: inout Outbox
    ) {
        let script = Script(plan, overrides: overrides)
        if recalculation.machine.isRunning {
            recalculation.scripts.remember(script)
            outcome(.asked)
            return
        }
        recalculation.scripts.begin(script)
        if moment > recalculation.endedAt {
            startRecalculation(.asked, at: moment, into: &outbox)
        } else {
            // The last chain ended in this very millisecond, which its own end has taken.
            outcome(.triggered)
            recalculation.isAskedFor = true
            scheduleRecalculation()
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
            let settled = recalculation.quietSince + setting.behaviour.settleMilliseconds
            agenda.add(.settled, at: max(settled, earliest))
        }
    }

    /// Transfer detection begins.
    mutating func startRecalculation(
        _ input: RecalculationMachine.Input,
        at moment: Moment,
        into outbox: inout Outbox
    ) {
        if recalculation.machine.state == .settling { agenda.removeAll(.settled) }
        outcome(input)
        recalculation.isAskedFor = false
        recalculation.ordinal += 1
        start(.transferDetection, at: moment, into: &outbox)
    }

    /// The running stage is over, one way or the other.
    mutating func endStage(at moment: Moment, into outbox: inout Outbox) {
        let stage = recalculation.stage
        let failure = injectedFailure(of: stage, into: &outbox) ?? failure(of: stage)
        let effect = outcome(failure == nil ? .stageCompleted : .stageFailed)
        announce(stage, failure == nil ? .completed : .failed, failure: failure, at: moment, into: &outbox)
        switch effect {
        case .startCostBasis:
            start(.costBasis, at: moment, into: &outbox)
        case .end, .endAndWait:
            recalculation.endedAt = moment
            recalculation.scripts.begin(nil)
            scheduleRecalculation()
        case .endAndRestart:
            recalculation.endedAt = moment
            recalculation.scripts.beginRemembered()
            recalculation.isAskedFor = true
            scheduleRecalculation()
        case .wait, .startDetection, .remember:
            preconditionFailure("the end of a stage gave \(effect)")
        }
    }

    private mutating func start(
        _ stage: RecalculationStage,
        at moment: Moment,
        into outbox: inout Outbox
    ) {
        announce(stage, .started, failure: nil, at: moment, into: &outbox)
        guard !stalls(stage, at: moment, into: &outbox) else { return }
        agenda.add(.stageEnds, at: moment + takesMilliseconds(of: stage))
    }

    private mutating func announce(
        _ stage: RecalculationStage,
        _ status: JobStatus,
        failure: GivenText?,
        at moment: Moment,
        into outbox: inout Outbox
    ) {
        let override = recalculation.scripts.takeOverride()
        _ = emit(
            stage.eventType(status),
            .job(
                JobSnapshot(
                    failure: failure,
                    facts: JobFigures(changedAt: moment, stage: stage, status: status)
                )
            ),
            at: moment,
            lagMilliseconds: override?.lagMilliseconds ?? lagMilliseconds(),
            notBefore: .earliest,
            identifier: override?.givenIdentifier,
            into: &outbox
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
