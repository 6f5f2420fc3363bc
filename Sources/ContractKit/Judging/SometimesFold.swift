import DeliveryKit

/// Judges whether at least one delivery was like that.
struct SometimesFold: ExpectationFold {
    private let property: DeliveryProperty
    private var matcher: SelectorMatcher
    private var matchedCount: Int64 = 0
    private var hits = Examples<DeliveryRow>()

    init(_ selector: EventSelector, _ property: DeliveryProperty) {
        matcher = SelectorMatcher(selector)
        self.property = property
    }

    mutating func observe(lane: LaneRow) {
        matcher.observe(lane: lane)
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        guard matcher.fits(&delivery) else { return }
        matchedCount += 1
        guard !property.needsSettlement, fitsBody(&delivery) else { return }
        hits.add(sequence: delivery.row.sequence, delivery.row.withoutBody)
    }

    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        guard property.needsSettlement, let outcome = DeliveryProperty.Outcome(attempt.outcome),
            property.outcome.map({ $0 == outcome }) ?? true
        else { return }
        let number = Int64(attempt.number) - (outcome == .cancelled ? 1 : 0)
        guard property.attempts?.allows(number) ?? true, matcher.fits(&delivery), fitsBody(&delivery) else {
            return
        }
        hits.add(sequence: delivery.row.sequence, delivery.row.withoutBody)
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        let selected = matcher.selector.summary(isPlural: true)
        guard matchedCount > 0 else { return Ruling(.empty, "no delivery matches: \(selected)") }
        let expected =
            "expected at least one \(matcher.selector.summary(isPlural: false))\(property.description)"
        guard hits.count > 0 else {
            return Ruling(.brokenSoFar, "\(expected), found none among \(Phrase.number(matchedCount))")
        }
        return Ruling(
            .held,
            "\(expected), found \(Phrase.number(hits.count)) among \(Phrase.number(matchedCount))"
        )
    }

    private func fitsBody(_ delivery: inout ObservedDelivery) -> Bool {
        guard let body = property.body else { return true }
        return body.value.allows(delivery.value(at: body.pointer))
    }
}

extension DeliveryProperty.Outcome {
    /// What an attempt made of its delivery; nil where another follows.
    fileprivate init?(_ outcome: AttemptOutcome) {
        switch outcome {
        case .retry, .forged: return nil
        case .delivered: self = .accepted
        case .failed: self = .failed
        case .cancelled: self = .cancelled
        }
    }
}
