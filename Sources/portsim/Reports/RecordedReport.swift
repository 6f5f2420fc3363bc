import ContractKit
import DeliveryKit
import ReportKit
import SimulationKit

/// The report of a run that is read from its file.
enum RecordedReport {
    /// Judges what a run file records once more; the file stays as it is.
    ///
    /// Of a run that was killed the end is not recorded: its time is that of its last attempt, real time is left
    /// out, and events are counted as the webhook saw them that was sent the most of their kind.
    static func read(_ path: String, _ common: CommonArguments) throws(RecordedRunError) -> RunReport {
        let run = try RecordedRun(path: path)
        defer { run.close() }
        let profile = try run.profile()
        let notes = RunNotes(run.identity.notes)
        var tally = RunTally()
        var span = RecordedSpan()
        var evidence = common.showsDeliveries ? RunEvidence() : nil
        let judged = try RecordedJudgement(run) { entry in
            tally.observe(entry)
            span.observe(entry)
            evidence?.observe(entry)
        }
        if let missing = evidence?.missing(from: judged.findings), !missing.isEmpty {
            var wanting = RunEvidence(wanted: missing)
            try run.stream { wanting.observe($0) }
            evidence = wanting
        }
        let ending = judged.ending
        let judgement = RunJudgement(
            findings: judged.findings,
            attemptCount: tally.attemptCount,
            answeredCount: tally.answeredCount,
            stopped: ending?.stopped,
            isStrict: common.isStrict
        )
        let start = notes.start?.milliseconds ?? span.first ?? 0
        var report = RunReport(
            command: notes.replayOf == nil ? "run" : "replay",
            version: run.identity.version,
            subject: RunReport.Subject(
                scenario: run.identity.scenario,
                profile: profile.name,
                seed: run.identity.seed
            ),
            verdict: judgement.verdict,
            explanation: judgement.explanation,
            exitCode: ExitCode.worst(of: judgement.causes.map(RunCommand.code)).rawValue,
            digest: ending?.digest ?? run.extent.watermark.hex,
            wallNanoseconds: ending?.wallNanoseconds ?? 0,
            simulatedMilliseconds: ending?.simulatedMilliseconds ?? max(0, (span.last ?? start) - start),
            eventTypes: profile.eventTypes,
            eventCounts: ending?.eventCounts ?? span.eventCounts,
            tally: tally,
            checks: judged.findings,
            reproduction: Reproduction(command: "replay", path: path, seed: nil)
        )
        report.file = path
        report.isStrict = common.isStrict
        report.faults = RunReport.FaultCount.all(notes.faults, tally.faults)
        report.record = evidence.map {
            RunRecord(
                $0,
                of: tally,
                start: Moment(milliseconds: start),
                webhooks: notes.endpoints.map(\.name),
                users: notes.userNames
            )
        }
        report.record?.webhookURLs = notes.endpoints.map(\.url)
        report.record?.headers = DeliverySettings(profile: profile, noted: notes.delivery).headers
        if let ending {
            report.record?.addProbeReads(ending.probes, afterMilliseconds: ending.simulatedMilliseconds)
        }
        return report
    }
}

/// From when to when something was recorded, and how many events of each kind.
struct RecordedSpan {
    /// The first moment; nil before anything was.
    private(set) var first: Int64?
    /// The last moment.
    private(set) var last: Int64?
    private var countsByWebhook: [Int32: [Int64]] = [:]
    private static let none = [Int64](repeating: 0, count: EventType.allCases.count)

    /// Events by the raw value of their type, as the webhook saw them that was sent the most of the kind.
    var eventCounts: [Int64] {
        var most = Self.none
        for counts in countsByWebhook.values {
            for (type, count) in counts.enumerated() { most[type] = max(most[type], count) }
        }
        return most
    }

    /// Takes in the next entry of the record.
    mutating func observe(_ entry: HistoryEntry) {
        switch entry {
        case .lane: break
        case .delivery(let row):
            note(row.moment)
            guard Self.none.indices.contains(Int(row.eventType)) else { return }
            countsByWebhook[row.webhook, default: Self.none][Int(row.eventType)] += 1
        case .attempt(let entry): note(entry.attempt.settled)
        }
    }

    private mutating func note(_ moment: Int64) {
        first = min(first ?? moment, moment)
        last = max(last ?? moment, moment)
    }
}
