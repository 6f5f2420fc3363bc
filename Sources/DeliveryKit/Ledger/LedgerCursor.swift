/// Rows of one table, pulled one by one.
package final class LedgerCursor<Row> {
    private let statement: Statement
    private let reader: LedgerReader
    private let location: LedgerLocation
    private let decode: (Statement) throws(SQLiteError) -> (Int64, Row)
    private var next: Int64
    private let end: Int64
    private var isAtEnd = false

    init(
        _ statement: Statement,
        of reader: LedgerReader,
        location: LedgerLocation,
        numbers: Range<Int64>,
        decode: @escaping (Statement) throws(SQLiteError) -> (Int64, Row)
    ) {
        self.statement = statement
        self.reader = reader
        self.location = location
        self.decode = decode
        next = numbers.lowerBound
        end = numbers.upperBound
    }

    /// The next row, nil after the last; a row that is missing or altered is `damaged`.
    package func nextRow() throws(LedgerError) -> Row? {
        reader.requireValid()
        // A statement stepped beyond its end would begin anew.
        guard !isAtEnd else { return nil }
        return try location.translating { () throws(SQLiteError) -> Row? in
            guard try statement.step() else {
                guard next == end else { throw .damaged("row \(next) is missing") }
                isAtEnd = true
                return nil
            }
            let (number, row) = try decode(statement)
            guard number == next, next < end else { throw .damaged("row \(next) is missing") }
            next += 1
            return row
        }
    }
}
