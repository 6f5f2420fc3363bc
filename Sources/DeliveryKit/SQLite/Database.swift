import CSQLite
import Glibc

/// One SQLite connection, used by one thread at a time.
///
/// It is opened in multi-thread mode, which leaves out SQLite's own mutexes because the owner already
/// serializes (https://www.sqlite.org/threadsafe.html). Another thread takes over with `adopt()`, after the
/// one before has let go of it and told it so. `@unchecked` because any other use from another thread traps,
/// in `requireOwner`.
@safe
package final class Database: @unchecked Sendable {
    /// Where the pages are.
    package enum Location: Equatable, Sendable {
        /// SQLite's own temporary file, gone with the connection.
        case temporary
        /// A file that exists and can be written.
        case file(String)
        /// A file that is read as it stands: no locks, no recovery, no companions made or removed.
        ///
        /// https://www.sqlite.org/uri.html, `immutable`.
        case immutableFile(String)
    }

    private var connection: OpaquePointer?
    private var owner = pthread_self()

    /// Frames in the write-ahead log after the latest commit.
    package private(set) var logFrames = 0

    /// Opens a connection.
    package init(_ location: Location) throws(SQLiteError) {
        var opened: OpaquePointer?
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE
        let name: String
        switch location {
        case .temporary:
            // The empty name: https://www.sqlite.org/inmemorydb.html#temp_db
            name = ""
            flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .file(let path):
            name = Self.uri(path)
            flags |= SQLITE_OPEN_READWRITE
        case .immutableFile(let path):
            name = Self.uri(path) + "?immutable=1"
            flags |= SQLITE_OPEN_READONLY
        }
        let code = unsafe sqlite3_open_v2(name, &opened, flags, nil)
        unsafe connection = opened
        guard code == SQLITE_OK else {
            let error = failure(code)
            unsafe sqlite3_close_v2(opened)
            unsafe connection = nil
            throw error
        }
        countLogFrames()
    }

    deinit {
        unsafe sqlite3_close_v2(connection)
    }

    /// Makes the calling thread the owner.
    package func adopt() {
        owner = pthread_self()
    }

    /// Traps on any thread but the owner.
    func requireOwner() {
        precondition(pthread_equal(owner, pthread_self()) != 0, "a database belongs to one thread at a time")
    }

    /// Closes the connection; the last one to close checkpoints the log and removes it.
    ///
    /// A statement that is not finished keeps SQLite's object, and so the log, until it goes
    /// (https://www.sqlite.org/c3ref/close.html).
    package func close() {
        requireOwner()
        unsafe sqlite3_close_v2(connection)
        unsafe connection = nil
    }

    /// Runs SQL that has no parameters, and drops its rows.
    package func execute(_ sql: String) throws(SQLiteError) {
        requireOwner()
        let code = unsafe sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Compiles SQL to be run many times.
    package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        requireOwner()
        var handle: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let code = unsafe sqlite3_prepare_v3(connection, sql, -1, flags, &handle, nil)
        guard code == SQLITE_OK, let handle = unsafe handle else { throw failure(code) }
        return unsafe Statement(handle: handle, of: self)
    }

    /// First column of the first row as an integer, nil where there is no row or a NULL.
    package func integer(_ sql: String) throws(SQLiteError) -> Int64? {
        let statement = try prepare(sql)
        guard try statement.step(), !statement.isNull(at: 0) else { return nil }
        return statement.integer(at: 0)
    }

    /// First column of the first row as text, nil where there is no row or a NULL.
    package func text(_ sql: String) throws(SQLiteError) -> String? {
        let statement = try prepare(sql)
        guard try statement.step(), !statement.isNull(at: 0) else { return nil }
        return statement.text(at: 0)
    }

    /// Whether a transaction is open.
    ///
    /// Some errors end it on their own: https://www.sqlite.org/lang_transaction.html, "response to errors".
    package var isInTransaction: Bool {
        requireOwner()
        return unsafe sqlite3_get_autocommit(connection) == 0
    }

    /// Makes the connection one that only reads: no statement writes, and closing leaves the log as it is.
    package func forbidWriting() throws(SQLiteError) {
        requireOwner()
        let code = unsafe portsim_sqlite3_leave_log(connection)
        guard code == SQLITE_OK else { throw failure(code) }
        try execute("PRAGMA query_only = ON")
    }

    /// Whether the file could be opened for reading alone.
    package var isReadOnly: Bool {
        requireOwner()
        return unsafe sqlite3_db_readonly(connection, "main") == 1
    }

    /// Copies the log into the file; with a single connection all of it, so that the next commit starts it
    /// anew.
    ///
    /// https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, `PASSIVE`.
    package func checkpoint() throws(SQLiteError) {
        requireOwner()
        let mode = Int32(SQLITE_CHECKPOINT_PASSIVE)
        let code = unsafe sqlite3_wal_checkpoint_v2(connection, "main", mode, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
        logFrames = 0
    }

    /// Error of the call that just failed.
    func failure(_ code: Int32) -> SQLiteError {
        guard let connection = unsafe connection, let words = unsafe sqlite3_errmsg(connection) else {
            return SQLiteError(code: code, message: unsafe String(cString: sqlite3_errstr(code)))
        }
        let systemCode = unsafe sqlite3_system_errno(connection)
        return SQLiteError(code: code, message: unsafe String(cString: words), systemCode: systemCode)
    }

    /// Takes checkpoints out of SQLite's hands and counts frames instead.
    ///
    /// The hook replaces the automatic checkpoint: https://www.sqlite.org/c3ref/wal_hook.html.
    private func countLogFrames() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        let hook:
            @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32
        unsafe hook = { context, _, _, frames in
            // Called during a commit of this very object, so it is alive.
            guard let context = unsafe context else { return SQLITE_OK }
            unsafe Unmanaged<Database>.fromOpaque(context).takeUnretainedValue().logFrames = Int(frames)
            return SQLITE_OK
        }
        unsafe sqlite3_wal_hook(connection, hook, context)
    }

    /// A path as SQLite reads it, whatever characters it has: never `:memory:`, never parameters of its own.
    ///
    /// https://www.sqlite.org/uri.html, 3.1.
    static func uri(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes = Array((path.hasPrefix("/") ? "file://" : "file:./").utf8)
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
