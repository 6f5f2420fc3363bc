import DeliveryKit

/// Judges whether every delivery was accepted.
///
/// What was cancelled because its webhook was deleted is no refusal: nobody was there to accept it. It is
/// counted and said, and left out.
struct AcceptedFold: ExpectationFold {
    private struct Refusal {
        let delivery: DeliveryRow
        let attempt: AttemptRow
    }

    private let allowPending: Bool
    /// Deliveries made and not settled, by webhook.
    private var pending: [Int64] = []
    private var deliveryCount: Int64 = 0
    private var cancelledCount: Int64 = 0
    private var refusals = Examples<Refusal>()

    init(allowPending: Bool) {
        self.allowPending = allowPending
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        deliveryCount += 1
        change(&pending, webhook: delivery.row.webhook, by: 1)
    }

    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        switch attempt.outcome {
        case .retry, .forged:
            return
        case .delivered:
            change(&pending, webhook: delivery.row.webhook, by: -1)
        case .cancelled:
            change(&pending, webhook: delivery.row.webhook, by: -1)
            cancelledCount += 1
        case .failed:
            change(&pending, webhook: delivery.row.webhook, by: -1)
            // Its body would be kept for nothing.
            var row = delivery.row
            row.body = []
            refusals.add(sequence: row.sequence, Refusal(delivery: row, attempt: attempt))
        }
    }

    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool {
        refusals.count > 0
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        guard deliveryCount > 0 else { return Ruling(.empty, "nothing was delivered") }
        let pendingCount = pending.reduce(0, +)
        let judgedCount = deliveryCount - cancelledCount
        let cancelled =
            cancelledCount > 0
            ? "; \(Phrase.number(cancelledCount)) more cancelled, as the webhook was deleted"
            : ""
        // Nothing was left for anybody to accept.
        guard judgedCount > 0 else { return Ruling(.empty, "nothing was delivered\(cancelled)") }
        let total = Phrase.deliveries(judgedCount)
        if refusals.count > 0 {
            let waiting = pendingCount > 0 ? "; \(waiting(pendingCount, names))" : ""
            let summary = "\(Phrase.number(refusals.count)) of \(total) failed for good\(waiting)\(cancelled)"
            return Ruling(
                .broken,
                summary,
                examples: refusals.lines { line($0, names) },
                evidence: refusals.evidence(
                    expected: "\(total) accepted",
                    actual: "\(Phrase.number(refusals.count)) failed for good"
                ) { [item($0, names)] }
            )
        }
        guard pendingCount > 0 else {
            return Ruling(.heldSoFar, "\(total), \(judgedCount == 1 ? "" : "all ")accepted\(cancelled)")
        }
        if allowPending {
            return Ruling(.heldSoFar, "none of \(total) failed; \(waiting(pendingCount, names))\(cancelled)")
        }
        let hint = "a disabled webhook keeps its deliveries, `allowPending: true` permits that"
        return Ruling(.brokenSoFar, "of \(total), \(waiting(pendingCount, names))\(cancelled); \(hint)")
    }

    private func waiting(_ count: Int64, _ names: JudgementNames) -> String {
        let places = pending.indices.filter { pending[$0] > 0 }.map(names.webhook)
        return "\(Phrase.number(count)) \(count == 1 ? "is" : "are") pending at \(Phrase.list(places))"
    }

    private func line(_ refusal: Refusal, _ names: JudgementNames) -> String {
        let attempt = refusal.attempt
        let again = attempt.wasResent ? ", sent again after a kept connection had died" : ""
        return "\(names.delivery(refusal.delivery)): \(reason(attempt)), at attempt \(attempt.number)\(again)"
    }

    private func item(_ refusal: Refusal, _ names: JudgementNames) -> FindingEvidence.Item {
        let attempt = refusal.attempt
        return FindingEvidence.Item(
            .attempt(delivery: attempt.delivery, number: attempt.number),
            line(refusal, names)
        )
    }

    private func reason(_ attempt: AttemptRow) -> String {
        switch attempt.status {
        case ...0: attempt.error ?? "no answer"
        case 300..<400: "status \(attempt.status), a redirect, which is not followed"
        default: "status \(attempt.status)"
        }
    }

    private func change(_ counts: inout [Int64], webhook: Int32, by difference: Int64) {
        let index = Int(webhook)
        while counts.count <= index { counts.append(0) }
        counts[index] += difference
    }
}
