/// How many rows a ledger has.
package struct LedgerExtent: Equatable, Sendable {
    /// Lanes, numbered from 0.
    package var laneCount: Int32 = 0
    /// Attempts, numbered from 1.
    package var attemptCount: Int64 = 0
    /// How far deliveries are recorded; its sequence is their count.
    package var watermark = LedgerWatermark.start

    /// Extent of an empty ledger.
    package init() {}
}
