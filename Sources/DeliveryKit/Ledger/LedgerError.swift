/// Why a run file could not be made, opened, written or read.
package enum LedgerError: Error, Equatable, Sendable {
    /// A new run was to be recorded where something exists.
    case fileExists(path: String)
    /// The path leads to a folder.
    case isFolder(path: String)
    /// The file cannot be made.
    case cannotCreate(path: String, reason: String)
    /// The file exists and cannot be opened.
    case cannotOpen(path: String, reason: String)
    /// The file, its folder or its file system can only be read.
    case readOnly(path: String)
    /// Another process, or another ledger of this one, has it open.
    case locked(path: String)
    /// The file is something else.
    case notALedger(path: String)
    /// A later version of the tool made it.
    case newerFormat(path: String, found: Int64, known: Int64)
    /// An earlier version of the tool made it, whose tables this one does not read.
    case olderFormat(path: String, found: Int64, known: Int64)
    /// The content is not what was written.
    case damaged(path: String, detail: String)
    /// No space left; what was acknowledged is kept.
    case diskFull(path: String)
    /// The disk or SQLite failed otherwise.
    case inputOutput(path: String, detail: String)
    /// The file records another run.
    case otherRun(path: String, LedgerMismatch)
}

extension LedgerError {
    /// One line for a person: what happened, and what to do about it.
    package var message: String {
        switch self {
        case .fileExists(let path):
            "\(path) already exists; give --resume to go on with it, or another --db to start a new run"
        case .isFolder(let path):
            "\(path) is a folder; give --db the name of a file"
        case .cannotCreate(let path, let reason):
            "cannot create the run file \(path): \(reason)"
        case .cannotOpen(let path, let reason):
            "cannot open the run file \(path): \(reason)"
        case .readOnly(let path):
            "the run file \(path) or its folder can only be read; copy it to where it can be written"
        case .locked(let path):
            "the run file \(path) is in use by another run; wait until that has ended, or give another --db"
        case .notALedger(let path):
            "\(path) is not a run file of portsim; it was left as it is, give another --db"
        case .newerFormat(let path, let found, let known):
            "\(path) was made by a newer portsim (format \(found), this one knows \(known)); use that version"
        case .olderFormat(let path, let found, let known):
            "\(path) was made by an older portsim (format \(found), this one knows \(known)); "
                + "use that version, or run the scenario again into another --db"
        case .damaged(let path, let detail):
            "the run file \(path) is damaged (\(detail)); start a new run, or restore the file from a copy"
        case .diskFull(let path):
            "no space left for the run file \(path); what was recorded is kept: free some, then give --resume"
        case .inputOutput(let path, let detail):
            "the run file \(path) cannot be read or written: \(detail)"
        case .otherRun(let path, let mismatch):
            "\(path) is the record of another run: \(mismatch.message)"
        }
    }
}

extension LedgerMismatch {
    /// The difference in words, and what to do about it.
    package var message: String {
        switch field {
        case .version:
            "portsim \(recorded) made it, this is \(given); go on with that version, or give another --db"
        case .scenario:
            "it is of the scenario '\(recorded)', not '\(given)'; give that file, or another --db"
        case .profile:
            "its profile is \(recorded), not \(given); give that profile, or another --db"
        case .seed:
            "its seed is \(recorded), not \(given); give --seed \(recorded), or another --db"
        case .fingerprint:
            "the scenario has been changed since; restore the file, or give another --db"
        }
    }
}
