/// Rows of `watermark`, one for each batch of deliveries.
struct WatermarkTable {
    static let schema = """
        CREATE TABLE watermark(sequence INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, \
        digest BLOB NOT NULL) STRICT
        """

    private let insert: Statement

    init(_ database: Database) throws(SQLiteError) {
        insert = try database.prepare("INSERT INTO watermark(sequence, checksum, digest) VALUES(?, ?, ?)")
    }

    func finish() {
        insert.finish()
    }

    func append(_ watermark: LedgerWatermark) throws(SQLiteError) {
        insert.bind(watermark.sequence, at: 1)
        insert.bind(Self.checksum(of: watermark), at: 2)
        insert.bind(watermark.digest, at: 3)
        try insert.run()
    }

    /// The latest one, or the start.
    static func last(in database: Database) throws(SQLiteError) -> LedgerWatermark {
        let rows = try database.prepare(
            "SELECT sequence, checksum, digest FROM watermark ORDER BY sequence DESC LIMIT 1"
        )
        guard try rows.step() else { return .start }
        let watermark = LedgerWatermark(sequence: rows.integer(at: 0), digest: rows.bytes(at: 2))
        guard rows.integer(at: 1) == checksum(of: watermark) else {
            throw .damaged("the watermark of delivery \(watermark.sequence) is not as it was written")
        }
        return watermark
    }

    private static func checksum(of watermark: LedgerWatermark) -> Int64 {
        var checksum = RowChecksum(salt: 3)
        checksum.add(watermark.sequence)
        checksum.add(watermark.digest)
        return checksum.value
    }
}
