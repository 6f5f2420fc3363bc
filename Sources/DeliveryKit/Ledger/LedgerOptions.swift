/// A named point at which a test may end the process.
package enum CrashPoint: String, CaseIterable, Sendable {
    /// Rows of a group are written, its commit is not.
    case beforeCommit
    /// A request is on the wire, its outcome is not recorded.
    case afterSend
    /// The log has been copied into the file, and not been started anew.
    case checkpoint
    /// The run is over, its report is not written.
    case report
}

/// Knobs of a ledger.
package struct LedgerOptions: Sendable {
    /// Bytes of a page of the file and of its log.
    ///
    /// Twice SQLite's default: half as many system calls and measurably less processor time for a flood of
    /// rows, while a commit of a single row writes little more.
    package static let pageBytes = 8_192

    /// What a committed row survives.
    package enum Durability: String, CaseIterable, Sendable {
        /// The death of the process.
        case process
        /// The loss of power too; every group commit then waits for the disk.
        case power
    }

    /// What a committed row survives.
    package var durability: Durability
    /// Rows after which a group is committed although more are waiting.
    package var rowsPerCommitMax: Int
    /// Pages in the log after which it is copied into the file; the log grows beyond by one group at most.
    package var logFramesMax: Int
    /// Pages that the file may have, nil for SQLite's own limit; beyond it the disk counts as full.
    package var pagesMax: Int?
    /// Called on the ledger's thread at `beforeCommit` and `checkpoint`.
    package var crash: (@Sendable (CrashPoint) -> Void)?

    /// Builds options; what is left out has the product's default.
    package init(
        durability: Durability = .process,
        rowsPerCommitMax: Int = 4_096,
        logFramesMax: Int = 4_096,
        pagesMax: Int? = nil,
        crash: (@Sendable (CrashPoint) -> Void)? = nil
    ) {
        self.durability = durability
        self.rowsPerCommitMax = rowsPerCommitMax
        self.logFramesMax = logFramesMax
        self.pagesMax = pagesMax
        self.crash = crash
    }
}
