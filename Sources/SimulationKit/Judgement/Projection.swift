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
    /// How many events there were, each counted once.
    package private(set) var processed = 0
    /// Beliefs by uid.
    package private(set) var users: [String: UserBelief] = [:]

    /// Believes nothing yet.
    package init(profile: Profile) {
        self.profile = profile
    }

    /// Takes in the next event of a lawful stream, which is in causal order for each user.
    package mutating func observe(_ event: Event) {
        processed += 1
        let uid = event.user.uid
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
