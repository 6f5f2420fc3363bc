/// What a judge remembers of one user of the account provider.
struct AccountRecord: Sendable {
    private enum User {
        case unknown
        case registered(StableHash)
        case gone
    }

    private struct Project {
        let name: StableHash
        var isDeleted = false
        /// The second of its last change.
        var changedIn: Int64?
    }

    private var user = User.unknown
    private var ordinal: Int64 = 0
    private var moment = Moment.earliest
    /// The second of the user's last change.
    private var changedIn: Int64?
    /// Few, so that looking through them costs less than a dictionary's room.
    private var projects: [Project] = []
    private var files: Set<StableHash> = []
    private var payments: Set<StableHash> = []

    mutating func observe(_ observation: Observation, _ fact: AccountFact) throws(Violation) {
        guard observation.ordinal == ordinal + 1 else { throw observation.breaking(.ordinalsAreDense) }
        guard observation.moment >= moment else { throw observation.breaking(.userMomentsNeverRunBack) }
        ordinal = observation.ordinal
        moment = observation.moment
        switch fact {
        case .user(let name): try follow(observation, user: StableHash(name))
        case .project(let name, let user):
            try requireUser(observation, StableHash(user))
            try follow(observation, project: StableHash(name))
        case .file(let name, let project, let user):
            try requireUser(observation, StableHash(user))
            guard observation.type == .fileUploaded else { throw observation.breaking(.typeFitsSubject) }
            _ = try livingProject(StableHash(project), observation)
            guard files.insert(StableHash(name)).inserted else {
                throw observation.breaking(.filesUploadedOnce)
            }
        case .payment(let name, let user, let hasReason):
            try requireUser(observation, StableHash(user))
            try follow(observation, payment: StableHash(name), hasReason: hasReason)
        }
    }

    private mutating func follow(_ observation: Observation, user name: StableHash) throws(Violation) {
        switch (user, observation.type) {
        case (.unknown, .userCreated):
            user = .registered(name)
        case (.unknown, _):
            throw observation.breaking(.userCreatedFirst)
        case (.gone, _):
            throw observation.breaking(.nothingFollowsUserDeletion)
        case (.registered, .userCreated):
            throw observation.breaking(.userCreatedOnce)
        case (.registered(let known), .userUpdated), (.registered(let known), .userDeleted):
            guard known == name else { throw observation.breaking(.thingsNameTheirUser) }
            if observation.type == .userUpdated {
                try Self.change(&changedIn, observation)
            } else {
                guard projects.allSatisfy(\.isDeleted) else {
                    throw observation.breaking(.projectsGoBeforeTheirUser)
                }
                user = .gone
            }
        case (.registered, _):
            throw observation.breaking(.typeFitsSubject)
        }
    }

    private mutating func follow(_ observation: Observation, project name: StableHash) throws(Violation) {
        switch observation.type {
        case .projectCreated:
            guard !projects.contains(where: { $0.name == name }) else {
                throw observation.breaking(.projectCreatedOnce)
            }
            projects.append(Project(name: name))
        case .projectUpdated:
            let place = try livingProject(name, observation)
            try Self.change(&projects[place].changedIn, observation)
        case .projectDeleted:
            let place = try livingProject(name, observation)
            projects[place].isDeleted = true
        case .integrationCreated, .integrationUpdated, .integrationDeleted, .integrationFailed,
            .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed,
            .costBasisStarted, .costBasisCompleted, .costBasisFailed, .userCreated, .userUpdated,
            .userDeleted, .fileUploaded, .paymentSucceeded, .paymentFailed:
            throw observation.breaking(.typeFitsSubject)
        }
    }

    private mutating func follow(
        _ observation: Observation,
        payment name: StableHash,
        hasReason: Bool
    ) throws(Violation) {
        guard observation.type == .paymentSucceeded || observation.type == .paymentFailed else {
            throw observation.breaking(.typeFitsSubject)
        }
        guard hasReason == (observation.type == .paymentFailed) else {
            throw observation.breaking(.reasonsOnFailureOnly)
        }
        guard payments.insert(name).inserted else { throw observation.breaking(.paymentsSettleOnce) }
    }

    /// Nothing happens for a user before it is created or after it is deleted.
    private func requireUser(_ observation: Observation, _ name: StableHash) throws(Violation) {
        switch user {
        case .unknown: throw observation.breaking(.userCreatedFirst)
        case .gone: throw observation.breaking(.nothingFollowsUserDeletion)
        case .registered(let known):
            guard known == name else { throw observation.breaking(.thingsNameTheirUser) }
        }
    }

    private func livingProject(_ name: StableHash, _ observation: Observation) throws(Violation) -> Int {
        guard let place = projects.firstIndex(where: { $0.name == name }) else {
            throw observation.breaking(.projectCreatedFirst)
        }
        guard !projects[place].isDeleted else { throw observation.breaking(.nothingFollowsProjectDeletion) }
        return place
    }

    private static func change(_ changedIn: inout Int64?, _ observation: Observation) throws(Violation) {
        let sinceMidnight = CivilTime(observation.moment).millisecondsOfDay
        let second = observation.moment.milliseconds - sinceMidnight % 1_000
        guard changedIn != second else { throw observation.breaking(.changesInDistinctSeconds) }
        changedIn = second
    }
}

extension Observation {
    fileprivate func breaking(_ rule: Violation.Rule) -> Violation {
        Violation(rule: rule, user: user, ordinal: ordinal)
    }
}
