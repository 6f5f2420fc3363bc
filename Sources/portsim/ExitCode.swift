/// The number `portsim` ends with, which scripts and CI jobs branch on.
///
/// The numbers are part of the interface: rows are added, never renumbered.
package enum ExitCode: Int32, CaseIterable, Sendable, Hashable {
    case success = 0
    case checksFailed = 1
    case usage = 2
    case invalidInput = 3
    case inconclusive = 4
    case thresholdsCrossed = 5
    case timeLimitReached = 6
    case invariantBroken = 70
    case inputOutput = 74
    case interrupted = 130
    case terminated = 143

    /// What the number tells whoever reads it, as `--help` prints it.
    package var meaning: String { row.meaning }

    /// Where the code stands when several apply: 0 wins over every other.
    ///
    /// Only the two signals share a rank; of those, the one that came first is kept.
    package var rank: Int { row.rank }

    /// All codes, the most serious first.
    package static var byRank: [ExitCode] {
        allCases.sorted { ($0.rank, $0.rawValue) < ($1.rank, $1.rawValue) }
    }

    /// The one code to end with when several apply; success when none does.
    package static func worst(of codes: some Sequence<ExitCode>) -> ExitCode {
        codes.reduce(.success) { $1.rank < $0.rank ? $1 : $0 }
    }

    private struct Row {
        let rank: Int
        let meaning: String
    }

    // One row a code. A switch rather than an array, so that a code without a row does not compile.
    private var row: Row {
        switch self {
        case .interrupted: Row(rank: 0, meaning: "stopped by SIGINT; partial report, run file resumable")
        case .terminated: Row(rank: 0, meaning: "stopped by SIGTERM; partial report, run file resumable")
        case .invariantBroken: Row(rank: 1, meaning: "an invariant of the simulator itself is broken")
        case .inputOutput: Row(rank: 2, meaning: "disk full, or the run file or a report cannot be written")
        case .usage: Row(rank: 3, meaning: "unknown flag or argument, unreadable file, missing secret")
        case .invalidInput: Row(rank: 4, meaning: "invalid scenario, or a run file of another run")
        case .inconclusive:
            Row(rank: 5, meaning: "inconclusive: no attempt ever reached the target, or the gate was shut")
        case .checksFailed: Row(rank: 6, meaning: "an expectation or a contract check failed")
        case .thresholdsCrossed: Row(rank: 7, meaning: "only thresholds were crossed")
        case .timeLimitReached: Row(rank: 8, meaning: "stopped by --max-time before the end")
        case .success: Row(rank: 9, meaning: "everything that must hold held")
        }
    }
}
