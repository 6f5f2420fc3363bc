package import DeliveryKit

/// Ends a run at the first thing that must hold and can hold no more.
///
/// It judges what has been attempted by the same folds as the end does: deliveries that are only made do not
/// count yet. What an earlier part of a run has settled is not held against this part, so that a run that was
/// ended goes on to its next failure. Memory grows with the deliveries that are not settled.
package final class FailFast: RunWatch {
    private var judge: ExpectationJudge
    /// Deliveries that are made and not settled.
    private var open: [Int64: DeliveryRow] = [:]
    /// Those of them that were attempted.
    private var attempted: Set<Int64> = []
    private var attemptCount: Int64 = 0

    /// Watches for the failure of these expectations, as far as a run can fail them before its end.
    package init(_ expectations: [Expectation]) {
        judge = ExpectationJudge(expectations.filter(\.kind.canBreakEarly), webhookNames: [])
    }

    /// Takes in a lane.
    package func observe(lane: LaneRow) {
        judge.observe(.lane(lane))
    }

    /// Takes in a delivery, which counts once it is attempted.
    package func observe(delivery: DeliveryRow) {
        // It is never attempted.
        guard !delivery.isDropped else { return }
        open[delivery.sequence] = delivery
    }

    /// Takes in an attempt, and says whether it has decided a failure.
    package func observe(attempt: AttemptRow) -> Bool {
        guard let delivery = open[attempt.delivery] else { return false }
        if attempted.insert(attempt.delivery).inserted { judge.observe(.delivery(delivery)) }
        attemptCount += 1
        let entry = AttemptEntry(sequence: attemptCount, attempt: attempt, delivery: delivery)
        judge.observe(.attempt(entry))
        switch attempt.outcome {
        case .retry, .forged: break
        case .delivered, .failed, .cancelled:
            open[attempt.delivery] = nil
            attempted.remove(attempt.delivery)
        }
        return judge.isBroken(by: entry)
    }
}

extension Expectation.Kind {
    /// Whether a run's record can decide against it before the run's end.
    fileprivate var canBreakEarly: Bool {
        switch self {
        case .accepted, .forgeriesRefused, .never, .attempts, .body, .sameBytes: true
        case .count(_, let condition, of: _): condition.atMost != nil
        case .order(_, per: let scope): scope != .run
        // These wait for something to happen, or for what is known only at the end.
        case .headers, .signature, .probe, .metric, .sometimes, .digest: false
        }
    }
}
