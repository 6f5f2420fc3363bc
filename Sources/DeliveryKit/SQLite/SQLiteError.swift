import CSQLite

/// What SQLite refused to do, as facts.
///
/// The codes are those of https://www.sqlite.org/rescode.html.
package struct SQLiteError: Error, Equatable, Sendable {
    /// Extended result code.
    package var code: Int32
    /// SQLite's own words.
    package var message: String
    /// `errno` of the system call that failed, 0 where there was none.
    package var systemCode: Int32

    /// Builds an error from its facts.
    package init(code: Int32, message: String, systemCode: Int32 = 0) {
        self.code = code
        self.message = message
        self.systemCode = systemCode
    }

    /// Error for content that cannot be what was written.
    package static func damaged(_ message: String) -> SQLiteError {
        SQLiteError(code: SQLITE_CORRUPT, message: message)
    }

    /// Family of the extended code.
    package var family: Family {
        // The primary code is the low byte: https://www.sqlite.org/rescode.html#pve
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: .locked
        case SQLITE_FULL: .full
        case SQLITE_CORRUPT: .damaged
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_READONLY: .readOnly
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .cannotOpen
        case SQLITE_IOERR: SystemError(code: systemCode).isOutOfSpace ? .full : .inputOutput
        default: .inputOutput
        }
    }

    /// The few kinds of failure that a caller tells apart.
    package enum Family: Sendable {
        /// Another connection holds the file.
        case locked
        /// No space left, or the page limit was reached.
        case full
        /// The content contradicts itself.
        case damaged
        /// The header is not SQLite's.
        case notADatabase
        /// The file or its folder cannot be written.
        case readOnly
        /// The file or one of its companions cannot be opened.
        case cannotOpen
        /// Any other failure.
        case inputOutput
    }
}
