import DeliveryKit
import JSONKit

/// Judges what stands in a place of bodies.
struct BodyFold: ExpectationFold {
    private struct Miss {
        let delivery: DeliveryRow
        let found: String
    }

    private let condition: BodyCondition
    private var matcher: SelectorMatcher
    private var matchedCount: Int64 = 0
    private var misses = Examples<Miss>()

    init(_ selector: EventSelector, _ condition: BodyCondition) {
        matcher = SelectorMatcher(selector)
        self.condition = condition
    }

    mutating func observe(lane: LaneRow) {
        matcher.observe(lane: lane)
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        guard matcher.fits(&delivery) else { return }
        matchedCount += 1
        let value = delivery.value(at: condition.pointer)
        guard !condition.value.allows(value) else { return }
        misses.add(
            sequence: delivery.row.sequence,
            Miss(delivery: delivery.row.withoutBody, found: ValueText.text(value))
        )
    }

    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool {
        misses.count > 0
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        let selected = matcher.selector.summary(isPlural: true)
        guard matchedCount > 0 else { return Ruling(.empty, "no delivery matches: \(selected)") }
        let expected = "expected \(condition.description) in \(selected)"
        guard misses.count > 0 else {
            return Ruling(.heldSoFar, "\(expected), so it was in \(Phrase.number(matchedCount))")
        }
        return Ruling(
            .broken,
            "\(expected), not so in \(Phrase.number(misses.count)) of \(Phrase.number(matchedCount))",
            examples: misses.lines { line($0, names) },
            evidence: misses.evidence(expected: condition.description) {
                [FindingEvidence.Item(.delivery($0.delivery.sequence), line($0, names))]
            }
        )
    }

    private func line(_ miss: Miss, _ names: JudgementNames) -> String {
        "\(names.delivery(miss.delivery)): \(condition.place) is \(miss.found)"
    }
}
