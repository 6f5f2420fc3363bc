package import DeliveryKit

/// The figures of a run, as a fold over its record; as large for millions of deliveries as for one.
///
/// Reports, thresholds and expectations all take theirs from here.
package struct RunMetrics: Sendable {
    /// Deliveries by what became of them.
    package private(set) var deliveries = DeliveryCounts()
    /// Attempts made, illegal requests beside them included.
    package private(set) var attemptCount: Int64 = 0
    /// Attempts that were not the first of their delivery.
    package private(set) var retryCount: Int64 = 0
    /// Attempts whose request went out twice, because a kept connection had died before any answer.
    package private(set) var resentCount: Int64 = 0
    /// How long the answers took; what a consumer says to what nobody should send is no acknowledgement.
    package private(set) var histogram = AckHistogram()
    /// Illegal requests that faults sent beside attempts, as far as an answer came to them.
    private var forgedAnsweredCount: Int64 = 0

    /// Figures before anything happened.
    package init() {}

    /// Attempts that an answer came to, whatever it said.
    package var answeredCount: Int64 { histogram.count + forgedAnsweredCount }

    /// Takes in the next entry of the record.
    package mutating func observe(_ entry: HistoryEntry) {
        switch entry {
        case .lane: return
        case .delivery(let row):
            deliveries.total += 1
            if row.isDropped { deliveries.dropped += 1 }
        case .attempt(let entry): observe(entry.attempt)
        }
    }

    /// A figure; nil where there is nothing to take it of.
    ///
    /// Times have none before the first answer, counts of deliveries none before the first delivery.
    package func value(of metric: Metric) -> Int64? {
        switch metric {
        case .ackP50: histogram.percentileMicroseconds(permille: 500)
        case .ackP95: histogram.percentileMicroseconds(permille: 950)
        case .ackP99: histogram.percentileMicroseconds(permille: 990)
        case .ackMax: histogram.count > 0 ? histogram.maxMicroseconds : nil
        case .deliveriesTotal: ofDeliveries(deliveries.total)
        case .deliveriesDelivered: ofDeliveries(deliveries.delivered)
        case .deliveriesFailed: ofDeliveries(deliveries.failed)
        case .deliveriesPending: ofDeliveries(deliveries.pending)
        case .deliveriesCancelled: ofDeliveries(deliveries.cancelled)
        case .attempts: ofDeliveries(attemptCount)
        case .retries: ofDeliveries(retryCount)
        }
    }

    private func ofDeliveries(_ count: Int64) -> Int64? { deliveries.total > 0 ? count : nil }

    private mutating func observe(_ attempt: AttemptRow) {
        switch attempt.outcome {
        case .cancelled:
            // A row without an attempt: it only says what became of the delivery.
            deliveries.cancelled += 1
            return
        case .forged:
            attemptCount += 1
            if attempt.status > 0 { forgedAnsweredCount += 1 }
            return
        case .retry: break
        case .delivered: deliveries.delivered += 1
        case .failed: deliveries.failed += 1
        }
        attemptCount += 1
        if attempt.number > 1 { retryCount += 1 }
        if attempt.wasResent { resentCount += 1 }
        if attempt.status > 0 { histogram.add(microseconds: attempt.tookMicroseconds) }
    }
}
