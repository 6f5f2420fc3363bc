/// What a judge remembers of one wallet.
struct WalletRecord: Sendable {
    /// Stands for the name, in an eighth of its room.
    let wallet: UInt64
    let moment: Moment
    let lastSyncedAtMilliseconds: Int64
    let totalTransactions: Int64
    let status: IntegrationStatus
    var isDeleted = false

    init(
        wallet: UInt64,
        moment: Moment,
        lastSyncedAtMilliseconds: Int64,
        totalTransactions: Int64,
        status: IntegrationStatus
    ) {
        self.wallet = wallet
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
    func follow(_ old: WalletRecord, _ observation: Observation, _ rules: LifecycleRules) throws(Violation) {
        guard observation.moment > old.moment else { throw observation.breaking(.walletMomentsAreDistinct) }
        guard !old.isDeleted else { throw observation.breaking(.nothingFollowsDeletion) }
        let isOld =
            lastSyncedAtMilliseconds == old.lastSyncedAtMilliseconds
            && totalTransactions == old.totalTransactions
        let mayGrow =
            observation.type == .integrationUpdated && status == .completed
            && (old.status == .ongoing || !rules.announcesProgress)
        guard isOld || (mayGrow && totalTransactions >= old.totalTransactions) else {
            throw observation.breaking(.figuresGrowOnCompletionOnly)
        }
        let isLawful: Bool
        switch observation.type {
        case .integrationUpdated:
            isLawful = rules.isUpdateLawful(from: old.status, to: status)
        case .integrationFailed:
            isLawful = status == .failed && rules.mayFail(old.status)
        case .integrationDeleted:
            isLawful = rules.isDeletionLawful(from: old.status, to: status)
        case .integrationCreated:
            throw observation.breaking(.createdComesOnce)
        case .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed,
            .costBasisStarted, .costBasisCompleted, .costBasisFailed, .userCreated, .userUpdated,
            .userDeleted,
            .projectCreated, .projectUpdated, .projectDeleted, .fileUploaded, .paymentSucceeded,
            .paymentFailed:
            throw observation.breaking(.typeFitsSubject)
        }
        guard isLawful else { throw observation.breaking(.statusFollows) }
    }
}

extension Observation {
    fileprivate func breaking(_ rule: Violation.Rule) -> Violation {
        Violation(rule: rule, user: user, ordinal: ordinal)
    }
}
