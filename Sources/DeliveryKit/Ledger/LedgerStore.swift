/// The tables of one run file and the transaction that is open on them.
///
/// It belongs to one thread at a time, as its database does. `@unchecked` because every use reaches the
/// database, which traps on a wrong thread.
final class LedgerStore: @unchecked Sendable {
    private let database: Database
    private let options: LedgerOptions
    private let lanes: LaneTable
    private let deliveries: DeliveryTable
    private let attempts: AttemptTable
    private let watermarks: WatermarkTable

    /// Rows written, the open transaction's included.
    private(set) var extent: LedgerExtent
    private var committed: LedgerExtent
    /// Rows in the open transaction.
    private(set) var pendingRows = 0

    /// Prepares the statements; the tables exist.
    init(_ database: Database, extent: LedgerExtent, options: LedgerOptions) throws(SQLiteError) {
        self.database = database
        self.options = options
        self.extent = extent
        committed = extent
        lanes = try LaneTable(database)
        deliveries = try DeliveryTable(database)
        attempts = try AttemptTable(database)
        watermarks = try WatermarkTable(database)
    }

    /// Makes the calling thread the owner.
    func adopt() {
        database.adopt()
    }

    /// Writes one batch, which no commit will split.
    func append(
        lanes newLanes: [LaneRow],
        deliveries newDeliveries: [DeliveryRow],
        watermark: LedgerWatermark?
    ) throws(SQLiteError) {
        try begin()
        for row in newLanes {
            precondition(row.lane == extent.laneCount, "lane \(row.lane) follows \(extent.laneCount) lanes")
            try lanes.append(row)
            extent.laneCount += 1
        }
        var sequence = extent.watermark.sequence
        for row in newDeliveries {
            sequence += 1
            precondition(
                row.sequence == sequence,
                "delivery \(row.sequence) stands where \(sequence) belongs"
            )
            precondition((0..<extent.laneCount).contains(row.lane), "delivery \(sequence) is on no lane")
            try deliveries.append(row)
        }
        if let watermark {
            try watermarks.append(watermark)
            extent.watermark = watermark
        }
        pendingRows += newLanes.count + newDeliveries.count
    }

    /// Writes attempts.
    func append(_ rows: [AttemptRow]) throws(SQLiteError) {
        try begin()
        for row in rows {
            precondition(
                row.delivery >= 1 && row.delivery <= extent.watermark.sequence,
                "attempt of delivery \(row.delivery), which was never appended"
            )
            try attempts.append(row, sequence: extent.attemptCount + 1)
            extent.attemptCount += 1
        }
        pendingRows += rows.count
    }

    /// Writes notes of their own transaction; nothing else is pending.
    func annotate(_ notes: [LedgerNote]) throws(SQLiteError) {
        guard !notes.isEmpty else { return }
        try begin()
        try MetaTable.annotate(notes, in: database)
        _ = try commit()
    }

    /// One delivery, committed or not.
    func delivery(_ sequence: Int64) throws(SQLiteError) -> DeliveryRow {
        try deliveries.row(sequence)
    }

    /// Whether the open transaction is as large as one may be.
    var isCommitDue: Bool {
        pendingRows >= options.rowsPerCommitMax
    }

    /// Makes everything written durable; the number of rows that were pending.
    func commit() throws(SQLiteError) -> Int {
        guard database.isInTransaction else { return 0 }
        options.crash?(.beforeCommit)
        try database.execute("COMMIT")
        committed = extent
        defer { pendingRows = 0 }
        return pendingRows
    }

    /// Forgets what was written since the last commit; the number of rows that were pending.
    func rollBack() -> Int {
        // Nothing to be done about a failure: the file is as the last commit left it either way.
        if database.isInTransaction { try? database.execute("ROLLBACK") }
        extent = committed
        defer { pendingRows = 0 }
        return pendingRows
    }

    /// Copies the log into the file once it has grown to its limit.
    func checkpointIfDue() throws(SQLiteError) {
        if database.logFrames >= options.logFramesMax { try checkpoint() }
    }

    /// Copies the log into the file, if there is any.
    func checkpoint() throws(SQLiteError) {
        guard database.logFrames > 0 else { return }
        try database.checkpoint()
        options.crash?(.checkpoint)
    }

    /// Closes the database, which removes a log that was copied in full.
    func close() {
        lanes.finish()
        deliveries.finish()
        attempts.finish()
        watermarks.finish()
        database.close()
    }

    /// What the run is.
    func identity() throws(SQLiteError) -> LedgerIdentity {
        try MetaTable.read(from: database)
    }

    /// Lanes in order.
    func selectLanes() throws(SQLiteError) -> Statement {
        try LaneTable.select(from: database)
    }

    /// Deliveries in order.
    func selectDeliveries() throws(SQLiteError) -> Statement {
        try DeliveryTable.select(from: database)
    }

    /// Attempts in order, with their deliveries.
    func selectAttempts() throws(SQLiteError) -> Statement {
        try AttemptTable.selectJoined(from: database)
    }

    private func begin() throws(SQLiteError) {
        if !database.isInTransaction { try database.execute("BEGIN") }
    }
}
