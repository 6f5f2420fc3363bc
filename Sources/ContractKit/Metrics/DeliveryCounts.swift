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
