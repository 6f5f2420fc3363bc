/// Why a run file cannot be read as the record of an earlier run, or nothing in it is meant.
package enum RecordedRunError: Error, Equatable, Sendable {
    /// There is nothing at the path.
    case missing(path: String)
    /// The file has no bytes, or was cut off while it was made.
    case empty(path: String)
    /// No delivery is recorded.
    case nothingRecorded(path: String)
    /// It was not closed, and its log cannot be read where nothing can be written.
    case logUnreadable(path: String)
    /// The profile is of a version of the tool that knows more.
    case unknownProfile(path: String, name: String)
    /// It does not say where its deliveries went.
    case noEndpoints(path: String)
    /// More endpoints are given than the run had webhooks.
    case tooManyEndpoints(path: String, webhooks: Int)
    /// No delivery is of this id, event or user.
    case unmatched(path: String, word: String, suggestion: String?)
    /// The address of the original has a query, which run files leave out.
    case endpointLeftOut(webhook: String, url: String)
    /// The replay would be recorded in the file that it is of.
    case sameFile(path: String)
    /// The run file to go on with is not of this replay.
    case otherReplay(path: String)
    /// The two runs are not of one scenario, profile and seed.
    case unlikeRuns(LedgerMismatch)
    /// What it notes of its judgement is damaged, or of a later version.
    case unreadableJudgement(path: String)
    /// The file cannot be opened or read.
    case ledger(LedgerError)

    /// What is wrong and what to do about it, for people.
    package var message: String {
        switch self {
        case .missing(let path): "there is no file \(path)"
        case .unreadableJudgement(let path):
            "what \(path) notes of its judgement cannot be read; use the version that made it"
        case .empty(let path): "\(path) is empty: no run was recorded in it"
        case .nothingRecorded(let path): "no delivery is recorded in \(path)"
        case .logUnreadable(let path):
            "\(path) was not closed by its run, and its folder can only be read; copy it, with \(path)-wal, to where it can be written"
        case .unknownProfile(let path, let name):
            "\(path) is of the profile '\(name)', which this version does not know; use the version that made it"
        case .noEndpoints(let path): "\(path) does not say where its deliveries went; give --endpoint"
        case .tooManyEndpoints(let path, let count):
            "\(path) has deliveries for \(count) \(count == 1 ? "webhook" : "webhooks"), and more endpoints are given"
        case .unmatched(let path, let word, let suggestion):
            "no delivery in \(path) is of an id, event or user '\(word)'"
                + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
        case .endpointLeftOut(let webhook, let url):
            "the URL of '\(webhook)' had a query, which run files leave out (\(url)…); give it with --endpoint"
        case .sameFile(let path): "\(path) is the run that is sent again; give another --db"
        case .otherReplay(let path):
            "\(path) is no replay of this run with this --only; give those that it was begun with, or another --db"
        case .unlikeRuns(let mismatch):
            switch mismatch.field {
            case .scenario:
                "the scenarios are '\(mismatch.recorded)' and '\(mismatch.given)'; only runs of one scenario can be compared"
            case .fingerprint:
                "the scenario was changed between the two runs; only runs of one scenario can be compared"
            case .profile:
                "the profiles are \(mismatch.recorded) and \(mismatch.given); only runs of one scenario can be compared"
            case .seed:
                "the seeds are \(mismatch.recorded) and \(mismatch.given); only runs of one seed can be compared"
            case .version: "portsim \(mismatch.recorded) and \(mismatch.given) made them"
            }
        case .ledger(.locked(let path)):
            "the run file \(path) is in use by another run; wait until that has ended"
        case .ledger(.isFolder(let path)): "\(path) is a folder, not a run file"
        case .ledger(.notALedger(let path)): "\(path) is not a run file of portsim"
        case .ledger(.damaged(let path, let detail)):
            "the run file \(path) is damaged (\(detail)); restore it from a copy"
        case .ledger(let error): error.message
        }
    }
}
