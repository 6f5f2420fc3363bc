import DeliveryKit
import SimulationKit

/// Counts the deliveries that a selector fits; judges `count` and, as a count of none, `never`.
struct CountFold: ExpectationFold {
    /// What the count is held against.
    enum Rule: Equatable {
        case count(NumberCondition, of: Expectation.Counted)
        case never
    }

    private let rule: Rule
    private var matcher: SelectorMatcher
    /// Deliveries to the selected user and webhook, of whatever event.
    private var receivedCount: Int64 = 0
    private var matches = Examples<DeliveryRow>()
    /// Where ids are counted: those whose first delivery a fault kept from being sent, and those of copies.
    private var droppedIds: Set<UInt64> = []
    private var copiedIds: Set<UInt64> = []

    /// Whether copies of a delivery, which have its id, are left out.
    private var countsIds: Bool {
        switch rule {
        case .count(_, of: .ids): true
        case .count(_, of: .deliveries), .never: false
        }
    }

    init(_ rule: Rule, _ selector: EventSelector) {
        self.rule = rule
        matcher = SelectorMatcher(selector)
    }

    mutating func observe(lane: LaneRow) {
        matcher.observe(lane: lane)
    }

    mutating func observe(delivery: inout ObservedDelivery) {
        guard matcher.fitsReceiver(of: delivery) else { return }
        receivedCount += 1
        guard matcher.fitsEvent(of: &delivery) else { return }
        if countsIds, delivery.row.isCopy {
            // A copy counts where it is all that was sent of its id, and comes in any order with what was not.
            let id = RecordHash.identity(of: delivery.row)
            guard copiedIds.insert(id).inserted, droppedIds.contains(id) else { return }
        }
        matches.add(sequence: delivery.row.sequence, delivery.row.withoutBody)
    }

    mutating func observe(dropped delivery: inout ObservedDelivery) {
        guard countsIds, !delivery.row.isCopy, matcher.fits(&delivery) else { return }
        let id = RecordHash.identity(of: delivery.row)
        droppedIds.insert(id)
        guard copiedIds.contains(id) else { return }
        matches.add(sequence: delivery.row.sequence, delivery.row.withoutBody)
    }

    func isBroken(by attempt: AttemptRow, of delivery: inout ObservedDelivery) -> Bool {
        switch rule {
        case .count(let condition, of: _): matches.count > condition.atMost ?? .max
        case .never: matches.count > 0
        }
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        switch rule {
        case .count(let condition, of: let counted): countRuling(condition, counted, names)
        case .never: neverRuling(names)
        }
    }

    private func countRuling(
        _ condition: NumberCondition,
        _ counted: Expectation.Counted,
        _ names: JudgementNames
    ) -> Ruling {
        let expected = "expected \(counted.summary(condition, matcher.selector))"
        if condition.allows(matches.count) {
            // Where none is wanted, finding none may as well mean that the selector is wrong.
            if matches.count == 0 { return Ruling(.empty, "\(expected), and nothing matches") }
            return Ruling(condition.atMost == nil ? .held : .heldSoFar, "\(expected), found \(found)")
        }
        let kind: Ruling.Kind = matches.count < condition.atLeast ? .brokenSoFar : .broken
        return Ruling(
            kind,
            "\(expected), found \(found)",
            examples: lines(names),
            evidence: evidence(names, expected: condition.description)
        )
    }

    private func neverRuling(_ names: JudgementNames) -> Ruling {
        if matches.count > 0 {
            let summary = "expected no \(matcher.selector.summary(isPlural: false)), found \(found)"
            return Ruling(
                .broken,
                summary,
                examples: lines(names),
                evidence: evidence(names, expected: "none")
            )
        }
        if receivedCount == 0 {
            let receiver = matcher.selector.receiver
            return Ruling(
                .empty,
                receiver.isEmpty ? "nothing was delivered" : "no delivery\(receiver) at all"
            )
        }
        return Ruling(
            .heldSoFar,
            "none among \(Phrase.deliveries(receivedCount))\(matcher.selector.receiver)"
        )
    }

    private var found: String { matches.count == 0 ? "none" : Phrase.number(matches.count) }

    private func lines(_ names: JudgementNames) -> [String] {
        matches.lines { line($0, names) }
    }

    private func line(_ row: DeliveryRow, _ names: JudgementNames) -> String {
        let moment = TimeFormat.milliseconds.text(Moment(milliseconds: row.moment))
        return "\(names.delivery(row)), emitted \(moment)"
    }

    private func evidence(_ names: JudgementNames, expected: String) -> FindingEvidence {
        matches.evidence(expected: expected, actual: found) {
            [FindingEvidence.Item(.delivery($0.sequence), line($0, names))]
        }
    }
}
