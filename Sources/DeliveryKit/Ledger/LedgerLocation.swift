import Glibc

/// Where a ledger is kept, and how its failures are told.
struct LedgerLocation: Equatable, Sendable {
    /// Path of the file, nil for SQLite's temporary one.
    let path: String?

    /// What messages call it.
    var name: String {
        path ?? "in the temporary folder (SQLITE_TMPDIR)"
    }

    /// Runs a step on the database and gives its failure the ledger's words.
    func translating<Value>(_ body: () throws(SQLiteError) -> Value) throws(LedgerError) -> Value {
        do {
            return try body()
        } catch {
            throw translated(error)
        }
    }

    /// A failure of SQLite in the ledger's words.
    func translated(_ error: SQLiteError) -> LedgerError {
        switch error.family {
        case .locked: .locked(path: name)
        case .full: .diskFull(path: name)
        case .damaged: .damaged(path: name, detail: error.message)
        case .notADatabase: .notALedger(path: name)
        case .readOnly: .readOnly(path: name)
        case .cannotOpen: .cannotOpen(path: name, reason: error.reason)
        case .inputOutput:
            // SQLite has forgotten by then which number the failed write gave.
            .inputOutput(
                path: name,
                detail: error.systemCode == 0 && isAtSizeLimit ? atSizeLimit : error.reason
            )
        }
    }

    /// Whether the file or its log has grown as large as this process may let a file grow.
    private var isAtSizeLimit: Bool {
        guard let path else { return false }
        return ["", "-wal"].contains {
            DatabaseFile.isAtSizeLimit(path + $0, within: LedgerOptions.pageBytes)
        }
    }

    private var atSizeLimit: String {
        "\(SystemError(code: EFBIG).message) (ulimit -f); raise the limit, then give --resume"
    }
}

extension SQLiteError {
    /// The system's words where a system call failed, else SQLite's.
    var reason: String {
        systemCode == 0 ? message : "\(message): \(SystemError(code: systemCode).message)"
    }
}
