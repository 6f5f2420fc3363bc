import Dispatch
import Glibc
import SimulationKit
import Synchronization
import TestSupport
import Testing
import WireKit

@testable import DeliveryKit

@Suite struct EngineLimitTests {
    /// Lets an engine make deliveries, as long as it wants to, and hand them to its ledger.
    static func fill(_ engine: Engine) throws {
        while engine.canGenerate(at: MonotonicClock.nanoseconds()) {
            try engine.generate()
            engine.record.flush(to: engine.ledger)
        }
    }

    @Test(arguments: [DeliverySettings.Ordering.strict, .none])
    func `deliveries in memory stay within their limit, and everything arrives`(
        ordering: DeliverySettings.Ordering
    ) throws {
        let consumer = try ScriptedConsumer { Whim.answer($0, failsOneIn: 4) }
        var plan = try Engine.Plan.sample(.crowd(users: 150), to: consumer)
        plan.settings.ordering = ordering
        plan.settings.concurrency = 8
        plan.limits.unsettledMax = 40
        plan.limits.deliveriesPerTurnMax = 16
        plan.limits.observationNanoseconds = 0
        let engine = try Engine(plan)
        try Self.fill(engine)
        #expect((40...44).contains(engine.tracks.unsettledCount), "one step may come on top")
        let placesBefore = engine.figures.deliveries
        #expect(placesBefore <= 44)
        let report = try engine.run()
        #expect(report.stopped == nil && report.figures.deliveries > 1_000 && report.figures.pending == 0)
        #expect(engine.tracks.unsettledCount == 0 && engine.tracks.busyCount == 0)
        try engine.close()
    }

    @Test func `what is in memory at once does not grow with the run`() throws {
        var peaks: [Int64] = []
        for users in [100, 400] {
            let consumer = try ScriptedConsumer()
            var plan = try Engine.Plan.sample(.crowd(users: users), to: consumer)
            plan.settings.concurrency = 4
            plan.limits.unsettledMax = 100
            plan.limits.deliveriesPerTurnMax = 16
            plan.limits.observationNanoseconds = 0
            var peak: Int64 = 0
            let engine = try Engine(plan) { peak = max(peak, $0.pending) }
            let report = try engine.run()
            #expect(report.figures.deliveries > Int64(users) * 7)
            #expect(engine.tracks.add() <= 101 + users / 10, "places of settled lanes are used again")
            try engine.close()
            peaks.append(peak)
        }
        #expect(peaks.allSatisfy { $0 <= 104 })
    }

    @Test func `the world waits for the ledger, and the ledger wakes it`() throws {
        let gate = DispatchSemaphore(value: 0)
        let isOpen = Atomic(false)
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.crowd(users: 60), to: consumer)
        plan.limits.outstandingRowsMax = 100
        plan.limits.deliveriesPerTurnMax = 20
        plan.ledgerOptions.crash = { point in
            guard point == .beforeCommit, !isOpen.load(ordering: .acquiring) else { return }
            gate.wait()
        }
        let engine = try Engine(plan)
        try Self.fill(engine)
        #expect((100...140).contains(engine.ledger.outstandingRows))
        #expect(!engine.hasRoom(at: MonotonicClock.nanoseconds()))
        #expect(engine.tracks.unsettledCount < plan.limits.unsettledMax)
        isOpen.store(true, ordering: .releasing)
        gate.signal()
        let report = try engine.run()
        #expect(report.stopped == nil && report.figures.pending == 0)
        try engine.close()
    }

    @Test func `a run that waits does not spin`() throws {
        let slowAnswers = try ScriptedConsumer { _ in .status(200).after(milliseconds: 30) }
        for speed in [Speed.instant, .scaled(1_000)] {
            var plan = try Engine.Plan.sample(.sample(), to: slowAnswers)
            plan.speed = speed
            plan.limits.observationNanoseconds = 0
            // A disk that takes two milliseconds for each commit: it is waited for too.
            plan.ledgerOptions.crash = { _ in
                _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(2))
            }
            var turnCount = 0
            let engine = try Engine(plan) { _ in turnCount += 1 }
            let report = try engine.run()
            #expect(report.figures.delivered == 7)
            // About five turns for each of the seven: made, durable, answered, durable, and a few wakes.
            #expect(turnCount < 100, "\(turnCount) turns at \(speed)")
            try engine.close()
        }
    }

    @Test func `a step of more deliveries than one append takes is recorded in several`() throws {
        // A thousand webhooks that one moment gives eighteen events each.
        let consumer = try ScriptedConsumer()
        let webhooks = try (0..<1_000).map { try Webhook.sample("\($0)", url: consumer.url) }
        var world = World(seed: 1, start: .sampleStart, users: [UserSpecification(name: "alice")])
        let plan = SyncPlan(queuedMilliseconds: 1_000, takesMilliseconds: 1_000)
        for number in 0..<18 {
            let provider = ConnectedProvider.catalogue[0]
            let specification = IntegrationSpecification(name: "\(number)", provider: provider)
            try world.submit(Command(at: .sampleStart, user: 0, .connect(specification, plan)))
        }
        let engine = try Engine(.sample(world, webhooks))
        while engine.figures.deliveries <= 18_000 {
            try engine.generate()
            engine.record.flush(to: engine.ledger)
        }
        let made = engine.figures.deliveries
        #expect(made > 18_000 + Int64(Ledger.rowsPerAppendMax), "one step made more than one append takes")
        let extent = try engine.read { $0.extent }
        #expect(extent.watermark.sequence == made && extent.laneCount == 1_000)
        #expect(extent.watermark.digest == engine.digest.bytes)
        try engine.close()
    }

    @Test func `a run file that ends within a step is gone on with`() throws {
        let consumer = try ScriptedConsumer()
        let webhooks = try (0..<5).map { try Webhook.sample("\($0)", url: consumer.url) }
        let whole = try Engine(.sample(try .sample(users: 2), webhooks))
        let report = try whole.run()
        let rows = try EngineResumeTests.Rows(whole)
        let expected = try EngineRecord(whole)
        try whole.close()
        for count in 1..<12 {
            let folder = TemporaryDirectory()
            try rows.write(to: folder.path("run.sqlite"), deliveryCount: count, attemptCount: 0)
            var plan = Engine.Plan.sample(try .sample(users: 2), webhooks)
            plan.runFile = folder.path("run.sqlite")
            plan.resumes = true
            let run = try EngineRun(plan)
            #expect(run.record == expected && run.report.digest == report.digest)
        }
    }

    @Test func `retries that wait for their moment leave room for deliveries that are due`() throws {
        // Half a minute of simulated time takes a third of a second; the retries are due after hours.
        let consumer = try ScriptedConsumer { request in
            request.field("X-Webhook-Event") == "integration.created" ? .status(503) : .status(200)
        }
        var plan = try Engine.Plan.sample(.sample(users: 40), to: consumer)
        plan.settings.ordering = .none
        plan.settings.concurrency = 2
        plan.settings.retry = RetryPolicy(
            attemptsMax: 2,
            waits: .listed(milliseconds: [86_400_000]),
            retryable: .any
        )
        plan.speed = .scaled(10_000)
        plan.limits.deliveriesPerTurnMax = 4
        plan.limits.lookaheadNanoseconds = 1_000_000
        // Far fewer than wait for their second attempts, were only deliveries counted and not what is due.
        plan.settings.concurrency = 1
        let run = try EngineRun(plan)
        let retriedAt = try #require(run.record.attempts.filter { $0.number == 2 }.map(\.moment).min())
        #expect(run.record.deliveries.allSatisfy { $0.moment < retriedAt.milliseconds })
        let firstRetry = try #require(consumer.requests.firstIndex { $0.attempt == 2 })
        #expect(firstRetry == 40 * 7, "every first attempt was made before the first second one")
    }

    @Test func `a world that nobody is told of does not keep a stop waiting`() throws {
        let webhooks = [try Webhook.sample(events: .only([.integrationDeleted]))]
        var plan = Engine.Plan.sample(.crowd(users: 300), webhooks)
        plan.limits.stepsPerTurnMax = 50
        plan.limits.observationNanoseconds = 0
        let stop = EngineStop()
        var heard: [Int64] = []
        let engine = try Engine(plan, stop: stop) { figures in
            heard.append(figures.events)
            if heard.count == 3 { stop.request(.signal(2)) }
        }
        let report = try engine.run()
        #expect(report.stopped == .signal(2) && report.figures.events == heard.last)
        #expect(heard.count == 3 && report.figures.events < 500)
        try engine.close()
        let whole = try EngineRun(plan)
        #expect(whole.report.stopped == nil && whole.report.figures.events > 2_000)
        #expect(whole.report.figures.deliveries == 0 && whole.record.deliveries.isEmpty)
        #expect(whole.report.simulatedMilliseconds > 600_000, "the simulation went on without deliveries")
    }
}
