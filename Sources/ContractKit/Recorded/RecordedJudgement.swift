package import DeliveryKit

/// The judgement of a run from its run file alone: no scenario, no secret and no consumer is needed.
///
/// What the record decides is judged anew; what only the moment of the run could tell (what the consumer said of
/// itself, what stood in signed requests) was written down then, and is taken from there.
package struct RecordedJudgement {
    /// What the run is judged by; that all is accepted, where the file is of a version that noted nothing.
    package let record: JudgementRecord
    /// How the run ended; nil for one that was killed, or goes on.
    package let ending: RunEnding?
    /// What every expectation and threshold came to, in the order of the scenario.
    package let findings: [Finding]

    /// Whether nothing more could have happened.
    package var isComplete: Bool { ending.map { $0.stopped == nil } ?? false }

    /// Judges a run again, in one pass over its record; `observe` sees each entry too.
    ///
    /// Throws where the file is damaged, or its notes are of a later version.
    package init(
        _ run: RecordedRun,
        _ observe: (HistoryEntry) -> Void = { _ in }
    ) throws(RecordedRunError) {
        let notes = RunNotes(run.identity.notes)
        record = try Self.record(run, notes)
        ending = try Self.ending(run, notes)
        var judge = ExpectationJudge(
            record.expectations,
            thresholds: record.thresholds,
            webhookNames: notes.endpoints.map(\.name),
            userNames: notes.userNames
        )
        try run.stream { entry in
            judge.observe(entry)
            observe(entry)
        }
        var facts = RunFacts()
        if let ending {
            facts.digest = ending.digest
            facts.probes = ending.probes.outcomes
            facts.recorded = ending.requests
        }
        findings = judge.finish(
            isComplete: ending.map { $0.stopped == nil } ?? false,
            facts: facts
        ) { try? run.delivery($0) }
    }

    private static func record(
        _ run: RecordedRun,
        _ notes: RunNotes
    ) throws(RecordedRunError) -> JudgementRecord {
        guard let text = notes.judgement else {
            return JudgementRecord(expectations: [.everyDeliveryIsAccepted])
        }
        guard let record = JudgementRecord(text) else { throw .unreadableJudgement(path: run.path) }
        return record
    }

    private static func ending(_ run: RecordedRun, _ notes: RunNotes) throws(RecordedRunError) -> RunEnding? {
        guard let text = notes.ending else { return nil }
        guard let ending = RunEnding(text) else { throw .unreadableJudgement(path: run.path) }
        return ending
    }
}
