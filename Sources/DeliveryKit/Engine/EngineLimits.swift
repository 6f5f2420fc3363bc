/// The bounds of an engine's memory and patience.
package struct EngineLimits: Equatable, Sendable {
    /// Most deliveries that are in memory and not settled; beyond it the world waits.
    ///
    /// One step of the world is never split, so that its deliveries may come on top.
    package var unsettledMax = 65_536
    /// How many of them are wanted, so that connections stay busy while the ledger copies its log.
    package var unsettledWanted = 8_192
    /// Most bodies in memory of deliveries that are not at the head of their lane; some twenty megabytes.
    ///
    /// Those of the others are left to the record, and come back from it when their turn is near. Half of the
    /// room, rounded up, is for new deliveries and is more than `unsettledWanted`, so that nothing is read
    /// back while consumers keep up; the other half is for bodies that come back.
    package var bodiesAheadMax = 32_768
    /// Most bodies that are fetched at once for one lane.
    static let bodiesPerFetchMax = 16
    /// Most rows that the ledger has still to commit before the world waits.
    package var outstandingRowsMax = 16_384
    /// As many of them are no reason yet to believe that connections are free because too little was made.
    package var outstandingRowsUsual = 4_096
    /// How many deliveries a turn of the loop makes at most.
    package var deliveriesPerTurnMax = 512
    /// How many steps of the world a turn does at most: filters leave steps without a delivery.
    package var stepsPerTurnMax = 4_096
    /// How far ahead of the clock deliveries are made, in real nanoseconds: time to record them.
    ///
    /// Made anew once half of it is used up, so that one commit takes many.
    package var lookaheadNanoseconds: Int64 = 250_000_000
    /// How long answers under way are waited for when a stop is asked for, in real nanoseconds.
    package var stopPatienceNanoseconds: Int64 = 500_000_000
    /// How long an answer may take while somebody steps through the deliveries, in real milliseconds.
    package var steppedTimeoutMilliseconds = 3_600_000
    /// How often the observer hears of a run, in real nanoseconds.
    package var observationNanoseconds: Int64 = 100_000_000

    /// The bounds that a run has unless a caller changes one.
    package init() {}
}
