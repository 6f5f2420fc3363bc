package import JSONKit

/// What a correct consumer must believe after it has seen these events, in whatever order.
///
/// Written once and read by everyone: the consumer's probe is compared with it, and the
/// provider's own APIs answer from it.
package struct Projection: Sendable {
    /// What is believed of one user.
    package struct UserBelief: Equatable, Sendable {
        /// The last status of transfer detection; nil before the first.
        package var transferDetection: JobStatus?
        /// The last status of cost basis; nil before the first.
        package var costBasis: JobStatus?
        /// The status word of each integration by walletId; removed ones are absent.
        package var integrations: [String: String] = [:]
    }

    private let profile: Profile
    private let seed: UInt64
    /// How many events there were, each counted once.
    package private(set) var processed = 0
    /// Beliefs by uid; by grant where bodies name no user.
    package private(set) var users: [String: UserBelief] = [:]
    /// Beliefs by the id of the user, at the account provider; deleted users stay, and are shown nowhere.
    package private(set) var accounts: [String: AccountBelief] = [:]

    /// Believes nothing yet; the seed is the world's.
    package init(profile: Profile, seed: UInt64) {
        self.profile = profile
        self.seed = seed
    }

    /// Takes in the next event of a lawful stream, which is in causal order for each user.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - grants: who is told of it, as `Profile.grants(of:in:)` gives it.
    package mutating func observe(_ event: Event, for grants: LiveGrants) {
        for grant in grants {
            processed += 1
            observe(event, of: profile.owner(of: event, grant: grant, seed: seed))
        }
    }

    private mutating func observe(_ event: Event, of uid: String) {
        switch event.payload {
        case .integration(let snapshot):
            let wallet = snapshot.details.walletIdentifier
            users[uid, default: UserBelief()].integrations[wallet] =
                event.type == .integrationDeleted ? nil : profile.word(for: snapshot.status)
        case .job(let snapshot):
            switch snapshot.stage {
            case .transferDetection: users[uid, default: UserBelief()].transferDetection = snapshot.status
            case .costBasis: users[uid, default: UserBelief()].costBasis = snapshot.status
            }
        case .account(let snapshot):
            accounts[uid, default: AccountBelief()].take(AccountBelief.Change(snapshot, event))
        case .given(let data):
            believe(data, of: data.text("uid") ?? uid, event.type)
        }
    }

    /// Takes in an event that a scenario gives whole: its own words are believed, where it has them.
    private mutating func believe(_ data: GivenData, of uid: String, _ type: EventType) {
        switch type {
        case .integrationCreated, .integrationUpdated, .integrationFailed:
            guard let wallet = data.text("walletId"), let status = data.text("status") else { return }
            users[uid, default: UserBelief()].integrations[wallet] = status
        case .integrationDeleted:
            guard let wallet = data.text("walletId") else { return }
            users[uid, default: UserBelief()].integrations[wallet] = nil
        case .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed:
            guard let status = data.status else { return }
            users[uid, default: UserBelief()].transferDetection = status
        case .costBasisStarted, .costBasisCompleted, .costBasisFailed:
            guard let status = data.status else { return }
            users[uid, default: UserBelief()].costBasis = status
        case .userCreated, .userUpdated, .userDeleted, .projectCreated, .projectUpdated, .projectDeleted,
            .fileUploaded, .paymentSucceeded, .paymentFailed:
            guard let (owner, change) = AccountBelief.Change.of(data, type) else { return }
            accounts[owner, default: AccountBelief()].take(change)
        }
    }

    /// The belief in the form in which the reference consumer answers its probe, keys sorted.
    package var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        for uid in users.keys.sorted() {
            guard let belief = users[uid] else { continue }
            let integrations = belief.integrations.sorted { $0.key < $1.key }
                .map { (key: $0.key, value: JSONValue.string($0.value)) }
            members.append(
                (
                    key: uid,
                    value: .object(
                        JSONObject([
                            (key: "transfer_detection", value: Self.word(belief.transferDetection)),
                            (key: "costbasis", value: Self.word(belief.costBasis)),
                            (key: "integrations", value: .object(JSONObject(integrations))),
                        ])
                    )
                )
            )
        }
        members += accounts.filter { !$0.value.isDeleted }.sorted { $0.key < $1.key }.map {
            (key: $0.key, value: $0.value.json)
        }
        return .object(
            JSONObject([
                (key: "processed", value: .number(JSONNumber(Int64(processed)))),
                (key: "users", value: .object(JSONObject(members))),
            ])
        )
    }

    private static func word(_ status: JobStatus?) -> JSONValue {
        status.map { .string($0.word) } ?? .null
    }
}

extension GivenData {
    /// The status of a recalculation's stage that it names.
    fileprivate var status: JobStatus? {
        let word = text("status")
        return JobStatus.allCases.first { $0.word == word }
    }
}
