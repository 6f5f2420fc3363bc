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
        case .inputOutput: .inputOutput(path: name, detail: error.reason)
        }
    }
}

extension SQLiteError {
    /// The system's words where a system call failed, else SQLite's.
    var reason: String {
        systemCode == 0 ? message : "\(message): \(SystemError(code: systemCode).message)"
    }
}
