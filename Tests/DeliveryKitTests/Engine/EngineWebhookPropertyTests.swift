import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

/// Random operations at random moments: what holds whatever they are.
@Suite struct EngineWebhookPropertyTests {
    static let webhookCount = 3
    static let userCount = 4

    /// Up to five operations upon each webhook, on the five seconds of which some are a command's too.
    static func operations(seed: UInt64, url: String) throws -> [WebhookOperation] {
        var draw = RandomStream(seed: seed, user: 7, purpose: .jitter, index: 1)
        var operations: [WebhookOperation] = []
        for webhook in 0..<webhookCount {
            var moments = (0..<draw.within(1...5)).map { _ in draw.within(0...40) * 5_000 }
            moments.sort()
            for moment in moments {
                let (change, isLast) = try change(&draw, url: "\(url)/\(webhook)")
                // Commands stand at every half minute: before or behind the one of the same moment.
                let commands = min(
                    Int64(userCount),
                    moment / 30_000 + (moment % 30_000 == 0 ? draw.within(0...1) : 1)
                )
                operations.append(
                    WebhookOperation(
                        webhook: webhook,
                        at: .sampleStart + moment,
                        commandsBefore: Int(commands),
                        change
                    )
                )
                if isLast { break }
            }
        }
        return operations.enumerated().sorted { left, right in
            (left.element.moment, left.element.commandsBefore, left.offset)
                < (right.element.moment, right.element.commandsBefore, right.offset)
        }.map(\.element)
    }

    private static func change(
        _ draw: inout RandomStream,
        url: String
    ) throws -> (WebhookOperation.Change, isLast: Bool) {
        switch draw.within(0...9) {
        case 0, 1: (.rotate(WebhookStory.keys[Int(draw.within(0...2))]), false)
        case 2, 3, 4: (.disable, false)
        case 5, 6: (.enable, false)
        case 7: (.edit(url: try WebhookURL("\(url)/moved"), subscription: nil), false)
        case 8: (.edit(url: nil, subscription: .only([.integrationUpdated, .costBasisStarted])), false)
        default: (.delete, true)
        }
    }

    static func plan(seed: UInt64, _ consumer: ScriptedConsumer) throws -> Engine.Plan {
        let webhooks = try (0..<webhookCount).map {
            try Webhook.sample("\($0)", url: "\(consumer.url)/\($0)", isActive: $0 != 2)
        }
        var plan = Engine.Plan.sample(
            try .sample(users: userCount, seed: seed),
            webhooks,
            operations: try operations(seed: seed, url: consumer.url)
        )
        plan.settings.ordering = seed % 3 == 0 ? .none : .strict
        plan.settings.retry = RetryPolicy(
            attemptsMax: 4,
            waits: .exponential(baseMilliseconds: 20_000, factorPercent: 200, jitterPermille: 100),
            retryable: .listed
        )
        return plan
    }

    static func consumer() throws -> ScriptedConsumer {
        try ScriptedConsumer { Whim.answer($0, failsOneIn: 3) }
    }

    /// What a run sent, in an order that does not hang on the wire.
    static func bytes(_ requests: some Sequence<ScriptedRequest>) -> [[UInt8]] {
        requests.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test(arguments: UInt64(1)...40)
    func `concurrency and speed change nothing, and every attempt is as its moment has it`(
        seed: UInt64
    ) throws {
        let consumer = try Self.consumer()
        var plan = try Self.plan(seed: seed, consumer)
        plan.settings.concurrency = 1
        let first = try EngineRun(plan)
        let sent = consumer.requests
        for request in sent {
            let webhook = try #require(request.request.target.split(separator: "/").dropFirst().first)
            let history = plan.source.histories[try #require(Int(webhook))]
            let version = history.versions[history.place(at: try #require(request.moment))]
            #expect(version.standing == .active && version.url.target == request.request.target)
            let signature = Array(try #require(request.field("X-Webhook-Signature")).utf8)
            #expect(Signature.verify(signature, body: request.body, key: version.key))
        }
        for attempt in first.record.attempts where attempt.outcome == .cancelled {
            let delivery = first.record.deliveries[Int(attempt.delivery) - 1]
            let versions = plan.source.histories[Int(delivery.webhook)].versions
            #expect(versions.last?.standing == .deleted && attempt.settled >= versions.last?.since ?? .latest)
        }
        let figures = first.report.figures
        #expect(first.report.stopped == nil && figures.attempts == Int64(sent.count))
        let settled = Set(first.record.attempts.filter { $0.outcome != .retry }.map(\.delivery))
        #expect(figures.pending == figures.deliveries - Int64(settled.count))
        for (concurrency, speed) in [(32, Speed.instant), (1, .scaled(100_000)), (32, .scaled(100_000))] {
            let before = consumer.requests.count
            plan.settings.concurrency = concurrency
            plan.speed = speed
            let second = try EngineRun(plan)
            #expect(second.record == first.record)
            #expect(second.report.digest == first.report.digest)
            #expect(second.report.simulatedMilliseconds == first.report.simulatedMilliseconds)
            #expect(Self.bytes(consumer.requests.dropFirst(before)) == Self.bytes(sent))
        }
    }

    @Test(arguments: UInt64(1)...6)
    func `a run goes on from every prefix of its record to the same end`(seed: UInt64) throws {
        let consumer = try Self.consumer()
        let plan = try Self.plan(seed: seed, consumer)
        let engine = try Engine(plan)
        let whole = try engine.run()
        let rows = try EngineResumeTests.Rows(engine)
        let expected = try EngineRecord(engine)
        try engine.close()
        let cancelledCount = rows.attempts.count { $0.outcome == .cancelled }
        #expect(Int(whole.figures.attempts) == rows.attempts.count - cancelledCount)
        // Every third, each seed others; the whole record by all of them.
        let count = rows.attempts.count
        for attemptCount in 0...count where attemptCount == count || (attemptCount + Int(seed)) % 3 == 0 {
            let known = Int(rows.attempts.prefix(attemptCount).map(\.delivery).max() ?? 0)
            for deliveryCount in Set([known, rows.deliveries.count]) {
                let folder = TemporaryDirectory()
                try rows.write(
                    to: folder.path("run.sqlite"),
                    deliveryCount: deliveryCount,
                    attemptCount: attemptCount
                )
                var resuming = plan
                resuming.runFile = folder.path("run.sqlite")
                resuming.resumes = true
                let before = consumer.requests.count
                let run = try EngineRun(resuming)
                #expect(run.record == expected, "\(deliveryCount) deliveries, \(attemptCount) attempts")
                #expect(run.report.simulatedMilliseconds == whole.simulatedMilliseconds)
                #expect(run.report.figures.attempts == whole.figures.attempts)
                #expect(run.report.figures.cancelled == whole.figures.cancelled)
                #expect(run.report.figures.pending == whole.figures.pending)
                let left = rows.attempts.dropFirst(attemptCount).count { $0.outcome != .cancelled }
                #expect(consumer.requests.count - before == left, "nothing recorded is sent again")
            }
        }
    }

    @Test func `the random operations are of every kind and meet deliveries`() throws {
        let consumer = try Self.consumer()
        var pending: Int64 = 0
        var cancelled: Int64 = 0
        var waited = 0
        for seed in UInt64(1)...40 {
            let run = try EngineRun(try Self.plan(seed: seed, consumer))
            pending += run.report.figures.pending
            cancelled += run.report.figures.cancelled
            waited += run.record.attempts.count { attempt in
                let delivery = run.record.deliveries[Int(attempt.delivery) - 1]
                return attempt.number == 1 && attempt.moment - Moment(milliseconds: delivery.moment) > 60_000
            }
        }
        #expect(pending > 20 && cancelled > 20 && waited > 20, "\(pending), \(cancelled), \(waited)")
    }
}
