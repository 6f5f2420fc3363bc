import Testing

@testable import SimulationKit

/// The rules of `semantics.md` 1 on the later contract, one test each.
@Suite struct LaterContractRulesTests {
    private static let failingWipe = WipePlan(takesMilliseconds: 500, outcome: .fails(reason: "disk full"))

    private static func lines(_ story: inout Story) throws -> [String] {
        try story.lines().filter { $0.contains("integration") }
    }

    @Test func `a removal is announced as it begins and as it is done`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", nil))
        try story.at(1_000, .remove("main"))
        #expect(
            try Self.lines(&story) == [
                "0 integration.created QUEUED", "1000 integration.updated DELETING",
                "3000 integration.deleted DELETED",
            ]
        )
    }

    @Test(arguments: [500, 3_000] as [Int64])
    func `removal during a sync cancels it, and nobody hears that it failed`(moment: Int64) throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main"))
        try story.at(moment, .resync("main"))
        try story.at(moment, .remove("main"))
        let lines = try Self.lines(&story)
        #expect(
            lines.suffix(2) == [
                "\(moment) integration.updated DELETING", "\(moment + 2_000) integration.deleted DELETED",
            ]
        )
        #expect(!lines.contains { $0.contains("FAILED") || $0.contains("COMPLETED") })
    }

    @Test func `after a wipe that failed an integration is failed as any other`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", nil))
        try story.at(1_000, .remove("main", Self.failingWipe))
        try story.at(2_000, .rename("main"))
        try story.at(3_000, .resync("main"))
        try story.at(60_000, .remove("main"))
        let events = try story.tell().filter { $0.integration != nil }
        #expect(
            events.map { $0.line(since: Story.start) } == [
                "0 integration.created QUEUED", "1000 integration.updated DELETING",
                "1500 integration.failed FAILED", "2000 integration.updated FAILED",
                "3000 integration.updated QUEUED", "4000 integration.updated ONGOING",
                "9000 integration.updated COMPLETED", "60000 integration.updated DELETING",
                "62000 integration.deleted DELETED",
            ]
        )
        // With FAILED and with nothing else, a settings change included.
        #expect(
            events.map { $0.integration?.errorMessage }
                == [nil, nil, "disk full", "disk full", nil, nil, nil, nil, nil]
        )
    }

    @Test func `what is asked for during a wipe follows when it fails`() throws {
        let expected: [(Verb, [String])] = [
            (
                .resync("main", .failing),
                [
                    "1501 integration.updated QUEUED", "2500 integration.updated ONGOING",
                    "7500 integration.failed FAILED",
                ]
            ),
            (.suspend("main"), ["1501 integration.updated INACTIVE"]),
            (.remove("main"), ["1501 integration.updated DELETING", "3500 integration.deleted DELETED"]),
        ]
        for (verb, rest) in expected {
            var story = Story(behaviour: .later)
            try story.at(0, .connect("main", nil))
            try story.at(1_000, .remove("main", Self.failingWipe))
            try story.at(1_200, .rename("main"))
            try story.at(1_300, verb)
            #expect(
                try Self.lines(&story).dropFirst()
                    == [
                        "1000 integration.updated DELETING", "1200 integration.updated DELETING",
                        "1500 integration.failed FAILED",
                    ] + rest
            )
        }
    }

    @Test func `a suspension that waits may be taken back, which leaves a sync`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", nil))
        try story.at(1_000, .remove("main", Self.failingWipe))
        try story.at(1_100, .suspend("main"))
        try story.at(1_200, .resume("main", .failing), overrides: [EventOverride(identifier: "again")])
        let events = try story.tell()
        #expect(
            events.map { $0.line(since: Story.start) }.suffix(3) == [
                "1501 integration.updated QUEUED", "2500 integration.updated ONGOING",
                "7500 integration.failed FAILED",
            ]
        )
        #expect(events[3].identifier == "again")
    }

    @Test(arguments: [500, 3_000, 20_000] as [Int64])
    func `a suspension makes inactive at once, and cancels a sync without a word`(moment: Int64) throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main"))
        try story.at(moment, .suspend("main"))
        let lines = try Self.lines(&story)
        #expect(lines.last == "\(moment) integration.updated INACTIVE")
        #expect(!lines.contains { $0.contains("failed") })
    }

    @Test func `an inactive integration is renamed, resumed into the queue, and removed`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", .failing))
        try story.at(10_000, .suspend("main"))
        try story.at(11_000, .rename("main", "Resting"))
        try story.at(12_000, .resume("main", .failing))
        try story.at(30_000, .suspend("main"))
        try story.at(31_000, .remove("main"))
        #expect(
            try Self.lines(&story).dropFirst(3) == [
                "10000 integration.updated INACTIVE", "11000 integration.updated INACTIVE",
                "12000 integration.updated QUEUED", "13000 integration.updated ONGOING",
                "18000 integration.failed FAILED", "30000 integration.updated INACTIVE",
                "31000 integration.updated DELETING", "33000 integration.deleted DELETED",
            ]
        )
    }

    @Test func `a partly successful sync completes and brings a part`() throws {
        var drawn = Story(behaviour: .later)
        try drawn.at(0, .connect("main", SyncPlan(outcome: .succeedsPartly(reason: "x", transactions: nil))))
        var given = Story(behaviour: .later)
        try given.at(0, .connect("main", SyncPlan(outcome: .succeedsPartly(reason: "x", transactions: 4))))
        let parts = try drawn.tell().compactMap(\.integration)
        #expect(parts.map(\.status) == [.queued, .ongoing, .completed])
        #expect((0..<10).contains(parts[2].totalTransactions))
        #expect(parts.allSatisfy { $0.errorMessage == nil })
        #expect(try given.tell().compactMap(\.integration).last?.totalTransactions == 4)
    }

    @Test func `a cancelled sync fails and says so`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", SyncPlan(outcome: .isCancelled)))
        let last = try #require(try story.tell().last)
        #expect(last.type == .integrationFailed)
        #expect(last.integration?.errorMessage == "sync cancelled")
        #expect(last.integration?.totalTransactions == 0)
    }

    @Test func `drawn failures give one of the provider's reasons`() throws {
        let always = Probability(billionths: 1_000_000_000)
        let behaviour = ProviderBehaviour(
            syncFailure: always,
            syncFailureReasons: WeightedChoice([("never", 0), ("a", 1), ("b", 1)]),
            wipe: WipeBehaviour(takes: .constant(1), failure: always)
        )
        var story = Story(behaviour: behaviour)
        for number in 0..<20 { try story.at(0, .connect("wallet \(number)")) }
        try story.at(60_000, .remove("wallet 0"))
        let reasons = try story.tell().compactMap { $0.integration?.errorMessage }
        #expect(Set(reasons) == ["a", "b", "data deletion timed out"])
        #expect(reasons.last == "data deletion timed out")
    }

    @Test func `a removal triggers a recalculation when it is done, and not before`() throws {
        var specification = IntegrationSpecification(name: "main", provider: .binance)
        specification.totalTransactions = 5
        var story = Story(behaviour: .later)
        try story.at(0, .connect(specification, nil))
        try story.at(1_000, .remove("main", Self.failingWipe))
        try story.at(10_000, .remove("main"))
        let jobs = try story.lines().filter { $0.contains("started") }
        // Two seconds of the wipe, two of quiet, the lag.
        #expect(jobs == ["14150 transfer_detection.started", "17150 costbasis.started"])
    }

    @Test func `ids and lags of a removal go to its two events`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", nil))
        try story.at(
            1_000,
            .remove("main"),
            overrides: [EventOverride(identifier: "a"), EventOverride(identifier: "b", lagMilliseconds: 70)]
        )
        let events = try story.tell()
        #expect(events.map(\.identifier) == [nil, "a", "b"])
        #expect(events.last?.line(since: Story.start) == "3070 integration.deleted DELETED")
    }

    @Test func `what the state does not allow is refused and changes nothing`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .connect("main", nil))
        try story.at(1, .resume("main"))
        try story.at(2, .suspend("main"))
        for verb in [Verb.suspend("main"), .resync("main")] { try story.at(3, verb) }
        try story.at(4, .suspend("nowhere"))
        try story.at(5, .revokeGrant(1))
        try story.at(6, .revokeGrant(nil))
        try story.at(7, .revokeGrant(nil))
        var refusals: [CommandRefused] = []
        var events: [Event] = []
        while story.world.nextMoment != nil {
            do throws(CommandRefused) {
                try story.world.step(into: &events)
            } catch {
                refusals.append(error)
            }
        }
        func refused(_ state: String, _ input: String) -> CommandRefused {
            .notPossible(InvalidTransition("integration", from: state, on: input))
        }
        #expect(
            refusals == [
                refused("idle", "resumptionRequested"), refused("inactive", "suspensionRequested"),
                refused("inactive", "resyncRequested"), .unknownIntegration, .unknownGrant, .unknownGrant,
            ]
        )
        #expect(events.map { $0.integration?.status } == [.queued, .inactive])
    }

    @Test(arguments: [Verb.suspend("main"), .resume("main")])
    func `the first contract suspends nothing`(verb: Verb) throws {
        var story = Story()
        try story.at(0, .connect("main", nil))
        try story.at(1, verb)
        let refusal = #expect(throws: CommandRefused.self) { _ = try story.tell() }
        #expect(refusal == .notInContract)
    }
}
