/// A figure of a run that thresholds and expectations can be about; the closed list of their names.
package enum Metric: String, CaseIterable, Sendable {
    /// What half of the answers did not take longer than.
    case ackP50 = "ack.p50"
    /// What 95 of a hundred answers did not take longer than.
    case ackP95 = "ack.p95"
    /// What 99 of a hundred answers did not take longer than.
    case ackP99 = "ack.p99"
    /// How long the slowest answer took.
    case ackMax = "ack.max"
    /// Deliveries made.
    case deliveriesTotal = "deliveries.total"
    /// Deliveries that were accepted.
    case deliveriesDelivered = "deliveries.delivered"
    /// Deliveries that were given up.
    case deliveriesFailed = "deliveries.failed"
    /// Deliveries that wait at the end.
    case deliveriesPending = "deliveries.pending"
    /// Deliveries that were given up because their webhook was deleted.
    case deliveriesCancelled = "deliveries.cancelled"
    /// Attempts made, illegal requests beside them included.
    case attempts
    /// Attempts that were not the first of their delivery.
    case retries

    /// What a figure is measured in.
    package enum Unit: Sendable {
        /// A whole number.
        case count
        /// Real time, in microseconds.
        case microseconds
    }

    /// What it is measured in.
    package var unit: Unit {
        switch self {
        case .ackP50, .ackP95, .ackP99, .ackMax: .microseconds
        case .deliveriesTotal, .deliveriesDelivered, .deliveriesFailed, .deliveriesPending,
            .deliveriesCancelled, .attempts, .retries:
            .count
        }
    }

    /// What it is, in a few words.
    package var summary: String {
        switch self {
        case .ackP50: "what half of the answers did not take longer than"
        case .ackP95: "what 95 of a hundred answers did not take longer than"
        case .ackP99: "what 99 of a hundred answers did not take longer than"
        case .ackMax: "how long the slowest answer took"
        case .deliveriesTotal: "deliveries made, copies included"
        case .deliveriesDelivered: "deliveries that were accepted"
        case .deliveriesFailed: "deliveries that failed for good"
        case .deliveriesPending: "deliveries that wait at the end"
        case .deliveriesCancelled: "deliveries that were cancelled, as their webhook was deleted"
        case .attempts: "attempts made, illegal requests of faults included"
        case .retries: "attempts that were not the first of their delivery"
        }
    }
}
