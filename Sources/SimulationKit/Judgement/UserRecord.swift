/// What a judge remembers of one user.
struct UserRecord: Sendable {
    enum Chain {
        case never
        case ended(Moment)
        case running(RecalculationStage, Moment)
        case between(Moment)
    }

    private(set) var chain = Chain.never
    private var ordinal: Int64 = 0
    private var moment = Moment.earliest
    /// Few, so that looking through them costs less than a dictionary's room.
    private var wallets: [WalletRecord] = []

    mutating func observe(_ observation: Observation, announcesProgress: Bool) throws(Violation) {
        guard observation.ordinal == self.ordinal + 1 else { throw observation.breaking(.ordinalsAreDense) }
        guard observation.moment >= moment else {
            throw observation.breaking(.userMomentsNeverRunBack)
        }
        ordinal = observation.ordinal
        moment = observation.moment
        switch observation.subject {
        case .integration(let name, let status, let lastSyncedAt, let totalTransactions):
            let record = WalletRecord(
                name: StableHash(name),
                moment: observation.moment,
                lastSyncedAtMilliseconds: lastSyncedAt,
                totalTransactions: totalTransactions,
                status: status
            )
            if let place = wallets.firstIndex(where: { $0.name == record.name }) {
                try record.follow(wallets[place], observation, announcesProgress: announcesProgress)
                wallets[place] = record
                wallets[place].isDeleted = observation.type == .integrationDeleted
            } else {
                try record.begin(observation)
                wallets.append(record)
            }
        case .job(let stage, let status, let hasReason, let changedAt):
            guard stage.eventType(status) == observation.type else {
                throw observation.breaking(.typeFitsSubject)
            }
            guard hasReason == (status == .failed) else { throw observation.breaking(.reasonsOnFailureOnly) }
            guard changedAt <= observation.moment else {
                throw observation.breaking(.changePrecedesAnnouncement)
            }
            chain = try Self.follow(chain, observation, stage, status, changedAt)
        case .given:
            // A scenario may break the rules on purpose; what is lawful beside it is judged as ever.
            break
        }
    }

    /// Judges that nothing more comes.
    func end(of user: Int, announcesProgress: Bool) throws(Violation) {
        switch chain {
        case .running, .between: throw Violation(rule: .chainsEnd, user: user, ordinal: 0)
        case .never, .ended: break
        }
        let syncs = wallets.contains { !$0.isDeleted && $0.status == .ongoing }
        if syncs { throw Violation(rule: .syncsEnd, user: user, ordinal: 0) }
    }

    private static func follow(
        _ chain: Chain,
        _ observation: Observation,
        _ stage: RecalculationStage,
        _ status: JobStatus,
        _ changedAt: Moment
    ) throws(Violation) -> Chain {
        let next: Chain
        let since: Moment
        // One stage may follow another within a millisecond; everything else needs one more.
        var mayCoincide = false
        switch (chain, stage, status) {
        case (.never, .transferDetection, .started):
            (since, next) = (.earliest, .running(stage, changedAt))
        case (.ended(let end), .transferDetection, .started):
            (since, next) = (end, .running(stage, changedAt))
        case (.running(.transferDetection, let start), .transferDetection, .completed):
            (since, next) = (start, .between(changedAt))
        case (.running(.transferDetection, let start), .transferDetection, .failed):
            (since, next) = (start, .ended(changedAt))
        case (.between(let end), .costBasis, .started):
            (since, next) = (end, .running(stage, changedAt))
            mayCoincide = true
        case (.running(.costBasis, let start), .costBasis, .completed),
            (.running(.costBasis, let start), .costBasis, .failed):
            (since, next) = (start, .ended(changedAt))
        case (.never, _, _), (.ended, _, _), (.running, _, _), (.between, _, _):
            throw observation.breaking(.stagesInOrder)
        }
        guard changedAt > since || (mayCoincide && changedAt == since) else {
            throw observation.breaking(.changesAreDistinct)
        }
        return next
    }
}

/// What a judge remembers of one wallet.
struct WalletRecord: Sendable {
    /// Stands for the name, in a quarter of its room.
    let name: StableHash
    let moment: Moment
    let lastSyncedAtMilliseconds: Int64
    let totalTransactions: Int64
    let status: IntegrationStatus
    var isDeleted = false

    init(
        name: StableHash,
        moment: Moment,
        lastSyncedAtMilliseconds: Int64,
        totalTransactions: Int64,
        status: IntegrationStatus
    ) {
        self.name = name
        self.moment = moment
        self.lastSyncedAtMilliseconds = lastSyncedAtMilliseconds
        self.totalTransactions = totalTransactions
        self.status = status
    }

    /// Judges this record as a wallet's first.
    func begin(_ observation: Observation) throws(Violation) {
        guard observation.type == .integrationCreated else { throw observation.breaking(.createdComesFirst) }
        guard status == .queued || status == .active else { throw observation.breaking(.statusFollows) }
    }

    /// Judges this record as the one that follows another.
    func follow(
        _ old: WalletRecord,
        _ observation: Observation,
        announcesProgress: Bool
    ) throws(Violation) {
        guard observation.moment > old.moment else { throw observation.breaking(.walletMomentsAreDistinct) }
        guard !old.isDeleted else { throw observation.breaking(.nothingFollowsDeletion) }
        let isOld =
            lastSyncedAtMilliseconds == old.lastSyncedAtMilliseconds
            && totalTransactions == old.totalTransactions
        let mayGrow =
            observation.type == .integrationUpdated && status == .completed
            && (old.status == .ongoing || !announcesProgress)
        guard isOld || (mayGrow && totalTransactions >= old.totalTransactions) else {
            throw observation.breaking(.figuresGrowOnCompletionOnly)
        }
        let isLawful: Bool
        switch observation.type {
        case .integrationUpdated:
            isLawful =
                announcesProgress
                ? Self.isLawful(from: old.status, to: status)
                : status == .completed || status == old.status
        case .integrationFailed:
            isLawful = status == .failed && (old.status == .ongoing || !announcesProgress)
        case .integrationDeleted:
            isLawful = status == old.status
        case .integrationCreated:
            throw observation.breaking(.createdComesOnce)
        case .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed,
            .costBasisStarted, .costBasisCompleted, .costBasisFailed:
            throw observation.breaking(.typeFitsSubject)
        }
        guard isLawful else { throw observation.breaking(.statusFollows) }
    }

    /// Whether `integration.updated` may carry a status after another; settings keep it as it is.
    private static func isLawful(from old: IntegrationStatus, to new: IntegrationStatus) -> Bool {
        switch (old, new) {
        case (.active, .active), (.queued, .queued), (.ongoing, .ongoing), (.completed, .completed),
            (.failed, .failed), (.active, .queued), (.active, .ongoing), (.queued, .ongoing),
            (.ongoing, .completed),
            (.completed, .queued), (.failed, .queued):
            return true
        case (.queued, .active), (.queued, .completed), (.queued, .failed), (.active, .completed),
            (.active, .failed), (.ongoing, .active), (.ongoing, .queued), (.ongoing, .failed),
            (.completed, .active), (.completed, .ongoing), (.completed, .failed),
            (.failed, .active), (.failed, .ongoing), (.failed, .completed):
            return false
        }
    }
}

extension Observation {
    fileprivate func breaking(_ rule: Violation.Rule) -> Violation {
        Violation(rule: rule, user: user, ordinal: ordinal)
    }
}
