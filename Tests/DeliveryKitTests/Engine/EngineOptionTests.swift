import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

/// What users can ask of deliveries beside the documents' defaults.
@Suite struct EngineOptionTests {
    private static func retryAfterPlan(_ consumer: ScriptedConsumer, honours: Bool) throws -> Engine.Plan {
        var plan = try Engine.Plan.sample(.sample(), to: consumer)
        plan.settings.retry = RetryPolicy(
            attemptsMax: 3,
            waits: .listed(milliseconds: [10_000, 20_000]),
            retryable: .any
        )
        plan.settings.retry.honoursRetryAfter = honours
        return plan
    }

    /// The waits between the attempts of the first delivery, in seconds.
    private static func waits(_ record: EngineRecord) -> [Int64] {
        let attempts = record.attempts(of: 1)
        return zip(attempts, attempts.dropFirst()).map { ($1.moment - $0.settled) / 1_000 }
    }

    @Test(
        arguments: [
            (["Retry-After": "120"], [120, 120]), (["Retry-After": "15"], [15, 20]),
            (["Retry-After": "1"], [10, 20]), (["Retry-After": "soon"], [10, 20]),
            (["Retry-After": "1000000"], [86_400, 86_400]),
            (
                [
                    "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
                    "Retry-After": "Sun, 06 Nov 1994 08:54:37 GMT",
                ], [300, 300]
            ),
        ] as [(HTTPFields, [Int64])]
    )
    func `a Retry-After makes a wait longer where it is asked for, and else nothing`(
        fields: HTTPFields,
        seconds: [Int64]
    ) throws {
        let consumer = try ScriptedConsumer { _ in .status(503, fields: fields) }
        let heeding = try EngineRun(try Self.retryAfterPlan(consumer, honours: true))
        #expect(Self.waits(heeding.record) == seconds)
        #expect(heeding.report.figures.attempts == 21 && heeding.report.figures.failed == 7)
        let deaf = try EngineRun(try Self.retryAfterPlan(consumer, honours: false))
        #expect(Self.waits(deaf.record) == [10, 20])
    }

    @Test func `a run that goes on keeps the wait that an earlier one was asked for`() throws {
        let consumer = try ScriptedConsumer { request in
            request.attempt % 2 == 1
                ? .status(503, fields: ["Retry-After": String(60 + request.attempt)]) : .status(200)
        }
        let plan = try Self.retryAfterPlan(consumer, honours: true)
        let engine = try Engine(plan)
        _ = try engine.run()
        let rows = try EngineResumeTests.Rows(engine)
        let expected = try EngineRecord(engine)
        try engine.close()
        #expect(rows.attempts.count == 14)
        // After an odd number of attempts one delivery waits for its second, which the record alone can date.
        for attemptCount in 0...rows.attempts.count {
            let folder = TemporaryDirectory()
            let again = try ScriptedConsumer { _ in .status(200) }
            try rows.write(
                to: folder.path("run.sqlite"),
                deliveryCount: rows.deliveries.count,
                attemptCount: attemptCount
            )
            var resuming = plan
            resuming.source = SimulationSource(
                world: try .sample(),
                profile: .kryptosV1,
                webhooks: [try .sample(url: again.url)]
            )
            resuming.runFile = folder.path("run.sqlite")
            resuming.resumes = true
            let run = try EngineRun(resuming)
            #expect(run.report.figures.delivered == 7)
            guard attemptCount % 2 == 1 else { continue }
            let waiting = rows.attempts[attemptCount - 1].delivery
            #expect(run.record.attempts(of: waiting) == expected.attempts(of: waiting))
        }
    }

    @Test func `a rate paces the wire in real time and moves no moment`() throws {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.sample(users: 5), to: consumer)
        let free = try EngineRun(plan)
        plan.settings.rateLimitPerHour = 360_000
        let paced = try EngineRun(plan)
        #expect(paced.record == free.record)
        // 35 attempts, one each hundredth of a second.
        #expect(paced.report.wallNanoseconds >= 340_000_000)
        plan.settings.webhookLimits = [WebhookLimits(attemptsPerHourMax: 180_000)]
        let slower = try EngineRun(plan)
        #expect(slower.report.wallNanoseconds >= 680_000_000)
        #expect(slower.record == free.record)
    }

    @Test func `a webhook has no more deliveries under way than it may have`() throws {
        let delayMilliseconds = 15
        let consumer = try ScriptedConsumer { _ in .status(200).after(milliseconds: delayMilliseconds) }
        var plan = try Engine.Plan.sample(.sample(users: 12), to: consumer)
        plan.settings.webhookLimits = [WebhookLimits(concurrencyMax: 3)]
        let run = try EngineRun(plan)
        #expect(run.report.figures.delivered == 84)
        let arrivals = consumer.requests.map(\.arrivedNanoseconds)
        // The fourth goes out only after one of the first three was answered.
        for (first, fourth) in zip(arrivals, arrivals.dropFirst(3)) {
            #expect(fourth - first >= Int64(delayMilliseconds) * 1_000_000)
        }
        #expect(Set(consumer.requests.map(\.peer)).count == 3)
    }

    @Test func `a webhook that hangs with all its lanes leaves the others their connections`() throws {
        let hanging = try ScriptedConsumer { _ in .never }
        let well = try ScriptedConsumer()
        let webhooks = [
            try Webhook.sample("hanging", url: hanging.url), try .sample("well", url: well.url),
        ]
        var plan = Engine.Plan.sample(try .sample(users: 40), webhooks)
        plan.settings.concurrency = 8
        // Nobody waits for that long: without connections of its own the other gets nothing at all.
        plan.settings.timeoutMilliseconds = 600_000
        plan.limits.stopPatienceNanoseconds = 0
        let stop = EngineStop()
        let engine = try Engine(plan, stop: stop)
        let waiter = WorkerThread(name: "waiter") {
            _ = try? well.requests(atLeast: 280)
            stop.request(.timeIsUp)
        }
        let report = try engine.run()
        waiter.join()
        try engine.close()
        #expect(report.figures.delivered >= 272 && well.requests.count == 280)
        #expect((1...7).contains(hanging.requests.count))
    }

    /// A run under a choice of every option, with operations upon its webhooks in the middle.
    private static func mixedPlan(seed: UInt64, _ consumer: ScriptedConsumer) throws -> Engine.Plan {
        var plan = try EngineWebhookPropertyTests.plan(seed: seed, consumer)
        plan.settings.ordering = seed % 2 == 0 ? .none : .strict
        plan.settings.retry = RetryPolicy(
            attemptsMax: 4,
            waits: seed % 3 == 0
                ? .exponential(baseMilliseconds: 20_000, factorPercent: 150, jitterPermille: 200)
                : .listed(milliseconds: [0, 30_000, 5_000]),
            retryable: seed % 4 < 2 ? .any : .listed
        )
        plan.settings.retry.honoursRetryAfter = seed % 5 < 3
        plan.settings.rateLimitPerHour = 18_000_000
        plan.settings.webhookLimits = [WebhookLimits(concurrencyMax: 2), WebhookLimits()]
        return plan
    }

    @Test(arguments: UInt64(1)...12)
    func `whatever is asked for, concurrency changes neither the record nor a byte`(seed: UInt64) throws {
        let consumer = try ScriptedConsumer { request in
            switch Whim.draw(request, below: 5) {
            case 0: .status(400)
            case 1: .status(503, fields: ["Retry-After": String(Whim.draw(request, below: 90, salt: 2))])
            case 2: .reset
            default: .status(200)
            }
        }
        var plan = try Self.mixedPlan(seed: seed, consumer)
        plan.settings.concurrency = 1
        let first = try EngineRun(plan)
        let sent = consumer.requests
        #expect(first.report.figures.retries > 0)
        plan.settings.concurrency = 32
        let second = try EngineRun(plan)
        #expect(second.record == first.record)
        #expect(second.report.digest == first.report.digest)
        // A reset on a kept connection is made good once, unseen: which connections are kept is the wire's.
        let bytes = Set(consumer.requests.dropFirst(sent.count).map(\.bytes))
        let isSame = bytes == Set(sent.map(\.bytes))
        #expect(isSame)
    }
}
