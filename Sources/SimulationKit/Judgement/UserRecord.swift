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
    private(set) var wallets = WalletRecords.List()

    mutating func observe(
        _ observation: Observation,
        _ rules: LifecycleRules,
        _ records: inout WalletRecords
    ) throws(Violation) {
        guard observation.ordinal == self.ordinal + 1 else { throw observation.breaking(.ordinalsAreDense) }
        guard observation.moment >= moment else {
            throw observation.breaking(.userMomentsNeverRunBack)
        }
        ordinal = observation.ordinal
        moment = observation.moment
        switch observation.subject {
        case .integration(let wallet, let status, let lastSyncedAt, let totalTransactions, let hasError):
            guard hasError == (status == .failed) else { throw observation.breaking(.errorsOnFailureOnly) }
            var record = WalletRecord(
                wallet: wallet,
                moment: observation.moment,
                lastSyncedAtMilliseconds: lastSyncedAt,
                totalTransactions: totalTransactions,
                status: status
            )
            if let place = records.place(of: wallet, in: wallets) {
                try record.follow(records[place], observation, rules)
                record.isDeleted = observation.type == .integrationDeleted
                records[place] = record
            } else {
                try record.begin(observation)
                records.add(record, to: &wallets)
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
        case .account:
            // The account provider's own record judges these.
            throw observation.breaking(.typeFitsSubject)
        case .given:
            // A scenario may break the rules on purpose; what is lawful beside it is judged as ever.
            break
        }
    }

    /// Judges that nothing more comes.
    func end(of user: Int, _ records: WalletRecords) throws(Violation) {
        switch chain {
        case .running, .between: throw Violation(rule: .chainsEnd, user: user, ordinal: 0)
        case .never, .ended: break
        }
        let syncs = records.contains(in: wallets) { !$0.isDeleted && $0.status == .ongoing }
        if syncs { throw Violation(rule: .syncsEnd, user: user, ordinal: 0) }
        let wipes = records.contains(in: wallets) { !$0.isDeleted && $0.status == .deleting }
        if wipes { throw Violation(rule: .wipesEnd, user: user, ordinal: 0) }
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

extension Observation {
    fileprivate func breaking(_ rule: Violation.Rule) -> Violation {
        Violation(rule: rule, user: user, ordinal: ordinal)
    }
}
