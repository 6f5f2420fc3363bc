/// The tables of a run file, and how a file is known to be one.
///
/// Append-only and keyed by integers, without a secondary index: a UNIQUE index on the random ids costs most
/// of the speed. STRICT tables hold what their columns say: https://www.sqlite.org/stricttables.html
enum LedgerSchema {
    /// In the header of every run file: "port" in ASCII
    /// (https://www.sqlite.org/pragma.html#pragma_application_id).
    static let applicationID: Int64 = 0x706F_7274
    /// Version of the tables and of what their values mean.
    static let format: Int64 = 2

    private static let tables: [(name: String, sql: String)] = [
        ("attempt", AttemptTable.schema),
        ("delivery", DeliveryTable.schema),
        ("lane", LaneTable.schema),
        ("meta", MetaTable.schema),
        ("watermark", WatermarkTable.schema),
    ]

    /// Writes header and tables into an empty database.
    static func create(in database: Database) throws(SQLiteError) {
        try database.execute("PRAGMA application_id = \(applicationID)")
        try database.execute("PRAGMA user_version = \(format)")
        for table in tables {
            try database.execute(table.sql)
        }
    }

    /// Whether nothing was ever made in the database.
    static func isEmpty(_ database: Database) throws(SQLiteError) -> Bool {
        try database.integer("SELECT count(*) FROM sqlite_schema") == 0
    }

    /// Fails unless the tables are exactly these: no view, trigger or index of somebody else's.
    ///
    /// https://www.sqlite.org/security.html, "untrusted SQLite database files".
    static func check(_ database: Database) throws(SQLiteError) {
        let rows = try database.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
        for table in tables {
            guard try rows.step(), rows.text(at: 0) == table.name, rows.text(at: 1) == table.sql else {
                throw .damaged("its tables are not those of a run file")
            }
        }
        guard try !rows.step() else { throw .damaged("it has a table that no run file has") }
    }

    /// Walks through a table's pages and fails on the first that is not in order.
    ///
    /// Finds rows that a flipped bit made disappear: https://www.sqlite.org/pragma.html#pragma_quick_check
    static func checkPages(of table: String, in database: Database) throws(SQLiteError) {
        guard let verdict = try database.text("PRAGMA quick_check('\(table)')"), verdict != "ok" else {
            return
        }
        let line = verdict.split(separator: "\n").last.map(String.init) ?? verdict
        throw .damaged("table \(table): \(line)")
    }
}
