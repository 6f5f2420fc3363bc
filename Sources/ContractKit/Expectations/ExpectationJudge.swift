package import DeliveryKit

/// Judges a run by its expectations, in one pass over its record.
///
/// Memory does not grow with the number of deliveries but for `order` (40 bytes for each delivery
/// of an event that it names) and for a count of ids (20 bytes for each that was copied or dropped);
/// it grows with the number of lanes, by some 32 bytes each.
package struct ExpectationJudge {
    private let expectations: [Expectation]
    private var folds: [any ExpectationFold]
    private let thresholds: [Threshold]
    private var names: JudgementNames
    private var metrics = RunMetrics()

    /// Makes a judge of these expectations and thresholds, whose findings come in the same order.
    ///
    /// The names are for messages: webhooks by their place in the run, users by their uid. `requests` makes the
    /// request of an attempt again, for what is expected of heads; without it they cannot be judged.
    package init(
        _ expectations: [Expectation],
        thresholds: [Threshold] = [],
        webhookNames: [String],
        userNames: [String: String] = [:],
        requests: RequestLookUp? = nil
    ) {
        self.expectations = expectations
        self.thresholds = thresholds
        let requests = requests.map { RequestMemo($0).request(of:) }
        folds = expectations.enumerated().map { Self.fold($0.element.kind, place: $0.offset, requests) }
        names = JudgementNames(webhookNames: webhookNames, userNames: userNames)
    }

    private static func fold(
        _ kind: Expectation.Kind,
        place: Int,
        _ requests: RequestLookUp?
    ) -> any ExpectationFold {
        switch kind {
        case .accepted(let allowPending): AcceptedFold(allowPending: allowPending)
        case .forgeriesRefused: ForgeryFold()
        case .count(let selector, let condition, of: let counted):
            CountFold(.count(condition, of: counted), selector)
        case .never(let selector): CountFold(.never, selector)
        case .order(let events, per: let scope): OrderFold(events, per: scope)
        case .attempts(let selector, let condition): AttemptsFold(selector, condition)
        case .headers(let selector, let fields): RequestFold(.fields(fields), selector, requests)
        case .body(let selector, let condition): BodyFold(selector, condition)
        case .sameBytes(let selector): SameBytesFold(selector)
        case .signature(let selector): RequestFold(.signature, selector, requests)
        case .probe(let question): ProbeFold(place: place, question: question)
        case .metric(let metric, let limit): MetricFold(metric: metric, limit: limit)
        case .sometimes(let selector, let property): SometimesFold(selector, property)
        case .digest(let hex): DigestFold(hex)
        }
    }

    /// Takes in the next entry of the record, in the order that `History` hands out.
    package mutating func observe(_ entry: HistoryEntry) {
        metrics.observe(entry)
        switch entry {
        case .lane(let lane):
            names.laneUsers.append(lane.user)
            for index in folds.indices { folds[index].observe(lane: lane) }
        case .delivery(let row):
            var delivery = ObservedDelivery(row)
            guard !row.isDropped else {
                for index in folds.indices { folds[index].observe(dropped: &delivery) }
                return
            }
            for index in folds.indices { folds[index].observe(delivery: &delivery) }
        case .attempt(let entry):
            // What nobody should send says nothing about the delivery that it was made from.
            var delivery = ObservedDelivery(entry.delivery)
            guard entry.attempt.outcome != .forged else {
                for index in folds.indices { folds[index].observe(forged: entry.attempt, of: &delivery) }
                return
            }
            for index in folds.indices { folds[index].observe(attempt: entry.attempt, of: &delivery) }
        }
    }

    /// Whether an attempt that was taken in has decided that one of them can hold no more.
    func isBroken(by entry: AttemptEntry) -> Bool {
        var delivery = ObservedDelivery(entry.delivery)
        return folds.contains { $0.isBroken(by: entry.attempt, of: &delivery) }
    }

    /// Says what each expectation and each threshold came to.
    ///
    /// A run that was stopped is not `complete`: what only the rest could have decided is then inconclusive.
    /// `lookUp` returns the recorded delivery of a sequence; it is asked for a few, to name them in messages.
    package func finish(
        isComplete: Bool = true,
        facts: RunFacts = RunFacts(),
        lookUp: (Int64) -> DeliveryRow? = { _ in nil }
    ) -> [Finding] {
        withoutActuallyEscaping(lookUp) { lookUp in
            var names = names
            names.lookUp = lookUp
            var facts = facts
            facts.metrics = metrics
            let findings = expectations.indices.map { place in
                facts.recorded[place]
                    ?? folds[place].ruling(names, facts)
                    .finding(of: expectations[place], isComplete: isComplete)
            }
            return findings + thresholds.map { $0.finding(metrics, isComplete: isComplete) }
        }
    }
}
