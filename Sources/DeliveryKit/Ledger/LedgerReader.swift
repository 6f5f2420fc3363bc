/// The record of a run, read in order and a row at a time.
///
/// Valid inside `Ledger.read` alone; it and its cursors trap afterwards.
package final class LedgerReader {
    private let store: LedgerStore
    private let location: LedgerLocation
    private var isValid = true
    private var statements: [Statement] = []

    init(_ store: LedgerStore, location: LedgerLocation) {
        self.store = store
        self.location = location
    }

    /// Frees what was read from, so that nothing outlives the loan of the database.
    func end() {
        isValid = false
        for statement in statements {
            statement.finish()
        }
        statements = []
    }

    /// How much is recorded.
    package var extent: LedgerExtent {
        requireValid()
        return store.extent
    }

    /// What the run is.
    package func identity() throws(LedgerError) -> LedgerIdentity {
        requireValid()
        return try location.translating { () throws(SQLiteError) in try store.identity() }
    }

    /// Lanes by number.
    package func lanes() throws(LedgerError) -> LedgerCursor<LaneRow> {
        let rows = try opened { () throws(SQLiteError) in try store.selectLanes() }
        return LedgerCursor(rows, of: self, location: location, numbers: 0..<Int64(extent.laneCount)) {
            (statement) throws(SQLiteError) in
            let row = try LaneTable.read(statement)
            return (Int64(row.lane), row)
        }
    }

    /// Deliveries by sequence.
    package func deliveries() throws(LedgerError) -> LedgerCursor<DeliveryRow> {
        let last = extent.watermark.sequence
        let rows = try opened { () throws(SQLiteError) in try store.selectDeliveries() }
        return LedgerCursor(rows, of: self, location: location, numbers: 1..<last + 1) {
            (statement) throws(SQLiteError) in
            let row = try DeliveryTable.read(statement)
            return (row.sequence, row)
        }
    }

    /// Attempts in the order in which they were recorded, each with its delivery.
    package func attempts() throws(LedgerError) -> LedgerCursor<AttemptEntry> {
        let last = extent.attemptCount
        let rows = try opened { () throws(SQLiteError) in try store.selectAttempts() }
        return LedgerCursor(rows, of: self, location: location, numbers: 1..<last + 1) {
            (statement) throws(SQLiteError) in
            let entry = try AttemptTable.readJoined(statement)
            return (entry.sequence, entry)
        }
    }

    /// One delivery that is recorded.
    package func delivery(_ sequence: Int64) throws(LedgerError) -> DeliveryRow {
        requireValid()
        return try location.translating { () throws(SQLiteError) in try store.delivery(sequence) }
    }

    private func opened(_ select: () throws(SQLiteError) -> Statement) throws(LedgerError) -> Statement {
        requireValid()
        let statement = try location.translating(select)
        statements.append(statement)
        return statement
    }

    func requireValid() {
        precondition(isValid, "a ledger's reader is used inside read alone")
    }
}
