/// How much of a run is kept for reports that show single deliveries.
package struct EvidenceLimits: Equatable, Sendable {
    /// The first deliveries of the run that are kept whatever became of them.
    package var headMax = 1_000
    /// Deliveries beside them that are kept as a sample, of whole users.
    package var sampleMax = 9_000
    /// Deliveries kept because they failed, or because a fault hit them, that many of each.
    package var strikingMax = 1_000
    /// Deliveries outside all these whose attempts are remembered until it is known what becomes of them.
    package var openMax = 4_096
    /// Attempts kept of one delivery.
    package var attemptsMax = 100
    /// Bytes kept of one body.
    package var bodyBytesMax = 8_192
    /// Bytes kept of the bodies of head and sample together.
    package var bodiesBytesMax = 16 << 20

    /// The limits of reports.
    package init() {}
}
