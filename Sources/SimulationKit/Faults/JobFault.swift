/// What faults do to the provider's jobs: to syncs and to the stages of recalculations.
package struct JobFault: Sendable {
    /// What becomes of a job that starts.
    package enum Effect: Sendable {
        /// It fails when it would have ended, for this reason.
        case fail(String)
        /// It never ends.
        case stall
    }

    /// The place of the fault in its file.
    package let place: Int
    /// What becomes of the job.
    package let effect: Effect
    /// Whose jobs, and of which kind: an event of a job stands for the job.
    package let target: FaultTarget
    /// Which of those.
    package let choice: FaultChoice

    /// Describes a fault of jobs.
    package init(place: Int, effect: Effect, target: FaultTarget, choice: FaultChoice) {
        self.place = place
        self.effect = effect
        self.target = target
        self.choice = choice
    }

    /// Whether a job is of the kind that it is aimed at, and of the right user.
    func fits(_ job: Job, user: Int) -> Bool {
        if let wanted = target.user, wanted != user { return false }
        return target.event.map { job.kind == Job.Kind($0) } ?? true
    }
}

/// Something that the provider works at for a user and that ends well or not.
struct Job: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case sync
        case stage(RecalculationStage)

        /// The kind of job that an event is of; nil for events of the account provider.
        init?(_ type: EventType) {
            switch type {
            case .integrationCreated, .integrationUpdated, .integrationDeleted, .integrationFailed:
                self = .sync
            case .transferDetectionStarted, .transferDetectionCompleted, .transferDetectionFailed:
                self = .stage(.transferDetection)
            case .costBasisStarted, .costBasisCompleted, .costBasisFailed:
                self = .stage(.costBasis)
            case .userCreated, .userUpdated, .userDeleted, .projectCreated, .projectUpdated,
                .projectDeleted, .fileUploaded, .paymentSucceeded, .paymentFailed:
                return nil
            }
        }
    }

    let kind: Kind
    /// Tells jobs of a kind apart.
    let index: UInt64

    /// What draws for it hang on.
    var key: UInt64 {
        switch kind {
        case .sync: StableHash(index, 1, 0, 0).low
        case .stage: StableHash(index, 2, 0, 0).low
        }
    }
}

/// What faults have done to the jobs of one user.
struct JobLog: Sendable {
    /// How many jobs each fault was aimed at so far.
    var counts: [Int64]
    /// The faults, by their place among those of jobs, of jobs that will fail.
    var failing: [Job: Int] = [:]

    /// Decides what becomes of a job that starts; the first fault of the file that hits it does.
    mutating func begin(
        _ job: Job,
        _ faults: [JobFault],
        of user: UserDetails,
        seed: UInt64,
        at moment: Moment
    ) -> Int? {
        var hit: Int?
        for (index, fault) in faults.enumerated() where fault.fits(job, user: user.index) {
            counts[index] += 1
            guard hit == nil, fault.choice.takes(occurrence: counts[index], nth: fault.target.nth) else {
                continue
            }
            var draws = FaultDraw.stream(seed: seed, fault: fault.place, user: user.key, subject: job.key)
            if fault.choice.chooses(at: moment, &draws) { hit = index }
        }
        return hit
    }
}

/// What faults of jobs did that a stream shows, for whoever records it.
package struct JobInjections: Sendable {
    /// An event that shows what a fault did.
    package struct Place: Hashable, Sendable {
        /// The index of its user.
        package let user: Int
        /// Its count among the events of the user.
        package let ordinal: Int64

        /// Names an event.
        package init(user: Int, ordinal: Int64) {
            self.user = user
            self.ordinal = ordinal
        }
    }

    /// The fault, by its place in the file, that an event shows.
    private var faults: [Place: Int] = [:]
    /// Users of whom a job never ends.
    package private(set) var stalledUsers: Set<Int> = []

    /// What was done to the jobs of each user alive; here, as nearly always nobody has any.
    var logs: [Int: JobLog] = [:]

    /// Forgets the jobs of a user who has no more.
    mutating func forget(_ user: Int) {
        if !logs.isEmpty { logs[user] = nil }
    }

    mutating func note(_ fault: Int, user: Int, ordinal: Int64) {
        faults[Place(user: user, ordinal: ordinal)] = fault
    }

    mutating func noteStall(of user: Int) {
        stalledUsers.insert(user)
    }

    /// The fault that an event shows, by its place in the file; asked once.
    package mutating func take(user: Int, ordinal: Int64) -> Int? {
        faults.isEmpty ? nil : faults.removeValue(forKey: Place(user: user, ordinal: ordinal))
    }
}
