package import ContractKit
package import DeliveryKit

/// What became of deliveries and what faults did to them, as a fold over the record of a run.
package struct RunTally: Sendable {
    private var metrics = RunMetrics()
    /// How often each fault was injected.
    package private(set) var faults = FaultTally()

    /// Makes a tally of nothing.
    package init() {}

    /// Takes in the next entry of the record.
    package mutating func observe(_ entry: HistoryEntry) {
        metrics.observe(entry)
        faults.observe(entry)
    }

    /// Deliveries by what became of them.
    package var deliveries: DeliveryCounts { metrics.deliveries }
    /// Attempts made, illegal requests beside them included.
    package var attemptCount: Int64 { metrics.attemptCount }
    /// Attempts that were not the first of their delivery.
    package var retryCount: Int64 { metrics.retryCount }
    /// Attempts whose request went out twice, because a kept connection had died before any answer.
    package var resentCount: Int64 { metrics.resentCount }
    /// Attempts that an answer came to, whatever it said.
    package var answeredCount: Int64 { metrics.answeredCount }
    /// How long the answers took.
    package var histogram: AckHistogram { metrics.histogram }
    /// How long the answers took, in short; nil where there was none.
    package var ack: AckSummary? { AckSummary(histogram) }
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
