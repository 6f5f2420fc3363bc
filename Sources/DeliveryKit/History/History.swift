/// One row of a run's record, as folds over it see it.
package enum HistoryEntry: Sendable {
    /// A lane; all come before the first delivery.
    case lane(LaneRow)
    /// A delivery; in order of sequence, all before the first attempt.
    case delivery(DeliveryRow)
    /// An attempt with its delivery, in the order in which outcomes became known.
    case attempt(AttemptEntry)
}

/// The record of a run as a stream: whoever judges or reports a run folds over this.
package enum History {
    /// Hands out the whole record, entry by entry; memory does not grow with its length.
    package static func stream(
        _ reader: LedgerReader,
        to observe: (HistoryEntry) -> Void
    ) throws(LedgerError) {
        let lanes = try reader.lanes()
        while let lane = try lanes.nextRow() { observe(.lane(lane)) }
        let deliveries = try reader.deliveries()
        while let delivery = try deliveries.nextRow() { observe(.delivery(delivery)) }
        let attempts = try reader.attempts()
        while let attempt = try attempts.nextRow() { observe(.attempt(attempt)) }
    }
}
