import DeliveryKit

/// Judges how many attempts deliveries took.
///
/// A delivery that still waits is judged by what it had: too many are too many already. Too few shows when it
/// settles, and of those that never do it is said how many there are.
struct AttemptsFold: ExpectationFold {
    private struct Miss {
        let delivery: DeliveryRow
        let number: Int32
    }

    private let condition: NumberCondition
    private var matcher: SelectorMatcher
    private var matchedCount: Int64 = 0
    private var attemptedCount: Int64 = 0
    private var settledCount: Int64 = 0
    private var misses = Examples<Miss>()

    init(_ selector: EventSelector, _ condition: NumberCondition) {
        matcher = SelectorMatcher(selector)
        self.condition = condition
    }

    mutating func observe(lane: LaneRow) {
        matcher.observe(lane: lane)
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        if matcher.fits(&delivery) { matchedCount += 1 }
    }

    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        guard matcher.fits(&delivery) else { return }
        var number = attempt.number
        switch attempt.outcome {
        case .retry:
            attemptedCount += 1
            // One too many shows at once, and is told once: at the first that is too many.
            if let most = condition.atMost, Int64(number) == most + 1 { miss(delivery, number) }
            return
        // No attempt of the delivery.
        case .forged: return
        // Its row has the number of the attempt that was not made any more.
        case .cancelled: number -= 1
        case .delivered, .failed: attemptedCount += 1
        }
        settledCount += 1
        guard !condition.allows(Int64(number)) else { return }
        // A row with a number beyond the first that is too many comes behind the one that told of it.
        if let most = condition.atMost, Int64(attempt.number) > most + 1 { return }
        miss(delivery, number)
    }

    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool {
        misses.count > 0
    }

    private mutating func miss(_ delivery: ObservedDelivery, _ number: Int32) {
        misses.add(sequence: delivery.row.sequence, Miss(delivery: delivery.row.withoutBody, number: number))
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        let selected = matcher.selector.summary(isPlural: true)
        guard matchedCount > 0 else { return Ruling(.empty, "no delivery matches: \(selected)") }
        let waiting = matchedCount - settledCount
        let rest = waiting > 0 ? "; \(Phrase.number(waiting)) more wait" : ""
        let expected = "expected \(condition.description("attempt", "attempts")) of \(selected)"
        if misses.count > 0 {
            return Ruling(
                .broken,
                "\(expected), not so for \(Phrase.number(misses.count)) of "
                    + "\(Phrase.deliveries(matchedCount))\(rest)",
                examples: misses.lines { line($0, names) },
                evidence: misses.evidence(expected: condition.description) {
                    [
                        FindingEvidence.Item(
                            .attempt(delivery: $0.delivery.sequence, number: max(1, $0.number)),
                            line($0, names)
                        )
                    ]
                }
            )
        }
        guard settledCount > 0 || condition.atLeast == 0 else {
            return Ruling(.brokenSoFar, "\(expected); \(Phrase.deliveries(waiting)) still wait")
        }
        // Few are easily kept to where none is made; that none is made may be what is wanted.
        if attemptedCount == 0, condition.atMost != 0 {
            return Ruling(.empty, "\(expected), and none of \(Phrase.deliveries(matchedCount)) was attempted")
        }
        return Ruling(.heldSoFar, "\(expected), so it was for \(Phrase.number(settledCount))\(rest)")
    }

    private func line(_ miss: Miss, _ names: JudgementNames) -> String {
        "\(names.delivery(miss.delivery)): \(Phrase.count(Int64(miss.number), "attempt", "attempts"))"
    }
}

extension SelectorMatcher {
    /// Whether all that is selected fits.
    func fits(_ delivery: inout ObservedDelivery) -> Bool {
        fitsReceiver(of: delivery) && fitsEvent(of: &delivery)
    }
}

extension DeliveryRow {
    /// The row for whoever keeps it: its body would be kept for nothing.
    var withoutBody: DeliveryRow {
        var row = self
        row.body = []
        return row
    }
}
