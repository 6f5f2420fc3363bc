package import ContractKit
package import DeliveryKit

/// What became of deliveries, as a fold over the record of a run.
package struct RunTally: Sendable {
    /// Deliveries by what became of them.
    package private(set) var deliveries = DeliveryCounts()
    /// Attempts made, illegal requests beside them included.
    package private(set) var attemptCount: Int64 = 0
    /// Attempts that were not the first of their delivery.
    package private(set) var retryCount: Int64 = 0
    /// Attempts whose request went out twice, because a kept connection had died before any answer.
    package private(set) var resentCount: Int64 = 0
    /// Attempts that an answer came to, whatever it said.
    package var answeredCount: Int64 { histogram.count + forgedAnsweredCount }

    /// Illegal requests that faults sent beside attempts, as far as an answer came to them.
    private var forgedAnsweredCount: Int64 = 0

    /// How often each fault was injected.
    package private(set) var faults = FaultTally()

    /// How long the answers took.
    package private(set) var histogram = AckHistogram()

    /// Makes a tally of nothing.
    package init() {}

    /// Takes in the next entry of the record.
    package mutating func observe(_ entry: HistoryEntry) {
        faults.observe(entry)
        switch entry {
        case .lane:
            return
        case .delivery(let row):
            deliveries.total += 1
            if row.isDropped { deliveries.dropped += 1 }
        case .attempt(let entry):
            let attempt = entry.attempt
            // A row without an attempt: it only says what became of the delivery.
            if attempt.outcome == .cancelled {
                deliveries.cancelled += 1
                return
            }
            attemptCount += 1
            // What a consumer says to what nobody should send is no acknowledgement.
            if attempt.outcome == .forged {
                if attempt.status > 0 { forgedAnsweredCount += 1 }
                return
            }
            if attempt.number > 1 { retryCount += 1 }
            if attempt.wasResent { resentCount += 1 }
            if attempt.status > 0 { histogram.add(microseconds: attempt.tookMicroseconds) }
            switch attempt.outcome {
            case .retry, .cancelled, .forged: return
            case .delivered: deliveries.delivered += 1
            case .failed: deliveries.failed += 1
            }
        }
    }

    /// How long the answers took; nil where there was none.
    package var ack: AckSummary? { AckSummary(histogram) }
}

/// Deliveries by what became of them.
package struct DeliveryCounts: Equatable, Sendable {
    /// Deliveries made.
    package var total: Int64
    /// Those that were accepted.
    package var delivered: Int64
    /// Those that were given up.
    package var failed: Int64
    /// Those that were given up without another attempt, because their webhook was deleted.
    package var cancelled: Int64
    /// Those that a fault kept from ever being sent.
    package var dropped: Int64

    /// States counts.
    package init(
        total: Int64 = 0,
        delivered: Int64 = 0,
        failed: Int64 = 0,
        cancelled: Int64 = 0,
        dropped: Int64 = 0
    ) {
        self.total = total
        self.delivered = delivered
        self.failed = failed
        self.cancelled = cancelled
        self.dropped = dropped
    }

    /// Those that were made and not settled.
    package var pending: Int64 { total - delivered - failed - cancelled - dropped }
}

/// How long answers took, from the first byte sent to the last byte read.
package struct AckSummary: Equatable, Sendable {
    /// What half of the answers did not exceed, in microseconds.
    package var p50Microseconds: Int64
    /// What 95 of a hundred did not exceed.
    package var p95Microseconds: Int64
    /// What 99 of a hundred did not exceed.
    package var p99Microseconds: Int64
    /// The longest.
    package var maxMicroseconds: Int64

    /// States a summary.
    package init(
        p50Microseconds: Int64,
        p95Microseconds: Int64,
        p99Microseconds: Int64,
        maxMicroseconds: Int64
    ) {
        self.p50Microseconds = p50Microseconds
        self.p95Microseconds = p95Microseconds
        self.p99Microseconds = p99Microseconds
        self.maxMicroseconds = maxMicroseconds
    }

    /// Sums up a histogram; nil when it is empty.
    package init?(_ histogram: AckHistogram) {
        guard let p50 = histogram.percentileMicroseconds(permille: 500),
            let p95 = histogram.percentileMicroseconds(permille: 950),
            let p99 = histogram.percentileMicroseconds(permille: 990)
        else { return nil }
        self.init(
            p50Microseconds: p50,
            p95Microseconds: p95,
            p99Microseconds: p99,
            maxMicroseconds: histogram.maxMicroseconds
        )
    }
}
