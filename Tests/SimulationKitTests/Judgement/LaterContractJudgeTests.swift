import Testing

@testable import SimulationKit

/// What the judge makes of the later contract: each rule with a stream that breaks it.
@Suite struct LaterContractJudgeTests {
    /// A lawful stream of one wallet in which there is something of everything.
    private static func lawful() throws -> [Observation] {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main"))
        try story.at(20_000, .suspend("main"))
        try story.at(21_000, .rename("main"))
        try story.at(22_000, .resume("main", .failing))
        try story.at(40_000, .remove("main", WipePlan(outcome: .fails(reason: "disk full"))))
        try story.at(50_000, .remove("main"))
        return try story.tell().map { Observation($0) }
    }

    private static func verdict(_ observations: [Observation], profile: Profile) -> Violation.Rule? {
        var judge = StreamJudge(profile: profile)
        do throws(Violation) {
            for observation in observations { try judge.observe(observation) }
            try judge.finish()
            return nil
        } catch {
            return error.rule
        }
    }

    /// The place of the first event that carries a status.
    private static func place(
        _ status: IntegrationStatus,
        _ type: EventType = .integrationUpdated,
        in observations: [Observation]
    ) -> Int {
        observations.firstIndex { $0.status == status && $0.type == type } ?? 0
    }

    static let mutations: [(rule: Violation.Rule, mutate: @Sendable (inout [Observation]) -> Void)] = [
        // A failure without its message, and a message without a failure.
        (.errorsOnFailureOnly, { $0[place(.failed, .integrationFailed, in: $0)].hasError = false }),
        (.errorsOnFailureOnly, { $0[place(.inactive, in: $0)].hasError = true }),
        (.errorsOnFailureOnly, { $0[place(.deleting, in: $0)].hasError = true }),
        // A removal of which the end never comes.
        (.wipesEnd, { $0 = Array($0.prefix { $0.type != .integrationDeleted }) }),
        // Deleted without having been on its way out, or with another status than DELETED.
        (
            .statusFollows,
            { observations in
                let end = place(.deleted, .integrationDeleted, in: observations)
                observations[end].status = .completed
            }
        ),
        (
            .statusFollows,
            { observations in
                let begin = observations.lastIndex { $0.status == .deleting } ?? 0
                observations[begin].status = .inactive
            }
        ),
        // DELETED in an update, and anything but the end while on its way out.
        (.statusFollows, { $0[place(.deleting, in: $0)].status = .deleted }),
        (
            .statusFollows,
            { observations in
                let end = place(.deleted, .integrationDeleted, in: observations)
                observations[end].type = .integrationUpdated
                observations[end].status = .inactive
            }
        ),
        // What is inactive begins anew with QUEUED, and nothing of it fails.
        (
            .statusFollows,
            { observations in
                let rename = place(.inactive, in: observations) + 1
                observations[rename].status = .ongoing
            }
        ),
        (
            .statusFollows,
            { observations in
                let rename = place(.inactive, in: observations) + 1
                observations[rename].type = .integrationFailed
                observations[rename].status = .failed
            }
        ),
        // The wipe moves no figures.
        (.figuresGrowOnCompletionOnly, { $0[place(.deleting, in: $0)].transactions = 99 }),
        (
            .figuresGrowOnCompletionOnly,
            { $0[place(.deleted, .integrationDeleted, in: $0)].lastSyncedAt = 99 }
        ),
    ]

    @Test func `a lawful stream is lawful, with every status in it`() throws {
        let observations = try Self.lawful()
        #expect(Self.verdict(observations, profile: .kryptosV2) == nil)
        let statuses = Set(observations.compactMap(\.status))
        #expect(statuses == Set(IntegrationStatus.allCases).subtracting([.active]))
    }

    @Test(arguments: mutations.indices)
    func `each way to break a rule is caught as that rule`(place: Int) throws {
        var observations = try Self.lawful()
        Self.mutations[place].mutate(&observations)
        #expect(
            Self.verdict(observations, profile: .kryptosV2) == Self.mutations[place].rule,
            "mutation \(place)"
        )
    }

    @Test func `under the first contract nothing is suspended and nothing is on its way out`() throws {
        #expect(Self.verdict(try Self.lawful(), profile: .kryptosV1) == .statusFollows)
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", nil))
        try story.at(1, .remove("main"))
        #expect(Self.verdict(try story.tell().map { Observation($0) }, profile: .kryptosV1) == .statusFollows)
    }

    @Test func `under the later contract nothing is removed at once`() throws {
        var story = Story()
        try story.at(0, .connect("main", nil))
        try story.at(1, .remove("main"))
        #expect(Self.verdict(try story.tell().map { Observation($0) }, profile: .kryptosV2) == .statusFollows)
    }

    @Test func `without progress an inactive integration may complete or fail`() throws {
        var story = Story(
            behaviour: .steady(announcesProgress: false, wipe: WipeBehaviour(takes: .constant(2_000)))
        )
        try story.at(0, .connect("main", nil))
        try story.at(1_000, .suspend("main"))
        try story.at(2_000, .resume("main"))
        try story.at(20_000, .suspend("main"))
        try story.at(21_000, .resume("main", .failing))
        try story.at(40_000, .remove("main"))
        let observations = try story.tell().map { Observation($0) }
        var judge = StreamJudge(profile: .kryptosV2, announcesProgress: false)
        for observation in observations { try judge.observe(observation) }
        try judge.finish()
        #expect(observations.filter { $0.status == .queued }.count == 1)
        #expect(Self.verdict(observations, profile: .kryptosV2) != nil)
    }
}
