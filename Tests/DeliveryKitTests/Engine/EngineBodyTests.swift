import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import DeliveryKit

/// Bodies that are left to the record until their turn is near.
@Suite struct EngineBodyTests {
    /// Few users with much to do, at a consumer that refuses every third attempt.
    static func plan(_ consumer: ScriptedConsumer, bodiesAheadMax: Int) throws -> Engine.Plan {
        var plan = try Engine.Plan.sample(.crowd(users: 12), to: consumer)
        plan.settings.concurrency = 3
        plan.limits.observationNanoseconds = 0
        plan.limits.bodiesAheadMax = bodiesAheadMax
        return plan
    }

    @Test(arguments: [0, 1, 20])
    func `lanes keep few bodies beside those of their heads, and send the same in the same order`(
        bodiesAheadMax: Int
    ) throws {
        let (consumer, other) = (
            try ScriptedConsumer { Whim.answer($0, failsOneIn: 3) },
            try ScriptedConsumer { Whim.answer($0, failsOneIn: 3) }
        )
        let expected = try EngineRun(try Self.plan(other, bodiesAheadMax: 4_096))
        let engine = try Engine(try Self.plan(consumer, bodiesAheadMax: bodiesAheadMax))
        try EngineLimitTests.fill(engine)
        #expect(engine.tracks.unsettledCount > engine.tracks.busyCount + 20, "most wait behind others")
        let forNew = bodiesAheadMax - bodiesAheadMax / 2
        #expect(engine.tracks.bodiesAhead == forNew, "the rest is for what comes back")
        let report = try engine.run()
        #expect(engine.tracks.bodiesAhead == 0)
        #expect(try EngineRecord(engine) == expected.record)
        #expect(report.digest == expected.report.digest && report.stopped == nil)
        let requests = EngineOrderTests.requestsByLane(consumer.requests, expected.record)
        let bodies = Dictionary(
            uniqueKeysWithValues: expected.record.deliveries.map {
                (String(decoding: $0.id, as: UTF8.self), $0.body)
            }
        )
        for (lane, identifiers) in zip(requests, expected.record.identifiersByLane) {
            #expect(lane.map { $0.field("X-Webhook-Id") ?? "" } == identifiers)
            #expect(lane.allSatisfy { $0.body == bodies[$0.field("X-Webhook-Id") ?? ""] })
        }
        try engine.close()
    }

    @Test func `a webhook that hangs for a while leaves its backlog to the record`() throws {
        let hanging = try ScriptedConsumer { _ in .status(200).after(milliseconds: 10) }
        let prompt = try ScriptedConsumer()
        let webhooks = [
            try Webhook.sample("hanging", url: hanging.url),
            try .sample("prompt", url: prompt.url),
        ]
        var plan = Engine.Plan.sample(.crowd(users: 12), webhooks)
        plan.settings.concurrency = 4
        plan.limits.bodiesAheadMax = 10
        plan.limits.observationNanoseconds = 0
        var peak = 0
        var read: (() -> Int)?
        let engine = try Engine(plan) { _ in peak = max(peak, read?() ?? 0) }
        read = { [unowned engine] in engine.tracks.bodiesAhead }
        let report = try engine.run()
        #expect((1...10).contains(peak))
        #expect(report.figures.delivered == report.figures.deliveries && report.figures.deliveries > 200)
        for (place, consumer) in [hanging, prompt].enumerated() {
            let bodies = try EngineRecord(engine).deliveries.filter { $0.webhook == place }.map(\.body)
            #expect(Set(consumer.requests.map(\.body)) == Set(bodies))
        }
        try engine.close()
    }

    @Test(arguments: DeliverySettings.Ordering.allCases)
    func `a run whose bodies lie in the record alone goes on to the same end`(
        ordering: DeliverySettings.Ordering
    ) throws {
        let consumer = try EngineResumeTests.consumer()
        let plan = try EngineResumeTests.plan(consumer, ordering: ordering)
        let engine = try Engine(plan)
        let whole = try engine.run()
        let rows = try EngineResumeTests.Rows(engine)
        let expected = try EngineRecord(engine)
        try engine.close()
        for attemptCount in stride(from: 0, through: rows.attempts.count, by: 7) {
            let folder = TemporaryDirectory()
            let path = folder.path("run.sqlite")
            try rows.write(to: path, deliveryCount: rows.deliveries.count, attemptCount: attemptCount)
            var resuming = plan
            resuming.runFile = path
            resuming.resumes = true
            resuming.limits.bodiesAheadMax = 0
            let sent = consumer.requests.count
            let run = try EngineRun(resuming)
            #expect(run.record == expected && run.report.digest == whole.digest)
            #expect(consumer.requests.count - sent == rows.attempts.count - attemptCount)
        }
    }
}
