import CSQLite

/// One prepared statement: bind from 1, step, read columns from 0, reset.
///
/// A value that could not be bound makes the next step fail, and so does being finished.
@safe
package final class Statement {
    /// Nil once finished; SQLite answers nil with an error, not with a crash.
    private var handle: OpaquePointer?
    private let database: Database
    private var bindCode = SQLITE_OK

    /// Takes over a compiled statement.
    init(handle: OpaquePointer, of database: Database) {
        unsafe self.handle = unsafe handle
        self.database = database
    }

    deinit {
        unsafe sqlite3_finalize(handle)
    }

    /// Frees the statement; its database can then be closed for good.
    package func finish() {
        database.requireOwner()
        unsafe sqlite3_finalize(handle)
        unsafe handle = nil
    }

    /// Binds an integer.
    package func bind(_ value: Int64, at index: Int32) {
        note(unsafe sqlite3_bind_int64(handle, index, value))
    }

    /// Binds bytes as a blob, or NULL.
    package func bind(_ bytes: [UInt8]?, at index: Int32) {
        guard let bytes else { return note(unsafe sqlite3_bind_null(handle, index)) }
        unsafe bytes.withUnsafeBytes { buffer in
            // A NULL pointer would be a NULL value, not an empty blob.
            let code =
                unsafe buffer.isEmpty
                ? unsafe sqlite3_bind_zeroblob(handle, index, 0)
                : unsafe portsim_sqlite3_bind_blob(handle, index, buffer.baseAddress, UInt64(buffer.count))
            note(code)
        }
    }

    /// Binds bytes as text.
    package func bind(text bytes: [UInt8], at index: Int32) {
        guard !bytes.isEmpty else { return bind("", at: index) }
        unsafe bytes.withUnsafeBytes { buffer in
            let base = unsafe buffer.assumingMemoryBound(to: CChar.self).baseAddress
            note(unsafe portsim_sqlite3_bind_text(handle, index, base, UInt64(buffer.count)))
        }
    }

    /// Binds a string, or NULL.
    package func bind(_ text: String?, at index: Int32) {
        guard var text else { return note(unsafe sqlite3_bind_null(handle, index)) }
        text.withUTF8 { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                let base = characters.baseAddress
                note(unsafe portsim_sqlite3_bind_text(handle, index, base, UInt64(characters.count)))
            }
        }
    }

    /// Goes to the next row; false at the end, where the statement is reset.
    package func step() throws(SQLiteError) -> Bool {
        database.requireOwner()
        let code = bindCode == SQLITE_OK ? unsafe sqlite3_step(handle) : bindCode
        if code == SQLITE_ROW { return true }
        let error: SQLiteError? = code == SQLITE_DONE ? nil : database.failure(code)
        reset()
        if let error { throw error }
        return false
    }

    /// Runs a statement that gives no rows.
    package func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Makes the statement ready to run again; values stay bound.
    package func reset() {
        bindCode = SQLITE_OK
        // Repeats the error of the step before, which was thrown: https://www.sqlite.org/c3ref/reset.html
        _ = unsafe sqlite3_reset(handle)
    }

    /// Whether a column holds NULL.
    package func isNull(at column: Int32) -> Bool {
        unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    /// An integer column.
    package func integer(at column: Int32) -> Int64 {
        unsafe sqlite3_column_int64(handle, column)
    }

    /// A blob or text column, copied.
    package func bytes(at column: Int32) -> [UInt8] {
        // The pointer first, then the count: https://www.sqlite.org/c3ref/column_blob.html
        let base = unsafe sqlite3_column_blob(handle, column)
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count))
    }

    /// A blob column, nil for NULL.
    package func optionalBytes(at column: Int32) -> [UInt8]? {
        isNull(at: column) ? nil : bytes(at: column)
    }

    /// A text column; bytes that are not UTF-8 are replaced.
    package func text(at column: Int32) -> String {
        String(decoding: bytes(at: column), as: UTF8.self)
    }

    /// A text column, nil for NULL.
    package func optionalText(at column: Int32) -> String? {
        isNull(at: column) ? nil : text(at: column)
    }

    private func note(_ code: Int32) {
        if code != SQLITE_OK, bindCode == SQLITE_OK { bindCode = code }
    }
}
