/// Rows of `lane`.
struct LaneTable {
    static let schema = """
        CREATE TABLE lane(lane INTEGER PRIMARY KEY, webhook INTEGER NOT NULL, checksum INTEGER NOT NULL, \
        user TEXT NOT NULL) STRICT
        """

    private let insert: Statement

    init(_ database: Database) throws(SQLiteError) {
        insert = try database.prepare("INSERT INTO lane(lane, webhook, checksum, user) VALUES(?, ?, ?, ?)")
    }

    func finish() {
        insert.finish()
    }

    func append(_ row: LaneRow) throws(SQLiteError) {
        insert.bind(Int64(row.lane), at: 1)
        insert.bind(Int64(row.webhook), at: 2)
        insert.bind(Self.checksum(of: row), at: 3)
        insert.bind(row.user, at: 4)
        try insert.run()
    }

    static func select(from database: Database) throws(SQLiteError) -> Statement {
        try database.prepare("SELECT lane, webhook, checksum, user FROM lane ORDER BY lane")
    }

    static func read(_ statement: Statement) throws(SQLiteError) -> LaneRow {
        let row = LaneRow(
            lane: Int32(truncatingIfNeeded: statement.integer(at: 0)),
            webhook: Int32(truncatingIfNeeded: statement.integer(at: 1)),
            user: statement.text(at: 3)
        )
        guard statement.integer(at: 2) == checksum(of: row) else { throw .damaged("lane \(row.lane)") }
        return row
    }

    private static func checksum(of row: LaneRow) -> Int64 {
        var checksum = RowChecksum(salt: 1)
        checksum.add(Int64(row.lane))
        checksum.add(Int64(row.webhook))
        checksum.add(row.user)
        return checksum.value
    }
}
