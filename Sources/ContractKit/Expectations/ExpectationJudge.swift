package import DeliveryKit

/// Judges a run by its expectations, in one pass over its record.
///
/// Memory does not grow with the number of deliveries but for `order` (40 bytes for each delivery
/// of an event that it names); it grows with the number of lanes, by some 32 bytes each.
package struct ExpectationJudge {
    private let expectations: [Expectation]
    private var folds: [any ExpectationFold]
    private var names: JudgementNames

    /// Makes a judge of these expectations, whose findings come in the same order.
    ///
    /// The names are for messages: webhooks by their place in the run, users by their uid.
    package init(
        _ expectations: [Expectation],
        webhookNames: [String],
        userNames: [String: String] = [:]
    ) {
        self.expectations = expectations
        folds = expectations.map { expectation in
            switch expectation.kind {
            case .accepted(let allowPending): AcceptedFold(allowPending: allowPending)
            case .count(let selector, let condition): CountFold(.count(condition), selector)
            case .never(let selector): CountFold(.never, selector)
            case .order(let events, per: let scope): OrderFold(events, per: scope)
            }
        }
        names = JudgementNames(webhookNames: webhookNames, userNames: userNames)
    }

    /// Takes in the next entry of the record, in the order that `History` hands out.
    package mutating func observe(_ entry: HistoryEntry) {
        switch entry {
        case .lane(let lane):
            names.laneUsers.append(lane.user)
            for index in folds.indices { folds[index].observe(lane: lane) }
        case .delivery(let row):
            // Nobody could accept, or miss, what a fault has kept from being sent.
            guard !row.isDropped else { return }
            var delivery = ObservedDelivery(row)
            for index in folds.indices { folds[index].observe(delivery: &delivery) }
        case .attempt(let entry):
            var delivery = ObservedDelivery(entry.delivery)
            for index in folds.indices { folds[index].observe(attempt: entry.attempt, of: &delivery) }
        }
    }

    /// Says what each expectation came to.
    ///
    /// A run that was stopped is not `complete`: what only the rest could have decided is then inconclusive.
    /// `lookUp` returns the recorded delivery of a sequence; it is asked for a few, to name them in messages.
    package func finish(
        isComplete: Bool = true,
        lookUp: (Int64) -> DeliveryRow? = { _ in nil }
    ) -> [Finding] {
        withoutActuallyEscaping(lookUp) { lookUp in
            var names = names
            names.lookUp = lookUp
            return zip(expectations, folds).map { expectation, fold in
                fold.ruling(names).finding(of: expectation, isComplete: isComplete)
            }
        }
    }
}
