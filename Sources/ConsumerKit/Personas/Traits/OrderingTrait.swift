import WireKit

/// How a persona tells otherwise which of two events is the truth.
enum OrderingTrait: Hashable, Sendable {
    // Of jobs.
    /// The last to come is.
    case lastJobWins
    /// The one with the later `X-Webhook-Timestamp` is, then that with the later change; no end counts as one.
    case jobsByField
    /// Of two with the same moment the last to come is.
    case lastOfTiesWins
    /// What ended has ended for good.
    case endIsFinal
    /// An end without a start is refused.
    case unstartedRefused
    /// A failure changes nothing.
    case failureIgnored
    /// What is said of cost bases changes nothing.
    case costBasisIgnored
    /// What is said of a cost basis before the transfer detection ended changes nothing.
    case costBasisAfterDetection
    // Of integrations.
    /// The last to come is.
    case lastIntegrationWins
    /// A creation is, whatever is known already.
    case creationWins
    /// A failed integration has failed for good.
    case failedIsFinal
    /// What comes after the removal brings an integration back.
    case removalForgotten
    /// What is said of one wallet goes for all of the user's.
    case walletsMixed
}

/// What a persona makes of an event before it is compared with what is believed.
enum BentChange {
    /// It is compared as this.
    case compared(SignedEvent.Change)
    /// It stands in the place of what is believed of its wallet, and of these.
    case replacing(SignedEvent.Change, wallets: [String])
    /// It changes nothing.
    case ignored
}

extension OrderingTrait {
    /// Bends a change.
    ///
    /// - Parameters:
    ///   - change: what the event says.
    ///   - belief: what is believed of its owner.
    ///   - arrival: counts what came.
    ///   - fields: the head of the request.
    /// - Returns: What is to be done about it.
    /// - Throws: `DeliveryRefusal` where the persona wants none of it.
    func bent(
        _ change: SignedEvent.Change,
        _ belief: UserBelief?,
        arrival: Int64,
        _ fields: HTTPFields
    ) throws(DeliveryRefusal) -> BentChange {
        switch change {
        case .job(let job, let standing): try bent(job, standing, belief, arrival: arrival, fields)
        case .integration(let walletIdentifier, let standing):
            bent(walletIdentifier, standing, belief, arrival: arrival)
        case .removal, .account: .compared(change)
        }
    }

    private func bent(
        _ job: Job,
        _ standing: JobStanding,
        _ belief: UserBelief?,
        arrival: Int64,
        _ fields: HTTPFields
    ) throws(DeliveryRefusal) -> BentChange {
        var time = standing.changedAtMilliseconds
        switch self {
        case .lastJobWins: time = arrival
        case .lastOfTiesWins: time = Self.moment(time, arrival: arrival)
        case .jobsByField:
            guard let field = fields["X-Webhook-Timestamp"].flatMap({ EventTime.microseconds($0) }) else {
                break
            }
            let bent = Self.moment(field / 1_000, thenBy: time)
            return .compared(
                .job(job, JobStanding(changedAtMilliseconds: bent, endsRun: false, word: standing.word))
            )
        case .endIsFinal: if belief?.standing(of: job)?.endsRun == true { return .ignored }
        case .unstartedRefused:
            if standing.endsRun, belief?.standing(of: job) == nil {
                throw .unwanted(.conflict, "unexpected transition")
            }
        case .failureIgnored: if standing.endsRun, standing.word != "completed" { return .ignored }
        case .costBasisIgnored: if job == .costBasis { return .ignored }
        case .costBasisAfterDetection:
            if job == .costBasis, belief?.standing(of: .transferDetection)?.endsRun != true {
                return .ignored
            }
        case .lastIntegrationWins, .creationWins, .failedIsFinal, .removalForgotten, .walletsMixed:
            break
        }
        let bent = JobStanding(changedAtMilliseconds: time, endsRun: standing.endsRun, word: standing.word)
        return .compared(.job(job, bent))
    }

    private func bent(
        _ walletIdentifier: String,
        _ standing: IntegrationStanding,
        _ belief: UserBelief?,
        arrival: Int64
    ) -> BentChange {
        let change = SignedEvent.Change.integration(walletIdentifier: walletIdentifier, standing)
        let present = belief?.standing(of: walletIdentifier)
        let isRemoved = present == nil && belief?.knows(walletIdentifier) == true
        switch self {
        case .lastIntegrationWins:
            return isRemoved ? .ignored : .replacing(change, wallets: [])
        case .creationWins:
            guard standing.kind == .created else { return .compared(change) }
            return isRemoved ? .ignored : .replacing(change, wallets: [])
        case .failedIsFinal:
            return present?.word == "FAILED" ? .ignored : .compared(change)
        case .removalForgotten:
            return isRemoved ? .replacing(change, wallets: []) : .compared(change)
        case .walletsMixed:
            if isRemoved || present.map({ $0 >= standing }) == true { return .compared(change) }
            let wallets = belief?.integrations ?? []
            return .replacing(change, wallets: wallets.map(\.walletIdentifier))
        case .lastJobWins, .jobsByField, .lastOfTiesWins, .endIsFinal, .unstartedRefused, .failureIgnored,
            .costBasisIgnored, .costBasisAfterDetection:
            return .compared(change)
        }
    }

    /// A moment in which arrivals that have the same time follow one another.
    ///
    /// 2⁴³ milliseconds are some 278 years, and 2²⁰ arrivals begin anew.
    private static func moment(_ milliseconds: Int64, arrival: Int64) -> Int64 {
        clamped(milliseconds, bits: 43) << 20 + arrival & (1 << 20 - 1)
    }

    /// A moment by whole seconds in which those of the same second follow by another one within twelve days.
    private static func moment(_ milliseconds: Int64, thenBy other: Int64) -> Int64 {
        let seconds = clamped(milliseconds / 1_000, bits: 32)
        let distance = clamped(clamped(other, bits: 43) - seconds * 1_000, bits: 31)
        return seconds << 31 + distance + 1 << 30
    }

    /// The nearest number that so many bits hold, the sign's among them.
    private static func clamped(_ number: Int64, bits: Int64) -> Int64 {
        min(max(number, -(1 << (bits - 1))), 1 << (bits - 1) - 1)
    }
}
