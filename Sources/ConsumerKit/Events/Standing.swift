/// The two jobs of a recalculation (004).
enum Job: Sendable {
    case transferDetection
    case costBasis
}

/// What one job event says, ordered so that the greatest of all events of a user is the truth.
///
/// Belief is the maximum of what was seen, so neither order nor repetition can matter. Compared are:
/// 1. the moment of the change, `data.timestamp`: a late `started` never regresses a finished run, and a new
///    run begins again;
/// 2. the rank: what ends a run wins against its start at the same moment;
/// 3. the word's bytes, which no lawful stream ever needs.
struct JobStanding: Hashable, Sendable {
    let changedAtMilliseconds: Int64
    let endsRun: Bool
    /// The status word, verbatim.
    let word: String
}

extension JobStanding: Comparable {
    static func < (left: JobStanding, right: JobStanding) -> Bool {
        if left.changedAtMilliseconds != right.changedAtMilliseconds {
            return left.changedAtMilliseconds < right.changedAtMilliseconds
        }
        if left.endsRun != right.endsRun { return right.endsRun }
        return ByteText(left.word) < ByteText(right.word)
    }
}

/// What one integration event says, ordered so that the greatest of all events of a wallet is the truth.
///
/// Compared are two times, then the kind of event, then the word's bytes. Where the envelope's time is that
/// of the event, it comes first and `lastSyncedAt` second; where it is the time of the delivery,
/// `lastSyncedAt`, which never runs back, comes first. Removal is no standing: it is final.
struct IntegrationStanding: Hashable, Sendable {
    /// The kinds of event in the order in which they happen when nothing else tells.
    enum Kind: UInt8, Sendable {
        case created
        case updated
        case failed
    }

    let firstTime: Int64
    let secondTime: Int64
    let kind: Kind
    /// The status word, verbatim.
    let word: String
}

extension IntegrationStanding: Comparable {
    static func < (left: IntegrationStanding, right: IntegrationStanding) -> Bool {
        if left.firstTime != right.firstTime { return left.firstTime < right.firstTime }
        if left.secondTime != right.secondTime { return left.secondTime < right.secondTime }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        return ByteText(left.word) < ByteText(right.word)
    }
}
