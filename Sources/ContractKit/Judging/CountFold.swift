import DeliveryKit
import SimulationKit

/// Counts the deliveries that a selector fits; judges `count` and, as a count of none, `never`.
struct CountFold: ExpectationFold {
    /// What the count is held against.
    enum Rule: Equatable {
        case count(NumberCondition)
        case never
    }

    private let rule: Rule
    private var matcher: SelectorMatcher
    /// Deliveries to the selected user and webhook, of whatever event.
    private var receivedCount: Int64 = 0
    private var matches = Examples<DeliveryRow>()

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
        var row = delivery.row
        row.body = []
        matches.add(sequence: row.sequence, row)
    }

    func ruling(_ names: JudgementNames) -> Ruling {
        switch rule {
        case .count(let condition): countRuling(condition, names)
        case .never: neverRuling(names)
        }
    }

    private func countRuling(_ condition: NumberCondition, _ names: JudgementNames) -> Ruling {
        let expected = "expected \(condition.summary(of: matcher.selector))"
        if condition.allows(matches.count) {
            // Where none is wanted, finding none may as well mean that the selector is wrong.
            if matches.count == 0 { return Ruling(.empty, "\(expected), and nothing matches") }
            return Ruling(condition.atMost == nil ? .held : .heldSoFar, "\(expected), found \(found)")
        }
        let kind: Ruling.Kind = matches.count < condition.atLeast ? .brokenSoFar : .broken
        return Ruling(kind, "\(expected), found \(found)", examples: lines(names))
    }

    private func neverRuling(_ names: JudgementNames) -> Ruling {
        if matches.count > 0 {
            let summary = "expected no \(matcher.selector.summary(isPlural: false)), found \(found)"
            return Ruling(.broken, summary, examples: lines(names))
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
        matches.lines { row in
            let moment = TimeFormat.milliseconds.text(Moment(milliseconds: row.moment))
            return "\(names.delivery(row)), emitted \(moment)"
        }
    }
}
