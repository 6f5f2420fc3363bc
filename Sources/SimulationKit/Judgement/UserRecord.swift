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
    private var wallets: [String: WalletRecord] = [:]

    mutating func observe(_ observation: Observation, announcesProgress: Bool) throws(Violation) {
        guard observation.ordinal == self.ordinal + 1 else { throw observation.breaking(.ordinalsAreDense) }
        guard observation.moment >= moment else {
            throw observation.breaking(.userMomentsNeverRunBack)
        }
        ordinal = observation.ordinal
        moment = observation.moment
        switch observation.subject {
        case .integration(let name, let status, let lastSyncedAt, let totalTransactions):
            var wallet = WalletRecord(
                status: status,
                moment: observation.moment,
                lastSyncedAtMilliseconds: lastSyncedAt,
                totalTransactions: totalTransactions
            )
            try wallet.follow(wallets[name], observation, announcesProgress: announcesProgress)
            wallets[name] = wallet
        case .job(let stage, let status, let hasReason, let changedAt):
            guard stage.eventType(status) == observation.type else {
                throw observation.breaking(.typeFitsSubject)
            }
            guard hasReason == (status == .failed) else { throw observation.breaking(.reasonsOnFailureOnly) }
            guard changedAt <= observation.moment else {
                throw observation.breaking(.changePrecedesAnnouncement)
            }
            chain = try Self.follow(chain, observation, stage, status, changedAt)
        }
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
    let status: IntegrationStatus
    let moment: Moment
    let lastSyncedAtMilliseconds: Int64
    let totalTransactions: Int64
    private(set) var isDeleted = false

    init(status: IntegrationStatus, moment: Moment, lastSyncedAtMilliseconds: Int64, totalTransactions: Int64)
    {
        self.status = status
        self.moment = moment
        self.lastSyncedAtMilliseconds = lastSyncedAtMilliseconds
        self.totalTransactions = totalTransactions
    }

    /// Judges this record as the one that follows another, and takes over what it must remember.
    mutating func follow(
        _ known: WalletRecord?,
        _ observation: Observation,
        announcesProgress: Bool
    ) throws(Violation) {
        guard let old = known else {
            guard observation.type == .integrationCreated else {
                throw observation.breaking(.createdComesFirst)
            }
            guard status == .queued || status == .active else {
                throw observation.breaking(.statusFollows)
            }
            return
        }
        guard observation.moment > old.moment else { throw observation.breaking(.walletMomentsAreDistinct) }
        guard !old.isDeleted else { throw observation.breaking(.nothingFollowsDeletion) }
        guard observation.type != .integrationCreated else { throw observation.breaking(.createdComesOnce) }
        let completes = status == .completed && totalTransactions >= old.totalTransactions
        let figuresAreOld =
            lastSyncedAtMilliseconds == old.lastSyncedAtMilliseconds
            && totalTransactions == old.totalTransactions
        guard figuresAreOld || completes else { throw observation.breaking(.figuresGrowOnCompletionOnly) }
        switch observation.type {
        case .integrationUpdated:
            guard
                announcesProgress
                    ? Self.isLawful(from: old.status, to: status, figuresAreOld: figuresAreOld)
                    : status == .completed || (status == old.status && figuresAreOld)
            else {
                throw observation.breaking(.statusFollows)
            }
        case .integrationFailed:
            let runs = !announcesProgress || old.status == .ongoing
            guard status == .failed, runs else { throw observation.breaking(.statusFollows) }
        case .integrationDeleted:
            guard status == old.status else { throw observation.breaking(.statusFollows) }
            isDeleted = true
        case .integrationCreated, .transferDetectionStarted, .transferDetectionCompleted,
            .transferDetectionFailed, .costBasisStarted, .costBasisCompleted, .costBasisFailed:
            throw observation.breaking(.typeFitsSubject)
        }
    }

    /// Whether `integration.updated` may carry a status after another; settings keep it as it is.
    private static func isLawful(
        from old: IntegrationStatus,
        to new: IntegrationStatus,
        figuresAreOld: Bool
    ) -> Bool {
        switch (old, new) {
        case (.active, .active), (.queued, .queued), (.ongoing, .ongoing), (.completed, .completed),
            (.failed, .failed):
            return figuresAreOld
        case (.active, .queued), (.active, .ongoing), (.queued, .ongoing), (.ongoing, .completed),
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
