import DeliveryKit

/// Judges requests as they went out: their fields or their signatures.
///
/// Requests are no part of the record, as they hold what secrets made: each is made again by whoever runs.
struct RequestFold: ExpectationFold {
    /// What is asked of each request.
    enum Demand {
        case fields([FieldCondition])
        case signature
    }

    private struct Miss {
        let delivery: DeliveryRow
        let number: Int32
        let found: String
    }

    private let demand: Demand
    private var matcher: SelectorMatcher
    private let lookUp: RequestLookUp?
    private var requestCount: Int64 = 0
    private var misses = Examples<Miss>()

    init(_ demand: Demand, _ selector: EventSelector, _ lookUp: RequestLookUp?) {
        self.demand = demand
        matcher = SelectorMatcher(selector)
        self.lookUp = lookUp
    }

    mutating func observe(lane: LaneRow) {
        matcher.observe(lane: lane)
    }

    mutating func observe(attempt: AttemptRow, of delivery: inout ObservedDelivery) {
        guard let lookUp, attempt.outcome != .cancelled, matcher.fits(&delivery) else { return }
        let entry = AttemptEntry(sequence: 0, attempt: attempt, delivery: delivery.row)
        guard let request = lookUp(entry) else { return }
        requestCount += 1
        guard let found = problem(of: request) else { return }
        // Two attempts of one delivery stand in the order of their numbers.
        misses.add(
            sequence: delivery.row.sequence << 13 | Int64(attempt.number),
            Miss(delivery: delivery.row.withoutBody, number: attempt.number, found: found)
        )
    }

    func ruling(_ names: JudgementNames, _ facts: RunFacts) -> Ruling {
        let selected = matcher.selector.summary(isPlural: true)
        guard lookUp != nil else {
            return Ruling(.undecided, "the requests of \(selected) cannot be made again without secrets")
        }
        guard requestCount > 0 else { return Ruling(.empty, "no request was sent for \(selected)") }
        let requests = Phrase.count(requestCount, "request", "requests")
        guard misses.count > 0 else { return Ruling(.heldSoFar, "\(wanted) on \(requests) for \(selected)") }
        return Ruling(
            .broken,
            "expected \(wanted) on \(selected), not so on \(Phrase.number(misses.count)) of \(requests)",
            examples: misses.lines { line($0, names) },
            evidence: misses.evidence(expected: wanted) {
                [
                    FindingEvidence.Item(
                        .attempt(delivery: $0.delivery.sequence, number: $0.number),
                        line($0, names)
                    )
                ]
            }
        )
    }

    private var wanted: String {
        switch demand {
        case .fields(let conditions): Phrase.list(conditions.map(\.description))
        case .signature: "a valid signature"
        }
    }

    /// What is wrong with a request; nil where nothing is.
    private func problem(of request: SentRequest) -> String? {
        switch demand {
        case .fields(let conditions):
            for condition in conditions {
                let value = request.fields.first { $0.name.lowercased() == condition.name.lowercased() }?
                    .value
                guard !condition.allows(value) else { continue }
                return value.map { "\(condition.name) is '\($0)'" } ?? "it has no \(condition.name)"
            }
            return nil
        case .signature: return request.isSigned ? nil : "its signature is not that of its body"
        }
    }

    private func line(_ miss: Miss, _ names: JudgementNames) -> String {
        "\(names.delivery(miss.delivery)): \(miss.found), at attempt \(miss.number)"
    }
}
