import Testing

@testable import SimulationKit

/// The rules of `semantics.md` 2 on the life of an integration, one test each.
@Suite struct IntegrationRulesTests {
    @Test func `a connected integration is queued, synced and completed`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        #expect(
            try story.lines().prefix(3) == [
                "0 integration.created QUEUED", "1000 integration.updated ONGOING",
                "6000 integration.updated COMPLETED",
            ]
        )
    }

    @Test func `only a completed sync moves the figures`() throws {
        var story = Story()
        try story.at(0, .connect("main", SyncPlan(outcome: .succeeds(transactions: 7))))
        try story.at(30_000, .resync("main", .failing))
        try story.at(60_000, .resync("main"))
        try story.at(90_000, .rename("main"))
        let snapshots = try story.tell().compactMap(\.integration)
        let start = Story.start.milliseconds
        #expect(snapshots.map(\.totalTransactions) == [0, 0, 7, 7, 7, 7, 7, 7, 17, 17])
        #expect(
            snapshots.map { $0.lastSyncedAtMilliseconds == 0 ? 0 : $0.lastSyncedAtMilliseconds - start }
                == [0, 0, 6_000, 6_000, 6_000, 6_000, 6_000, 6_000, 66_000, 66_000]
        )
        #expect(snapshots.allSatisfy { $0.details.addedOnMilliseconds == start })
    }

    @Test func `a failed sync is announced as failed and no chain follows`() throws {
        var story = Story()
        try story.at(0, .connect("main", .failing))
        #expect(
            try story.lines() == [
                "0 integration.created QUEUED", "1000 integration.updated ONGOING",
                "6000 integration.failed FAILED",
            ]
        )
    }

    @Test func `a resync goes back to queued from completed and from failed`() throws {
        var story = Story()
        try story.at(0, .connect("main", .failing))
        try story.at(10_000, .resync("main", .failing))
        try story.at(20_000, .resync("main", .failing))
        #expect(
            try story.lines().dropFirst(3) == [
                "10000 integration.updated QUEUED", "11000 integration.updated ONGOING",
                "16000 integration.failed FAILED", "20000 integration.updated QUEUED",
                "21000 integration.updated ONGOING", "26000 integration.failed FAILED",
            ]
        )
    }

    @Test(arguments: [[500], [3_000], [500, 700, 3_000, 5_999], [6_000 - 1]] as [[Int64]])
    func `resyncs during a sync make exactly one more, however many`(moments: [Int64]) throws {
        var story = Story()
        try story.at(0, .connect("main", .failing))
        for moment in moments { try story.at(moment, .resync("main", .failing)) }
        #expect(
            try story.lines().dropFirst(2) == [
                "6000 integration.failed FAILED", "6001 integration.updated QUEUED",
                "7000 integration.updated ONGOING", "12000 integration.failed FAILED",
            ]
        )
    }

    @Test func `the remembered sync goes as the last step that asked for it says`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(2_000, .resync("main", .failing))
        try story.at(
            3_000,
            .resync("main", SyncPlan(queuedMilliseconds: 10, takesMilliseconds: 20)),
            overrides: [EventOverride(identifier: "queued"), EventOverride(identifier: "ongoing")]
        )
        let events = try story.tell().filter { $0.integration != nil }
        #expect(
            events.dropFirst(2).map { $0.line(since: Story.start) } == [
                "6000 integration.updated COMPLETED", "6001 integration.updated QUEUED",
                "6010 integration.updated ONGOING", "6030 integration.updated COMPLETED",
            ]
        )
        #expect(events.map(\.identifier) == [nil, nil, nil, "queued", "ongoing", nil])
    }

    @Test(arguments: [500, 3_000] as [Int64])
    func `removal during a sync cancels it`(moment: Int64) throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(moment - 1, .resync("main"))
        try story.at(moment, .remove("main"))
        let status = moment < 1_000 ? "QUEUED" : "ONGOING"
        let lines = try story.lines()
        #expect(lines.last == "\(moment) integration.deleted \(status)")
        #expect(!lines.contains { $0.contains("COMPLETED") })
    }

    @Test(arguments: [(6_000, "COMPLETED"), (20_000, "COMPLETED")] as [(Int64, String)])
    func `removal carries the last status`(moment: Int64, status: String) throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(moment, .remove("main"))
        let lines = try story.lines()
        #expect(lines.contains { $0.hasSuffix(" integration.deleted \(status)") })
    }

    @Test func `settings may change in any state and leave the status alone`() throws {
        var story = Story()
        try story.at(0, .connect("main", .failing))
        for moment in [500, 2_000, 7_000] as [Int64] { try story.at(moment, .rename("main", "at \(moment)")) }
        let events = try story.tell()
        #expect(
            events.map { $0.line(since: Story.start) } == [
                "0 integration.created QUEUED", "500 integration.updated QUEUED",
                "1000 integration.updated ONGOING", "2000 integration.updated ONGOING",
                "6000 integration.failed FAILED", "7000 integration.updated FAILED",
            ]
        )
        let aliases = events.compactMap(\.integration).map { String(decoding: $0.aliasJSON, as: UTF8.self) }
        #expect(
            aliases.dropFirst() == [
                "\"at 500\"", "\"at 500\"", "\"at 2000\"", "\"at 2000\"", "\"at 7000\"",
            ]
        )
    }

    @Test func `a rename draws an alias of its own each time`() throws {
        var story = Story(seed: 42)
        try story.at(0, .connect("main", nil))
        for moment in 1...20 as ClosedRange<Int64> { try story.at(moment, .rename("main")) }
        let aliases = try story.tell().compactMap(\.integration)
            .map { String(decoding: $0.aliasJSON, as: UTF8.self) }
        let possible = ProviderAliases.aliases(of: "Binance", category: .exchange).map { "\"\($0)\"" }
        #expect(aliases.first == "\"Binance\"")
        #expect(Set(aliases).count > 4)
        #expect(Set(aliases).isSubset(of: possible))
    }

    @Test func `without progress only what ends a sync is announced, with the last status sent`() throws {
        var story = Story(behaviour: .steady(announcesProgress: false))
        try story.at(0, .connect("main"))
        try story.at(3_000, .rename("main"))
        try story.at(40_000, .resync("main", .failing))
        try story.at(43_000, .rename("main"))
        try story.at(60_000, .resync("main"))
        try story.at(63_000, .remove("main"))
        #expect(
            try story.lines().filter { $0.contains("integration") } == [
                "0 integration.created QUEUED", "3000 integration.updated QUEUED",
                "6000 integration.updated COMPLETED", "43000 integration.updated COMPLETED",
                "46000 integration.failed FAILED", "63000 integration.deleted FAILED",
            ]
        )
    }

    @Test func `an integration may be reported as active until it syncs`() throws {
        var specification = IntegrationSpecification(name: "main", provider: .binance)
        specification.initialStatus = .active
        var story = Story()
        try story.at(0, .connect(specification, nil))
        try story.at(1_000, .rename("main"))
        try story.at(2_000, .resync("main", .failing))
        #expect(
            try story.lines() == [
                "0 integration.created active", "1000 integration.updated active",
                "2000 integration.updated QUEUED", "3000 integration.updated ONGOING",
                "8000 integration.failed FAILED",
            ]
        )
    }

    @Test func `an integration that never syncs has no figures, and may be resynced`() throws {
        var story = Story()
        try story.at(0, .connect("main", nil))
        try story.at(1_000, .resync("main"))
        let snapshots = try story.tell().compactMap(\.integration)
        #expect(snapshots.map(\.lastSyncedAtMilliseconds).prefix(3) == [0, 0, 0])
        #expect(snapshots.map(\.totalTransactions).prefix(3) == [0, 0, 0])
        #expect(snapshots.last?.totalTransactions == 10)
    }

    @Test func `nothing follows a removal, and connecting again makes a new wallet`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(100, .remove("main"))
        try story.at(200, .connect("again"))
        let events = try story.tell().filter { $0.integration != nil }
        let wallets = events.compactMap { $0.integration?.details.walletIdentifier }
        #expect(events[1].type == .integrationDeleted)
        #expect(Set(wallets.prefix(2)).count == 1)
        #expect(!wallets.dropFirst(2).contains(wallets[0]))
    }

    @Test func `what the state does not allow is refused and changes nothing`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(10, .connect("main"))
        try story.at(20, .resync("nowhere"))
        try story.at(30, .remove("main"))
        for verb in [Verb.resync("main"), .rename("main"), .remove("main")] { try story.at(40, verb) }
        try story.at(50, .connect("main"))
        var refusals: [CommandRefused] = []
        var events: [Event] = []
        while story.world.nextMoment != nil {
            do throws(CommandRefused) {
                try story.world.step(into: &events)
            } catch {
                refusals.append(error)
            }
        }
        let removed = ["resyncRequested", "settingsChanged", "removalRequested"].map {
            CommandRefused.notPossible(InvalidTransition("integration", from: "removed", on: $0))
        }
        #expect(refusals == [.alreadyConnected, .unknownIntegration] + removed + [.alreadyConnected])
        #expect(refusals.allSatisfy { !$0.message.isEmpty })
        #expect(events.map(\.type) == [.integrationCreated, .integrationDeleted])
    }

    @Test func `changes of one wallet in one millisecond are announced a millisecond apart`() throws {
        var story = Story()
        try story.at(0, .connect("main", nil))
        try story.at(0, .connect("other", nil))
        try story.at(0, .rename("main"))
        try story.at(0, .rename("main"))
        #expect(
            try story.lines() == [
                "0 integration.created QUEUED", "0 integration.created QUEUED",
                "1 integration.updated QUEUED", "2 integration.updated QUEUED",
            ]
        )
    }
}
