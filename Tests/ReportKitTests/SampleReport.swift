import ContractKit
import DeliveryKit
import ReportKit
import SimulationKit

/// The record of one delivery after another, each settled by its last attempt.
func entries(_ outcomes: [(status: Int32, microseconds: Int64, outcome: AttemptOutcome)]) -> [HistoryEntry] {
    var deliveries: [HistoryEntry] = []
    var attempts: [HistoryEntry] = []
    var number: Int32 = 0
    for (place, attempt) in outcomes.enumerated() {
        let row = DeliveryRow(
            sequence: Int64(deliveries.count + (number == 0 ? 1 : 0)),
            lane: 0,
            moment: 0,
            webhook: 0,
            eventType: 0,
            ordinal: 1,
            id: [],
            body: Array("whsec_in_a_body".utf8)
        )
        if number == 0 { deliveries.append(.delivery(row)) }
        number += 1
        let attemptRow = AttemptRow(
            delivery: row.sequence,
            number: number,
            moment: 0,
            settled: 0,
            status: attempt.status,
            tookMicroseconds: attempt.microseconds,
            outcome: attempt.outcome,
            fault: Array("whsec_in_a_fault".utf8),
            answer: Array("whsec_in_an_answer".utf8)
        )
        attempts.append(
            .attempt(AttemptEntry(sequence: Int64(place + 1), attempt: attemptRow, delivery: row))
        )
        if attempt.outcome != .retry { number = 0 }
    }
    return [.lane(LaneRow(lane: 0, webhook: 0, user: "alice"))] + deliveries + attempts
}

/// A tally of such a record.
func tally(_ outcomes: [(status: Int32, microseconds: Int64, outcome: AttemptOutcome)]) -> RunTally {
    var tally = RunTally()
    for entry in entries(outcomes) { tally.observe(entry) }
    return tally
}

extension RunReport {
    /// A run in which everything held, with figures that are easy to recognise.
    static func passing() -> RunReport {
        var counts = [Int64](repeating: 0, count: EventType.allCases.count)
        counts[Int(EventType.integrationCreated.rawValue)] = 2
        counts[Int(EventType.integrationUpdated.rawValue)] = 11
        counts[Int(EventType.costBasisStarted.rawValue)] = 1
        var report = RunReport(
            command: "run",
            version: "1.2.3",
            subject: Subject(scenario: "the whole language", profile: "kryptos-v1", seed: 42),
            verdict: .passed,
            exitCode: 0,
            digest: String(repeating: "0123456789abcdef", count: 4),
            wallNanoseconds: 210_400_000,
            simulatedMilliseconds: 1_200_000,
            eventTypes: Profile.kryptosV1.eventTypes,
            eventCounts: counts,
            tally: RunTally(),
            checks: [
                Finding(
                    id: "expect[0]",
                    name: "every delivery is accepted",
                    severity: .must,
                    verdict: .pass,
                    message: "14 deliveries, all accepted"
                )
            ],
            reproduction: Reproduction(command: "run", path: "Scenarios/my first.json5", seed: 42)
        )
        report.deliveries = DeliveryCounts(total: 14, delivered: 14)
        report.attemptCount = 15
        report.retryCount = 1
        report.ack = AckSummary(
            p50Microseconds: 412,
            p95Microseconds: 1_100,
            p99Microseconds: 2_000,
            maxMicroseconds: 3_917
        )
        return report
    }

    /// A run of a hostile scenario in which something of every kind went wrong.
    static func failing() -> RunReport {
        var report = passing()
        report.verdict = .failed
        report.exitCode = 1
        report.subject.scenario = "two\u{1B}[2Jlines\nof it"
        report.explanation = "something that must hold did not"
        report.deliveries = DeliveryCounts(total: 1_542, delivered: 1_500, failed: 40)
        report.attemptCount = 4_626
        report.retryCount = 3_084
        report.checks =
            FindingVerdict.allCases.enumerated().map { place, verdict in
                Finding(
                    id: "expect[\(place)]",
                    name: "check \(place)",
                    severity: .must,
                    verdict: verdict,
                    message: "what happened\nan example\u{7}"
                )
            } + [
                Finding(
                    id: "expect[6]",
                    name: "a wish",
                    severity: .should,
                    verdict: .fail,
                    message: "not fulfilled"
                )
            ]
        report.reproduction = nil
        return report
    }
}
