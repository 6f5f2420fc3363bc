package import DeliveryKit

/// The figures of a run, as a fold over its record; as large for millions of deliveries as for one.
package struct RunMetrics: Sendable {
    private var histogram = AckHistogram()
    private var deliveryCount: Int64 = 0
    private var deliveredCount: Int64 = 0
    private var failedCount: Int64 = 0
    private var cancelledCount: Int64 = 0
    private var droppedCount: Int64 = 0
    private var attemptCount: Int64 = 0
    private var retryCount: Int64 = 0

    /// Figures before anything happened.
    package init() {}

    /// Takes in the next entry of the record.
    package mutating func observe(_ entry: HistoryEntry) {
        switch entry {
        case .lane: return
        case .delivery(let row):
            deliveryCount += 1
            if row.isDropped { droppedCount += 1 }
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
        case .deliveriesTotal: ofDeliveries(deliveryCount)
        case .deliveriesDelivered: ofDeliveries(deliveredCount)
        case .deliveriesFailed: ofDeliveries(failedCount)
        case .deliveriesPending:
            ofDeliveries(deliveryCount - deliveredCount - failedCount - cancelledCount - droppedCount)
        case .deliveriesCancelled: ofDeliveries(cancelledCount)
        case .attempts: ofDeliveries(attemptCount)
        case .retries: ofDeliveries(retryCount)
        }
    }

    private func ofDeliveries(_ count: Int64) -> Int64? { deliveryCount > 0 ? count : nil }

    private mutating func observe(_ attempt: AttemptRow) {
        // What a fault forged is no attempt of the delivery.
        if attempt.outcome == .forged { return }
        // A row without an attempt: it only says what became of the delivery.
        if attempt.outcome == .cancelled {
            cancelledCount += 1
            return
        }
        attemptCount += 1
        // What a consumer says to what nobody should send is no acknowledgement.
        if attempt.outcome == .forged { return }
        if attempt.number > 1 { retryCount += 1 }
        if attempt.status > 0 { histogram.add(microseconds: attempt.tookMicroseconds) }
        switch attempt.outcome {
        case .retry, .cancelled, .forged: return
        case .delivered: deliveredCount += 1
        case .failed: failedCount += 1
        }
    }
}
