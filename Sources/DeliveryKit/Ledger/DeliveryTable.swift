/// Rows of `delivery`.
struct DeliveryTable {
    static let schema = """
        CREATE TABLE delivery(sequence INTEGER PRIMARY KEY, lane INTEGER NOT NULL, moment INTEGER NOT NULL, \
        webhook INTEGER NOT NULL, event_type INTEGER NOT NULL, ordinal INTEGER NOT NULL, \
        checksum INTEGER NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, fault BLOB) STRICT
        """
    /// Columns in the order of `read`.
    static let columns =
        "d.sequence, d.lane, d.moment, d.webhook, d.event_type, d.ordinal, d.checksum, d.id, d.body, d.fault"

    private let insert: Statement
    private let select: Statement

    init(_ database: Database) throws(SQLiteError) {
        insert = try database.prepare("INSERT INTO delivery VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        select = try database.prepare("SELECT \(Self.columns) FROM delivery d WHERE d.sequence = ?")
    }

    func finish() {
        insert.finish()
        select.finish()
    }

    func append(_ row: DeliveryRow) throws(SQLiteError) {
        insert.bind(row.sequence, at: 1)
        insert.bind(Int64(row.lane), at: 2)
        insert.bind(row.moment, at: 3)
        insert.bind(Int64(row.webhook), at: 4)
        insert.bind(Int64(row.eventType), at: 5)
        insert.bind(row.ordinal, at: 6)
        insert.bind(Self.checksum(of: row), at: 7)
        insert.bind(text: row.id, at: 8)
        insert.bind(row.body, at: 9)
        insert.bind(row.fault, at: 10)
        try insert.run()
    }

    /// One delivery; its absence is damage, since whoever asks has been told that it is recorded.
    func row(_ sequence: Int64) throws(SQLiteError) -> DeliveryRow {
        select.bind(sequence, at: 1)
        defer { select.reset() }
        guard try select.step() else { throw .damaged("delivery \(sequence) is missing") }
        return try Self.read(select)
    }

    static func select(from database: Database) throws(SQLiteError) -> Statement {
        try database.prepare("SELECT \(columns) FROM delivery d ORDER BY d.sequence")
    }

    static func read(_ statement: Statement, from column: Int32 = 0) throws(SQLiteError) -> DeliveryRow {
        let row = DeliveryRow(
            sequence: statement.integer(at: column),
            lane: Int32(truncatingIfNeeded: statement.integer(at: column + 1)),
            moment: statement.integer(at: column + 2),
            webhook: Int32(truncatingIfNeeded: statement.integer(at: column + 3)),
            eventType: Int32(truncatingIfNeeded: statement.integer(at: column + 4)),
            ordinal: statement.integer(at: column + 5),
            id: statement.bytes(at: column + 7),
            body: statement.bytes(at: column + 8),
            fault: statement.optionalBytes(at: column + 9)
        )
        guard statement.integer(at: column + 6) == checksum(of: row) else {
            throw .damaged("delivery \(row.sequence) is not as it was written")
        }
        return row
    }

    private static func checksum(of row: DeliveryRow) -> Int64 {
        var checksum = RowChecksum(salt: 2)
        checksum.add(row.sequence)
        checksum.add(Int64(row.lane))
        checksum.add(row.moment)
        checksum.add(Int64(row.webhook))
        checksum.add(Int64(row.eventType))
        checksum.add(row.ordinal)
        checksum.add(row.id)
        checksum.add(row.body)
        checksum.add(row.fault)
        return checksum.value
    }
}
