/// Words that were seen: in a list as long as they are few, where they take least room.
private struct SeenWords {
    private var few: [UInt64] = []
    private var many: Set<UInt64> = []

    private static let fewMax = 64

    /// Remembers a word; says whether it is new.
    mutating func insert(_ word: UInt64) -> Bool {
        guard many.isEmpty else { return many.insert(word).inserted }
        guard !few.contains(word) else { return false }
        few.append(word)
        if few.count > Self.fewMax {
            many = Set(few)
            few = []
        }
        return true
    }
}

/// What a judge remembers of one user of the account provider.
struct AccountRecord: Sendable {
    private enum User {
        case unknown
        case registered(UInt64)
        case gone
    }

    private struct Project {
        let name: UInt64
        /// The second of its last change.
        var changedIn = Int64.min
        var isDeleted = false
    }

    private var user = User.unknown
    private var ordinal: Int64 = 0
    private var moment = Moment.earliest
    /// The second of the user's last change.
    private var changedIn = Int64.min
    /// Few, so that looking through them costs less than a dictionary's room.
    private var projects: [Project] = []
    /// Files and payments, each by a part of its name's hash.
    private var things = SeenWords()

    mutating func observe(_ observation: Observation) throws(Violation) {
        guard observation.ordinal == ordinal + 1 else { throw observation.breaking(.ordinalsAreDense) }
        guard observation.moment >= moment else { throw observation.breaking(.userMomentsNeverRunBack) }
        ordinal = observation.ordinal
        moment = observation.moment
        switch observation.subject {
        case .account(let fact): try follow(observation, fact)
        // A scenario may break the rules on purpose; what is lawful beside it is judged as ever.
        case .given: break
        case .integration, .job: throw observation.breaking(.typeFitsSubject)
        }
    }

    private mutating func follow(_ observation: Observation, _ fact: AccountFact) throws(Violation) {
        switch fact {
        case .user(let name): try follow(observation, user: StableHash(name).low)
        case .project(let name, let user):
            try requireUser(observation, StableHash(user).low)
            try follow(observation, project: StableHash(name).low)
        case .file(let name, let project, let user):
            try requireUser(observation, StableHash(user).low)
            guard observation.type == .fileUploaded else { throw observation.breaking(.typeFitsSubject) }
            _ = try livingProject(StableHash(project).low, observation)
            guard things.insert(StableHash(name).low) else {
                throw observation.breaking(.filesUploadedOnce)
            }
        case .payment(let name, let user, let hasReason):
            try requireUser(observation, StableHash(user).low)
            try follow(observation, payment: StableHash(name).low, hasReason: hasReason)
        }
    }

    private mutating func follow(_ observation: Observation, user name: UInt64) throws(Violation) {
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

    private mutating func follow(_ observation: Observation, project name: UInt64) throws(Violation) {
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
        payment name: UInt64,
        hasReason: Bool
    ) throws(Violation) {
        guard observation.type == .paymentSucceeded || observation.type == .paymentFailed else {
            throw observation.breaking(.typeFitsSubject)
        }
        guard hasReason == (observation.type == .paymentFailed) else {
            throw observation.breaking(.reasonsOnFailureOnly)
        }
        guard things.insert(name) else { throw observation.breaking(.paymentsSettleOnce) }
    }

    /// Nothing happens for a user before it is created or after it is deleted.
    private func requireUser(_ observation: Observation, _ name: UInt64) throws(Violation) {
        switch user {
        case .unknown: throw observation.breaking(.userCreatedFirst)
        case .gone: throw observation.breaking(.nothingFollowsUserDeletion)
        case .registered(let known):
            guard known == name else { throw observation.breaking(.thingsNameTheirUser) }
        }
    }

    private func livingProject(_ name: UInt64, _ observation: Observation) throws(Violation) -> Int {
        guard let place = projects.firstIndex(where: { $0.name == name }) else {
            throw observation.breaking(.projectCreatedFirst)
        }
        guard !projects[place].isDeleted else { throw observation.breaking(.nothingFollowsProjectDeletion) }
        return place
    }

    private static func change(_ changedIn: inout Int64, _ observation: Observation) throws(Violation) {
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
