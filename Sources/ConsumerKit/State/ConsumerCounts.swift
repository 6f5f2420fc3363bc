/// How many requests ended in which way.
package struct ConsumerCounts: Hashable, Sendable {
    /// By the place of the outcome among all cases.
    private var deliveries: [Int64]
    /// Deliveries with members that the provider's documents do not name, duplicates left out.
    package internal(set) var withUnknownFields: Int64 = 0
    /// Requests that were no delivery and no question for the state: wrong path or method.
    package internal(set) var misdirected: Int64 = 0

    init() {
        deliveries = [Int64](repeating: 0, count: DeliveryOutcome.allCases.count)
    }

    /// The deliveries with one outcome.
    package subscript(outcome: DeliveryOutcome) -> Int64 { deliveries[outcome.index] }

    /// The deliveries with a good signature, whatever became of them.
    package var verified: Int64 { sum(\.isVerified) }

    /// The deliveries that were taken, each id once.
    package var processed: Int64 { sum(\.isProcessed) }

    /// The deliveries whose id was seen before.
    package var duplicates: Int64 { self[.duplicate] }

    /// The deliveries that were not answered 200.
    package var refused: Int64 {
        self[.unauthorized] + self[.malformed] + self[.noRoom] + self[.failed]
    }

    mutating func note(_ outcome: DeliveryOutcome) {
        deliveries[outcome.index] += 1
    }

    private func sum(_ isCounted: (DeliveryOutcome) -> Bool) -> Int64 {
        DeliveryOutcome.allCases.reduce(0) { isCounted($1) ? $0 + self[$1] : $0 }
    }
}

extension DeliveryOutcome {
    /// The place among all cases.
    fileprivate var index: Int {
        switch self {
        case .applied: 0
        case .outdated: 1
        case .unowned: 2
        case .unknownEvent: 3
        case .duplicate: 4
        case .malformed: 5
        case .noRoom: 6
        case .unauthorized: 7
        case .notTaken: 8
        case .failed: 9
        }
    }
}
