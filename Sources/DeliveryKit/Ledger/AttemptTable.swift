/// Rows of `attempt`, in the order in which they were recorded.
struct AttemptTable {
    static let schema = """
        CREATE TABLE attempt(sequence INTEGER PRIMARY KEY, delivery INTEGER NOT NULL, \
        number INTEGER NOT NULL, moment INTEGER NOT NULL, settled INTEGER NOT NULL, status INTEGER NOT NULL, \
        took_us INTEGER NOT NULL, outcome INTEGER NOT NULL, checksum INTEGER NOT NULL, \
        error TEXT, fault BLOB, answer BLOB) STRICT
        """
    private static let columns = """
        a.sequence, a.delivery, a.number, a.moment, a.settled, a.status, a.took_us, a.outcome, a.checksum, \
        a.error, a.fault, a.answer
        """
    private static let columnCount: Int32 = 12

    /// Beside the outcome in its column: the request went out a second time.
    private static let resentFlag: Int64 = 16

    private let insert: Statement

    init(_ database: Database) throws(SQLiteError) {
        insert = try database.prepare("INSERT INTO attempt VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    }

    func finish() {
        insert.finish()
    }

    func append(_ row: AttemptRow, sequence: Int64) throws(SQLiteError) {
        insert.bind(sequence, at: 1)
        insert.bind(row.delivery, at: 2)
        insert.bind(Int64(row.number), at: 3)
        insert.bind(row.moment, at: 4)
        insert.bind(row.settled, at: 5)
        insert.bind(Int64(row.status), at: 6)
        insert.bind(row.tookMicroseconds, at: 7)
        insert.bind(Self.outcome(of: row), at: 8)
        insert.bind(Self.checksum(of: row, sequence: sequence), at: 9)
        insert.bind(row.error, at: 10)
        insert.bind(row.fault, at: 11)
        insert.bind(row.answer, at: 12)
        try insert.run()
    }

    static func select(from database: Database) throws(SQLiteError) -> Statement {
        try database.prepare("SELECT \(columns) FROM attempt a ORDER BY a.sequence")
    }

    /// Attempts by delivery and number, sorted in temporary files where there are many.
    static func selectByDelivery(from database: Database) throws(SQLiteError) -> Statement {
        try database.prepare("SELECT \(columns) FROM attempt a ORDER BY a.delivery, a.number, a.sequence")
    }

    /// Attempts in order, each with its delivery looked up by primary key.
    ///
    /// CROSS JOIN keeps the order of the loops: https://www.sqlite.org/optoverview.html#crossjoin
    static func selectJoined(from database: Database) throws(SQLiteError) -> Statement {
        try database.prepare(
            """
            SELECT \(columns), \(DeliveryTable.columns) FROM attempt a \
            CROSS JOIN delivery d ON d.sequence = a.delivery ORDER BY a.sequence
            """
        )
    }

    static func read(_ statement: Statement) throws(SQLiteError) -> (sequence: Int64, row: AttemptRow) {
        let sequence = statement.integer(at: 0)
        let column = statement.integer(at: 7)
        guard let outcome = AttemptOutcome(rawValue: UInt8(truncatingIfNeeded: column & ~resentFlag))
        else {
            throw .damaged("attempt \(sequence) is not as it was written")
        }
        let row = AttemptRow(
            delivery: statement.integer(at: 1),
            number: Int32(truncatingIfNeeded: statement.integer(at: 2)),
            moment: statement.integer(at: 3),
            settled: statement.integer(at: 4),
            status: Int32(truncatingIfNeeded: statement.integer(at: 5)),
            error: statement.optionalText(at: 9),
            tookMicroseconds: statement.integer(at: 6),
            outcome: outcome,
            fault: statement.optionalBytes(at: 10),
            answer: statement.optionalBytes(at: 11),
            wasResent: column & resentFlag != 0
        )
        guard statement.integer(at: 8) == checksum(of: row, sequence: sequence) else {
            throw .damaged("attempt \(sequence) is not as it was written")
        }
        return (sequence, row)
    }

    static func readJoined(_ statement: Statement) throws(SQLiteError) -> AttemptEntry {
        let (sequence, attempt) = try read(statement)
        let delivery = try DeliveryTable.read(statement, from: columnCount)
        return AttemptEntry(sequence: sequence, attempt: attempt, delivery: delivery)
    }

    private static func outcome(of row: AttemptRow) -> Int64 {
        Int64(row.outcome.rawValue) | (row.wasResent ? resentFlag : 0)
    }

    private static func checksum(of row: AttemptRow, sequence: Int64) -> Int64 {
        var checksum = RowChecksum(salt: 5)
        checksum.add(sequence)
        checksum.add(row.delivery)
        checksum.add(Int64(row.number))
        checksum.add(row.moment)
        checksum.add(row.settled)
        checksum.add(Int64(row.status))
        checksum.add(row.tookMicroseconds)
        checksum.add(outcome(of: row))
        checksum.add(row.error)
        checksum.add(row.fault)
        checksum.add(row.answer)
        return checksum.value
    }
}
