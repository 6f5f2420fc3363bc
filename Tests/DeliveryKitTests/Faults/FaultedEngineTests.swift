import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

/// Runs under faults: what reaches the consumer, what stands in the record, and that both are the same again.
@Suite struct FaultedEngineTests {
    static let half = FaultChoice.probability(Probability(billionths: 500_000_000))

    /// A run of users with an integration each, under faults.
    static func plan(_ faults: [Fault], users: Int = 3, to consumer: ScriptedConsumer) throws -> Engine.Plan {
        let faults = FaultPlan(faults, seed: 1)
        let world = try World.sample(users: users)
        var plan = Engine.Plan.sample(world, [])
        let webhooks = [
            try Webhook.sample("a", url: consumer.url + "/a"), try .sample("b", url: consumer.url + "/b"),
        ]
        plan.source = SimulationSource(world: world, profile: .kryptosV1, webhooks: webhooks, faults: faults)
        plan.faults = faults
        return plan
    }

    static let many = [
        Fault(.unknownField, choice: half),
        Fault(.duplicate(copies: 1, gapMilliseconds: 4_000), choice: half),
        Fault(.drop, choice: .probability(Probability(billionths: 200_000_000))),
        Fault(.reorder(span: 2), choice: half),
        Fault(.delay(.uniform(1_000...60_000), overtakes: true), choice: half),
        Fault(.unknownEvent, choice: .count(1)), Fault(.burst(size: 2), target: FaultTarget(user: 1)),
        Fault(.outage(Moment.sampleStart + 10_000..<Moment.sampleStart + 90_000)),
    ]

    @Test func `what is dropped is recorded, never sent, and not waited for`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        let run = try EngineRun(Self.plan([Fault(.drop, target: FaultTarget(nth: 2))], to: consumer))
        let figures = run.report.figures
        #expect(figures.deliveries == 42 && figures.dropped == 6 && figures.delivered == 36)
        #expect(figures.pending == 0 && run.report.stopped == nil && consumer.requests.count == 36)
        let dropped = run.record.deliveries.filter(\.isDropped)
        #expect(dropped.count == 6 && dropped.allSatisfy { run.record.attempts(of: $0.sequence).isEmpty })
        let sent = Set(consumer.requests.map { $0.field("X-Webhook-Id") ?? "" })
        #expect(dropped.allSatisfy { !sent.contains(String(decoding: $0.id, as: UTF8.self)) })
    }

    @Test func `an outage holds what is due in it, retries too, and says by how much`() throws {
        let consumer = try ScriptedConsumer { request in .status(request.attempt == 1 ? 503 : 200) }
        let start = Moment.sampleStart
        let outage = start + 1..<start + 3_600_000
        var plan = try Self.plan([Fault(.outage(outage), target: FaultTarget(webhook: 0))], to: consumer)
        plan.settings.retry = .ladder
        let engine = try Engine(plan)
        _ = try engine.run()
        let rows = try EngineResumeTests.Rows(engine)
        try engine.close()
        var heldCount = 0
        for attempt in rows.attempts {
            let delivery = rows.deliveries[Int(attempt.delivery) - 1]
            let moment = Moment(milliseconds: attempt.moment)
            if delivery.webhook == 0 {
                #expect(!outage.contains(moment))
                if let mark = attempt.marks.first {
                    #expect(mark.name == .outage && moment == outage.upperBound)
                    #expect(outage.contains(moment + -mark.detail))
                    heldCount += 1
                }
            } else {
                #expect(attempt.fault == nil)
            }
        }
        // The heads of three lanes, one of them on its second attempt.
        #expect(heldCount == 3)
        #expect(rows.attempts.contains { $0.number == 2 && !$0.marks.isEmpty })
    }

    @Test func `an unknown event is named in the head as in the body, and the copy is the same bytes`() throws
    {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        let faults = [
            Fault(.unknownEvent, target: FaultTarget(nth: 1)),
            Fault(.duplicate(copies: 1, gapMilliseconds: 0)),
        ]
        let run = try EngineRun(Self.plan(faults, users: 1, to: consumer))
        var seen: [String: [UInt8]] = [:]
        for request in consumer.requests {
            let body = request.request.body
            let event = request.field("X-Webhook-Event") ?? ""
            #expect(String(decoding: body, as: UTF8.self).contains("\"event\":\"\(event)\""))
            let key = request.request.target + (request.field("X-Webhook-Id") ?? "")
            #expect(seen[key] == nil || seen[key] == body)
            seen[key] = body
        }
        #expect(consumer.requests.count == 2 * seen.count && seen.count == 16)
        #expect(run.record.deliveries.filter(\.isUnknownEvent).count == 4)
        #expect(run.record.deliveries.filter(\.isCopy).count == 16)
    }

    @Test(arguments: [(32, Speed.instant), (32, .scaled(100_000)), (1, .scaled(100_000))])
    func `neither concurrency nor speed changes what faults do`(concurrency: Int, speed: Speed) throws {
        let consumer = try ScriptedConsumer { Whim.answer($0, failsOneIn: 3) }
        var plan = try Self.plan(Self.many, to: consumer)
        plan.settings.concurrency = 1
        let first = try EngineRun(plan)
        plan.settings.concurrency = concurrency
        plan.speed = speed
        let second = try EngineRun(plan)
        #expect(second.record == first.record && second.report.digest == first.report.digest)
        let names = Set(first.record.deliveries.flatMap(\.marks).map(\.name))
        #expect(names == [.unknownField, .duplicate, .drop, .reorder, .delay, .unknownEvent, .burst])
    }

    @Test func `a run under faults goes on from every prefix of its record to the same end`() throws {
        let consumer = try ScriptedConsumer { Whim.answer($0, failsOneIn: 4) }
        let plan = try Self.plan(Self.many, users: 2, to: consumer)
        let engine = try Engine(plan)
        let whole = try engine.run()
        let rows = try EngineResumeTests.Rows(engine)
        let expected = try EngineRecord(engine)
        try engine.close()
        for attemptCount in stride(from: 0, through: rows.attempts.count, by: 3) {
            let known = Int(rows.attempts.prefix(attemptCount).map(\.delivery).max() ?? 0)
            for deliveryCount in Set([known, rows.deliveries.count]) {
                let folder = TemporaryDirectory()
                let path = folder.path("run.sqlite")
                try rows.write(to: path, deliveryCount: deliveryCount, attemptCount: attemptCount)
                var resuming = plan
                resuming.runFile = path
                resuming.resumes = true
                let run = try EngineRun(resuming)
                #expect(run.record == expected, "\(deliveryCount) deliveries, \(attemptCount) attempts")
                #expect(run.report.digest == whole.digest && run.report.stopped == nil)
                #expect(run.report.figures.dropped == whole.figures.dropped)
                #expect(run.report.figures.pending == 0)
            }
        }
        #expect(whole.figures.dropped > 0 && whole.figures.retries > 0)
    }

    @Test func `the record counts what was done`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        let faults = [
            Fault(.drop, target: FaultTarget(nth: 3)), Fault(.wire(.pretty), target: FaultTarget(nth: 1)),
            Fault(.outage(Moment.sampleStart..<Moment.sampleStart + 5_000), target: FaultTarget(user: 0)),
            Fault(.drop, choice: .probability(.never)),
        ]
        let engine = try Engine(Self.plan(faults, to: consumer))
        _ = try engine.run()
        var tally = FaultTally()
        try engine.read { (reader) throws(LedgerError) in
            try History.stream(reader) { tally.observe($0) }
        }
        try engine.close()
        #expect((0..<4).map(tally.count) == [6, 6, 2, 0])
    }
}
