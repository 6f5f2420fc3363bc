import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@Suite struct EngineResumeTests {
    static let twoWebhooks = 2

    /// A run of three users and two webhooks at a consumer that refuses every third attempt.
    static func plan(
        _ consumer: ScriptedConsumer,
        ordering: DeliverySettings.Ordering = .strict
    ) throws -> Engine.Plan {
        let webhooks = [
            try Webhook.sample(
                "a",
                url: consumer.url,
                events: .only([.integrationCreated, .integrationUpdated])
            ),
            try .sample("b", url: consumer.url, events: .only([.integrationUpdated, .costBasisCompleted])),
        ]
        var plan = Engine.Plan.sample(try .sample(users: 3), webhooks)
        plan.settings.ordering = ordering
        plan.settings.concurrency = 3
        plan.settings.retry = RetryPolicy(
            attemptsMax: 3,
            waits: .exponential(baseMilliseconds: 20_000, factorPercent: 200, jitterPermille: 100),
            retryable: .listed
        )
        return plan
    }

    static func consumer() throws -> ScriptedConsumer {
        try ScriptedConsumer { Whim.answer($0, failsOneIn: 3) }
    }

    /// The rows of a run in the order in which they were recorded.
    struct Rows {
        var lanes: [LaneRow] = []
        var deliveries: [DeliveryRow] = []
        var attempts: [AttemptRow] = []

        init(_ engine: Engine) throws {
            var rows = (lanes: [LaneRow](), deliveries: [DeliveryRow](), attempts: [AttemptRow]())
            try engine.read { (reader) throws(LedgerError) in
                try History.stream(reader) { entry in
                    switch entry {
                    case .lane(let lane): rows.lanes.append(lane)
                    case .delivery(let delivery): rows.deliveries.append(delivery)
                    case .attempt(let entry): rows.attempts.append(entry.attempt)
                    }
                }
            }
            (lanes, deliveries, attempts) = rows
        }

        /// Writes a run file that ends after some deliveries and some attempts of them.
        func write(to path: String, deliveryCount: Int, attemptCount: Int) throws {
            let ledger = try Ledger.create(at: path, identity: .sample) {}
            var digest = StreamDigest()
            let recorded = Array(deliveries.prefix(deliveryCount))
            for row in recorded {
                digest.add(uid: lanes[Int(row.lane)].user, ordinal: row.ordinal, body: row.body)
            }
            let laneCount = (recorded.map(\.lane).max() ?? -1) + 1
            ledger.append(
                lanes: Array(lanes.prefix(Int(laneCount))),
                deliveries: recorded,
                watermark: recorded.isEmpty
                    ? nil : LedgerWatermark(sequence: Int64(deliveryCount), digest: digest.bytes)
            )
            ledger.append(attempts: Array(attempts.prefix(attemptCount)))
            try ledger.close()
        }
    }

    @Test(arguments: DeliverySettings.Ordering.allCases)
    func `a run goes on from every prefix of its record to the same end`(
        ordering: DeliverySettings.Ordering
    ) throws {
        let consumer = try Self.consumer()
        let plan = try Self.plan(consumer, ordering: ordering)
        let engine = try Engine(plan)
        let whole = try engine.run()
        let rows = try Rows(engine)
        let expected = try EngineRecord(engine)
        try engine.close()
        #expect(rows.attempts.count > rows.deliveries.count && expected.lanes.count == 6)
        var resumedCount = 0
        for attemptCount in 0...rows.attempts.count {
            let known = Int(rows.attempts.prefix(attemptCount).map(\.delivery).max() ?? 0)
            for deliveryCount in Set([known, (known + rows.deliveries.count) / 2, rows.deliveries.count]) {
                let folder = TemporaryDirectory()
                try rows.write(
                    to: folder.path("run.sqlite"),
                    deliveryCount: deliveryCount,
                    attemptCount: attemptCount
                )
                var resuming = plan
                resuming.runFile = folder.path("run.sqlite")
                resuming.resumes = true
                let sent = consumer.requests.count
                let run = try EngineRun(resuming)
                resumedCount += 1
                #expect(run.record == expected, "\(deliveryCount) deliveries, \(attemptCount) attempts")
                #expect(run.report.digest == whole.digest && run.report.stopped == nil)
                #expect(run.report.simulatedMilliseconds == whole.simulatedMilliseconds)
                #expect(run.report.figures.attempts == whole.figures.attempts)
                #expect(run.report.figures.delivered == whole.figures.delivered)
                #expect(run.report.figures.failed == whole.figures.failed)
                #expect(run.report.eventCounts == whole.eventCounts)
                // Nothing that was recorded is sent again.
                #expect(consumer.requests.count - sent == rows.attempts.count - attemptCount)
            }
        }
        #expect(resumedCount > rows.attempts.count)
    }

    @Test func `a finished run that is resumed sends nothing and says the same`() throws {
        let consumer = try Self.consumer()
        let folder = TemporaryDirectory()
        var plan = try Self.plan(consumer)
        plan.runFile = folder.path("run.sqlite")
        let first = try EngineRun(plan)
        let sent = consumer.requests.count
        plan.resumes = true
        let second = try EngineRun(plan)
        #expect(consumer.requests.count == sent)
        #expect(second.record == first.record && second.report.digest == first.report.digest)
        #expect(second.report.simulatedMilliseconds == first.report.simulatedMilliseconds)
    }

    @Test func `resuming where there is no file starts one`() throws {
        let consumer = try Self.consumer()
        let folder = TemporaryDirectory()
        var plan = try Self.plan(consumer)
        let expected = try EngineRun(plan)
        plan.runFile = folder.path("run.sqlite")
        plan.resumes = true
        #expect(try EngineRun(plan).record == expected.record)
    }

    @Test func `a scaled run that is resumed does not wait for what is past`() throws {
        let consumer = try Self.consumer()
        let folder = TemporaryDirectory()
        var plan = try Self.plan(consumer)
        let expected = try EngineRun(plan)
        let stop = EngineStop()
        plan.runFile = folder.path("run.sqlite")
        plan.resumes = true
        let stopping = try ScriptedConsumer { request in
            if request.number == 9 { stop.request(.signal(15)) }
            return Whim.answer(request, failsOneIn: 3)
        }
        var first = try Self.plan(stopping)
        first.runFile = plan.runFile
        #expect(try EngineRun(first, stop: stop).report.stopped == .signal(15))
        // A minute and more of simulated time is left, and the whole of it takes milliseconds.
        plan.speed = .scaled(10_000)
        #expect(try EngineRun(plan).record == expected.record)
    }

    @Test func `a file with other bodies is refused and left as it is`() throws {
        let consumer = try Self.consumer()
        let folder = TemporaryDirectory()
        let path = folder.path("run.sqlite")
        var plan = try Self.plan(consumer)
        plan.runFile = path
        let first = try EngineRun(plan)
        let sent = consumer.requests.count
        for world in [try World.sample(users: 3, seed: 2), try .sample(users: 2)] {
            var other = Engine.Plan.sample(world, [try .sample(url: consumer.url)])
            other.runFile = path
            other.resumes = true
            let engine = try Engine(other)
            #expect(throws: EngineError.otherStream) { try engine.run() }
            try engine.close()
        }
        #expect(consumer.requests.count == sent)
        #expect(EngineError.otherStream.message.contains("--db"))
        plan.resumes = true
        #expect(try EngineRun(plan).record == first.record)
    }

    @Test func `a file is not written over, and one that was cannot be opened is told`() throws {
        let folder = TemporaryDirectory()
        var plan = Engine.Plan.sample(try .sample(), [try .sample()])
        plan.runFile = folder.write("something", to: "run.sqlite")
        #expect(throws: EngineError.ledger(.fileExists(path: folder.path("run.sqlite")))) { try Engine(plan) }
        plan.resumes = true
        #expect(throws: EngineError.self) { try Engine(plan) }
    }
}
