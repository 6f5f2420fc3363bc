extension UserState {
    /// Decides what faults make of a sync that starts; true where it never ends.
    mutating func stallsSync(
        of place: Int,
        at moment: Moment,
        announced: Bool,
        into outbox: inout Outbox
    ) -> Bool {
        guard !setting.jobFaults.isEmpty else { return false }
        return stalls(syncJob(place), at: moment, announced: announced, into: &outbox)
    }

    /// Decides what faults make of a stage that starts; true where it never ends.
    mutating func stalls(_ stage: RecalculationStage, at moment: Moment, into outbox: inout Outbox) -> Bool {
        guard !setting.jobFaults.isEmpty else { return false }
        return stalls(stageJob(stage), at: moment, announced: true, into: &outbox)
    }

    /// Why a sync that is over failed by a fault; the next event is the one that shows it.
    mutating func injectedFailure(ofSync place: Int, into outbox: inout Outbox) -> GivenText? {
        setting.jobFaults.isEmpty ? nil : injectedFailure(of: syncJob(place), into: &outbox)
    }

    /// Why a stage that is over failed by a fault; the next event is the one that shows it.
    mutating func injectedFailure(of stage: RecalculationStage, into outbox: inout Outbox) -> GivenText? {
        setting.jobFaults.isEmpty ? nil : injectedFailure(of: stageJob(stage), into: &outbox)
    }

    private mutating func stalls(
        _ job: Job,
        at moment: Moment,
        announced: Bool,
        into outbox: inout Outbox
    ) -> Bool {
        let faults = setting.jobFaults
        var log =
            outbox.injections.logs[details.index]
            ?? JobLog(counts: [Int64](repeating: 0, count: faults.count))
        defer { outbox.injections.logs[details.index] = log }
        guard let hit = log.begin(job, faults, of: details, seed: setting.seed, at: moment) else {
            return false
        }
        switch faults[hit].effect {
        case .fail:
            log.failing[job] = hit
            return false
        case .stall:
            // Its start is the last that is heard of it.
            if announced { outbox.injections.note(faults[hit].place, user: details.index, ordinal: ordinal) }
            outbox.injections.noteStall(of: details.index)
            return true
        }
    }

    private mutating func injectedFailure(of job: Job, into outbox: inout Outbox) -> GivenText? {
        guard let hit = outbox.injections.logs[details.index]?.failing.removeValue(forKey: job),
            case .fail(let reason) = setting.jobFaults[hit].effect
        else { return nil }
        outbox.injections.note(setting.jobFaults[hit].place, user: details.index, ordinal: ordinal + 1)
        return GivenText(reason)
    }

    private func syncJob(_ place: Int) -> Job {
        Job(kind: .sync, index: syncIndex(of: place))
    }

    private func stageJob(_ stage: RecalculationStage) -> Job {
        Job(kind: .stage(stage), index: stageIndex(stage))
    }
}
