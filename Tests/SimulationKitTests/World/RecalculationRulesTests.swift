import Testing

@testable import SimulationKit

/// The rules of `semantics.md` 3 on the chain, one test each.
@Suite struct RecalculationRulesTests {
    /// The events of the chain alone, at the moments of the changes.
    private static func chain(_ story: inout Story) throws -> [String] {
        try story.tell().compactMap { event in
            event.job.map { "\($0.changedAt - Story.start) \(event.type.name)" }
        }
    }

    private static func full(from start: Int64) -> [String] {
        [
            "\(start) transfer_detection.started", "\(start + 3_000) transfer_detection.completed",
            "\(start + 3_000) costbasis.started", "\(start + 7_000) costbasis.completed",
        ]
    }

    private static let failing = Verb.recalculate(
        RecalculationPlan(transferDetection: StagePlan(failure: "transfer matching timed out"))
    )

    @Test func `a chain starts two seconds after the sync`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        #expect(try Self.chain(&story) == Self.full(from: 8_000))
    }

    @Test func `the wait is a knob`() throws {
        var story = Story(
            behaviour: ProviderBehaviour(
                queued: .constant(1_000),
                takes: .constant(5_000),
                settleMilliseconds: 0,
                transferDetection: .constant(3_000),
                costBasis: .constant(4_000)
            )
        )
        try story.at(0, .connect("main"))
        #expect(try Self.chain(&story) == Self.full(from: 6_000))
    }

    @Test func `it waits for the last of the running syncs`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(0, .connect("slow", SyncPlan(takesMilliseconds: 20_000)))
        #expect(try Self.chain(&story) == Self.full(from: 23_000))
    }

    @Test func `the last sync to settle may have failed`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        let plan = SyncPlan(takesMilliseconds: 6_500, outcome: .fails(reason: "timeout"))
        try story.at(0, .connect("slow", plan))
        #expect(try Self.chain(&story) == Self.full(from: 9_500))
    }

    @Test func `a sync that begins during the wait puts it off`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(7_000, .resync("main", .failing))
        #expect(try Self.chain(&story) == Self.full(from: 15_000))
    }

    @Test func `a cancelled sync has settled`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(0, .connect("slow", SyncPlan(takesMilliseconds: 60_000)))
        try story.at(30_000, .remove("slow"))
        #expect(try Self.chain(&story) == Self.full(from: 32_000))
    }

    @Test func `without a completed sync there is no chain`() throws {
        var story = Story()
        try story.at(0, .connect("main", .failing))
        try story.at(0, .connect("other"))
        try story.at(3_000, .remove("other"))
        #expect(try Self.chain(&story).isEmpty)
    }

    @Test func `triggers during a chain make exactly one more after it, however many`() throws {
        var story = Story()
        for name in ["a", "b", "c"] { try story.at(0, .connect(name)) }
        // Each completes during the first chain, which runs from 8 to 15 seconds.
        for name in ["a", "b", "c"] { try story.at(8_000, .resync(name)) }
        #expect(try Self.chain(&story) == Self.full(from: 8_000) + Self.full(from: 16_000))
    }

    @Test func `the chain that follows waits for syncs that still run`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(8_000, .connect("other"))
        try story.at(8_000, .connect("slow", SyncPlan(takesMilliseconds: 20_000)))
        #expect(try Self.chain(&story) == Self.full(from: 8_000) + Self.full(from: 31_000))
    }

    @Test func `the chain that follows starts a millisecond after the end when nothing holds it`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(8_000, .resync("main", SyncPlan(queuedMilliseconds: 0, takesMilliseconds: 1)))
        #expect(try Self.chain(&story) == Self.full(from: 8_000) + Self.full(from: 15_001))
    }

    @Test func `a failed detection ends the chain, which is not run again by itself`() throws {
        var story = Story()
        try story.at(0, Self.failing)
        let events = try story.tell()
        #expect(events.map(\.type) == [.transferDetectionStarted, .transferDetectionFailed])
        #expect(events.map { $0.job?.reason } == [nil, "transfer matching timed out"])
    }

    @Test func `a failed chain runs again when it is triggered anew`() throws {
        var story = Story()
        try story.at(0, Self.failing)
        try story.at(10_000, .connect("main"))
        #expect(
            try Self.chain(&story) == [
                "0 transfer_detection.started", "3000 transfer_detection.failed",
            ] + Self.full(from: 18_000)
        )
    }

    @Test func `a failed cost basis ends the chain with its reason`() throws {
        var story = Story()
        let plan = RecalculationPlan(costBasis: StagePlan(failure: "missing price history"))
        try story.at(0, .recalculate(plan))
        let events = try story.tell()
        #expect(events.last?.type == .costBasisFailed)
        #expect(events.compactMap { $0.job?.reason } == ["missing price history"])
        #expect(events.count == 4)
    }

    @Test func `chance may fail a stage, with the reasons of that stage`() throws {
        for stage in RecalculationStage.allCases {
            let reasons = try (0..<64 as Range<UInt64>).flatMap { seed in
                var story = Story(
                    seed: seed,
                    behaviour: ProviderBehaviour(stageFailure: Probability(billionths: 300_000_000))
                )
                try story.at(0, .connect("main"))
                return try story.tell().compactMap { event in
                    event.job?.stage == stage ? event.job?.reason : nil
                }
            }
            #expect(reasons.count > 5)
            let possible = ProviderBehaviour().reasons(of: stage).options.map(\.name)
            #expect(Set(reasons).isSubset(of: possible))
            #expect(Set(reasons).count > 1)
        }
    }

    @Test func `removing an integration that had transactions triggers a chain`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(60_000, .remove("main"))
        #expect(try Self.chain(&story) == Self.full(from: 8_000) + Self.full(from: 62_000))
    }

    @Test func `removing one that had none does not`() throws {
        var story = Story()
        try story.at(0, .connect("main", nil))
        try story.at(60_000, .remove("main"))
        #expect(try Self.chain(&story).isEmpty)
    }

    @Test func `a chain that is asked for starts at once, whatever syncs run`() throws {
        var story = Story()
        try story.at(0, .connect("main", .failing))
        try story.at(2_000, .recalculate)
        #expect(try Self.chain(&story) == Self.full(from: 2_000))
    }

    @Test func `a chain that is asked for takes the place of the one that waits`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        try story.at(7_000, .recalculate)
        #expect(try Self.chain(&story) == Self.full(from: 7_000))
    }

    @Test func `chains asked for during a chain make one, right after it, as the last one says`() throws {
        var story = Story()
        try story.at(0, .recalculate)
        try story.at(1_000, .recalculate)
        try story.at(2_000, Self.failing, overrides: [EventOverride(identifier: "started")])
        // A sync runs on beyond the end; who asks does not wait for it.
        try story.at(
            2_000,
            .connect("slow", SyncPlan(takesMilliseconds: 30_000, outcome: .fails(reason: "x")))
        )
        var copy = story
        #expect(
            try Self.chain(&story) == Self.full(from: 0) + [
                "7001 transfer_detection.started", "10001 transfer_detection.failed",
            ]
        )
        let identifiers = try copy.tell().filter { $0.job != nil }.map(\.identifier)
        #expect(identifiers == [nil, nil, nil, nil, "started", nil])
    }

    /// `data.timestamp` alone tells one run from the next, so it may not stand still between them.
    @Test func `a chain asked for in the millisecond of the last one's end starts in the next`() throws {
        var story = Story()
        try story.at(0, .recalculate)
        try story.at(7_000, .recalculate)
        try story.at(7_000, Self.failing)
        #expect(
            try Self.chain(&story) == Self.full(from: 0) + [
                "7001 transfer_detection.started", "10001 transfer_detection.failed",
            ]
        )
    }

    @Test func `a stage takes a millisecond at least`() throws {
        var story = Story()
        let instant = StagePlan(takesMilliseconds: 0)
        try story.at(0, .recalculate(RecalculationPlan(transferDetection: instant, costBasis: instant)))
        #expect(
            try Self.chain(&story) == [
                "0 transfer_detection.started", "1 transfer_detection.completed", "1 costbasis.started",
                "2 costbasis.completed",
            ]
        )
    }

    /// 004's samples: 154 and 126 ms.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the envelope of a job event follows the change by 100 to 200 milliseconds`(seed: UInt64) throws {
        var story = Story(seed: seed, behaviour: ProviderBehaviour())
        try story.at(0, .connect("main"))
        let lags = try story.tell().compactMap { event in event.job.map { event.moment - $0.changedAt } }
        #expect(lags.count == 4)
        #expect(lags.allSatisfy { (100...200).contains($0) }, "\(lags)")
    }

    @Test func `lags are drawn for each event`() throws {
        let lags = try (0..<20 as Range<UInt64>).map { seed in
            var story = Story(seed: seed, behaviour: ProviderBehaviour())
            try story.at(0, .recalculate)
            return try story.tell().first?.moment
        }
        #expect(Set(lags).count > 10)
    }

    @Test func `what a user does while a job event waits is announced after it`() throws {
        var story = Story()
        try story.at(0, .connect("main", nil))
        try story.at(1_000, .recalculate)
        try story.at(1_050, .rename("main"))
        #expect(
            try story.lines().prefix(3) == [
                "0 integration.created QUEUED", "1150 transfer_detection.started",
                "1150 integration.updated QUEUED",
            ]
        )
    }
}
