import Testing

@testable import SimulationKit

@Suite struct StreamJudgeTests {
    /// A lawful stream of one user in which there is something of everything.
    private static func lawful() throws -> [Observation] {
        var story = Story(users: [UserSpecification(name: "alice"), UserSpecification(name: "bob")])
        try story.at(0, .connect("main"))
        try story.at(500, user: 1, .connect("main", nil))
        try story.at(30_000, .rename("main"))
        try story.at(40_000, .resync("main", .failing))
        try story.at(
            60_000,
            .recalculate(RecalculationPlan(transferDetection: StagePlan(failure: "x")))
        )
        try story.at(80_000, .remove("main"))
        return try story.tell().map { Observation($0) }
    }

    private static func verdict(
        _ observations: [Observation],
        announcesProgress: Bool = true
    ) -> Violation.Rule? {
        var judge = StreamJudge(announcesProgress: announcesProgress)
        do throws(Violation) {
            for observation in observations { try judge.observe(observation) }
            try judge.finish()
            return nil
        } catch {
            return error.rule
        }
    }

    /// One or more ways to break each rule, as changes of the lawful stream.
    private static let mutations: [(rule: Violation.Rule, mutate: @Sendable (inout [Observation]) -> Void)] =
        [
            (.momentsNeverRunBack, { $0[1].moment = $0[0].moment + -1 }),
            (.userMomentsNeverRunBack, { $0[3].moment = $0[2].moment + -1 }),
            (.ordinalsAreDense, { $0[2].ordinal += 1 }),
            (.ordinalsAreDense, { $0.remove(at: 2) }),
            (.ordinalsAreDense, { $0.insert($0[2], at: 2) }),
            (.walletMomentsAreDistinct, { $0[3].moment = $0[2].moment }),
            (.createdComesFirst, { $0[0].type = .integrationUpdated }),
            (.createdComesFirst, { $0[0].type = .costBasisStarted }),
            (.createdComesOnce, { $0[2].type = .integrationCreated }),
            (
                .nothingFollowsDeletion,
                { observations in
                    let place =
                        observations.indices.last { observations[$0].type == .integrationDeleted } ?? 0
                    var late = observations[place]
                    late.type = .integrationUpdated
                    late.moment = observations[observations.count - 1].moment + 1
                    late.ordinal = observations.last { $0.user == late.user }.map { $0.ordinal + 1 } ?? 0
                    observations.append(late)
                }
            ),
            (.typeFitsSubject, { $0[2].type = .costBasisStarted }),
            (
                .typeFitsSubject,
                { observations in
                    let place = observations.firstIndex { $0.type == .costBasisStarted } ?? 0
                    observations[place].type = .costBasisCompleted
                }
            ),
            (
                .typeFitsSubject,
                { observations in
                    let place = observations.firstIndex { $0.type == .costBasisStarted } ?? 0
                    observations[place].type = .integrationCreated
                }
            ),
            (.statusFollows, { $0[0].status = .completed }),
            (.statusFollows, { $0[2].status = .failed }),
            (.statusFollows, { $0[2].status = .active }),
            (
                .statusFollows,
                { observations in
                    let place = observations.firstIndex { $0.type == .integrationFailed } ?? 0
                    observations[place].status = .ongoing
                }
            ),
            (
                .statusFollows,
                { observations in
                    let place = observations.firstIndex { $0.type == .integrationDeleted } ?? 0
                    observations[place].status = .completed
                }
            ),
            (.figuresGrowOnCompletionOnly, { $0[2].transactions = 1 }),
            (.figuresGrowOnCompletionOnly, { $0[2].lastSyncedAt = 1 }),
            (
                .figuresGrowOnCompletionOnly,
                { observations in
                    let place = observations.firstIndex { $0.type == .integrationDeleted } ?? 0
                    observations[place].transactions = 99
                }
            ),
            (
                .figuresGrowOnCompletionOnly,
                { observations in
                    // The rename of what is completed.
                    let place = observations.indices.filter { observations[$0].status == .completed }[1]
                    observations[place].transactions = 99
                }
            ),
            (.figuresGrowOnCompletionOnly, { $0[3].transactions = -1 }),
            (.stagesInOrder, { $0.removeEvent(.transferDetectionStarted) }),
            (.stagesInOrder, { $0.removeEvent(.transferDetectionCompleted) }),
            (.stagesInOrder, { $0.removeEvent(.costBasisStarted) }),
            (.reasonsOnFailureOnly, { $0.changeJob(.transferDetectionStarted) { $0.hasReason = true } }),
            (.reasonsOnFailureOnly, { $0.changeJob(.transferDetectionFailed) { $0.hasReason = false } }),
            (
                .changePrecedesAnnouncement,
                { $0.changeJob(.costBasisStarted) { $0.changedAt = $0.changedAt + 151 } }
            ),
            (
                .changesAreDistinct,
                { $0.changeJob(.costBasisCompleted) { $0.changedAt = $0.changedAt + -4_000 } }
            ),
            (.changesAreDistinct, { $0.changeJob(.costBasisStarted) { $0.changedAt = $0.changedAt + -1 } }),
            (.chainsEnd, { $0.removeEvent(.costBasisCompleted, isLast: true) }),
            (
                .syncsEnd,
                { observations in
                    observations = Array(observations.prefix { $0.status != .completed })
                }
            ),
        ]

    @Test func `a lawful stream is lawful`() throws {
        #expect(Self.verdict(try Self.lawful()) == nil)
    }

    @Test(arguments: mutations.indices)
    func `each way to break a rule is caught as that rule`(place: Int) throws {
        var observations = try Self.lawful()
        Self.mutations[place].mutate(&observations)
        #expect(Self.verdict(observations) == Self.mutations[place].rule, "mutation \(place)")
    }

    @Test func `every rule can be broken`() {
        let rules =
            Self.mutations.map(\.rule) + LaterContractJudgeTests.mutations.map(\.rule)
            + AccountJudgeTests.mutations.map(\.rule)
        #expect(Set(rules) == Set(Violation.Rule.allCases))
    }

    @Test func `a violation names the rule, the user and the event`() throws {
        var observations = try Self.lawful()
        observations[2].ordinal = 9
        var judge = StreamJudge()
        let violation = #expect(throws: Violation.self) {
            for observation in observations { try judge.observe(observation) }
        }
        #expect(violation == Violation(rule: .ordinalsAreDense, user: 0, ordinal: 9))
        #expect(
            violation?.message
                == "event 9 of user 0 breaks the rule: a user's events are counted without a gap"
        )
    }

    @Test func `a user who retires in the middle of a chain or a sync is caught`() throws {
        let lawful = try Self.lawful()
        for (count, rule) in [(3, Violation.Rule.syncsEnd), (5, .chainsEnd)] {
            var judge = StreamJudge()
            for observation in lawful.prefix(count) { try judge.observe(observation) }
            #expect(throws: Violation(rule: rule, user: 0, ordinal: 0)) { try judge.retire(0) }
        }
    }

    @Test func `a retired user is forgotten`() throws {
        var judge = StreamJudge()
        let lawful = try Self.lawful()
        for observation in lawful { try judge.observe(observation) }
        try judge.retire(0)
        try judge.retire(0)
        #expect(throws: Violation(rule: .createdComesFirst, user: 0, ordinal: 1)) {
            var late = lawful[2]
            late.ordinal = 1
            late.moment = lawful[lawful.count - 1].moment
            try judge.observe(late)
        }
    }

    @Test func `without progress a sync may complete or fail from any status`() throws {
        var story = Story(behaviour: .steady(announcesProgress: false))
        try story.at(0, .connect("main"))
        try story.at(20_000, .resync("main", .failing))
        try story.at(40_000, .resync("main"))
        try story.at(60_000, .resync("main"))
        let observations = try story.tell().map { Observation($0) }
        #expect(Self.verdict(observations, announcesProgress: false) == nil)
        #expect(Self.verdict(observations, announcesProgress: true) == .figuresGrowOnCompletionOnly)
    }

    @Test func `without progress no other status comes out of nowhere`() throws {
        var observations = try Self.lawful().filter { $0.status != .ongoing }
        observations = Array(observations.prefix(2))
        var update = observations[0]
        update.type = .integrationUpdated
        update.ordinal = 2
        update.moment = observations[1].moment + 1
        update.status = .ongoing
        #expect(Self.verdict(observations + [update], announcesProgress: false) == .statusFollows)
    }
}
