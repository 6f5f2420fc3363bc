import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@Suite struct EngineRetryTests {
    static let exponential = RetryPolicy(
        attemptsMax: 4,
        waits: .exponential(baseMilliseconds: 1_000, factorPercent: 300, jitterPermille: 250),
        retryable: .listed
    )

    /// The waits of a delivery as their documentation derives them.
    static func waits(
        _ policy: RetryPolicy,
        of delivery: DeliveryRow,
        user: UserDetails,
        seed: UInt64
    ) -> [Int64] {
        (1..<policy.attemptsMax).map { attempt in
            var draw = RandomStream(
                seed: seed,
                user: user.key,
                purpose: .jitter,
                index: StableHash(bytes: delivery.id).low &+ UInt64(attempt)
            )
            return policy.waitMilliseconds(afterAttempt: attempt, draw: &draw)
        }
    }

    @Test(arguments: [exponential, RetryPolicy.ladder])
    func `an endless failure uses up all attempts, each at its computed moment`(policy: RetryPolicy) throws {
        let consumer = try ScriptedConsumer { _ in .status(503) }
        let world = try World.sample(users: 2, seed: 9)
        var plan = try Engine.Plan.sample(world, to: consumer)
        plan.settings.retry = policy
        let run = try EngineRun(plan)
        #expect(run.report.figures.failed == 14 && run.report.figures.delivered == 0)
        #expect(run.report.figures.pending == 0)
        for (lane, rows) in run.record.byLane.enumerated() {
            var freeAt = Moment.earliest
            for row in rows {
                var moment = max(Moment(milliseconds: row.moment), freeAt)
                var moments = [moment]
                for wait in Self.waits(policy, of: row, user: world.user(lane), seed: 9) {
                    moment = moment + wait
                    moments.append(moment)
                }
                let attempts = run.record.attempts(of: row.sequence)
                #expect(attempts.map(\.moment) == moments)
                #expect(
                    attempts.map(\.outcome) == Array(repeating: .retry, count: policy.attemptsMax - 1) + [
                        .failed
                    ]
                )
                let identifier = String(decoding: row.id, as: UTF8.self)
                let headers = consumer.requests.filter { $0.field("X-Webhook-Id") == identifier }
                    .map { $0.field("X-Webhook-Timestamp") }
                #expect(headers == moments.map(TimeFormat.milliseconds.text))
                freeAt = moment
            }
        }
    }

    @Test(arguments: [
        200, 201, 204, 299, 300, 301, 307, 400, 401, 404, 408, 409, 410, 422, 429, 499, 500, 501, 502, 503,
        504, 505, 599,
    ])
    func `what an answer leads to depends on its status`(status: Int) throws {
        let consumer = try ScriptedConsumer { request in
            .status(request.attempt == 1 ? status : 200, fields: ["Location": "http://127.0.0.1:9/"])
        }
        let webhooks = [try Webhook.sample(url: consumer.url, events: .only([.integrationCreated]))]
        for (retryable, retried) in [
            (RetryPolicy.Retryable.listed, [429, 500, 502, 503, 504].contains(status)),
            (.any, !(200..<300).contains(status)),
        ] {
            var plan = Engine.Plan.sample(try .sample(seed: retryable == .any ? 2 : 1), webhooks)
            plan.settings.retry = RetryPolicy(
                attemptsMax: 3,
                waits: Self.exponential.waits,
                retryable: retryable
            )
            let run = try EngineRun(plan)
            let isAccepted = (200..<300).contains(status)
            #expect(run.record.attempts.map(\.status) == [Int32(status)] + (retried ? [200] : []))
            let first: AttemptOutcome = isAccepted ? .delivered : retried ? .retry : .failed
            #expect(run.record.attempts.map(\.outcome) == [first] + (retried ? [.delivered] : []))
        }
    }

    @Test func `a delivery without a second attempt fails at once`() throws {
        let consumer = try ScriptedConsumer { _ in .status(500) }
        var plan = try Engine.Plan.sample(.sample(), to: consumer)
        plan.settings.retry = RetryPolicy(attemptsMax: 1, waits: .listed(milliseconds: []), retryable: .any)
        let run = try EngineRun(plan)
        #expect(run.record.attempts.count == 7 && run.report.figures.failed == 7)
        #expect(run.report.figures.retries == 0)
    }

    @Test func `a time-out takes exactly the timeout, and an answer takes nothing`() throws {
        let consumer = try ScriptedConsumer { request in
            request.number == 0 ? .never : .status(200).after(milliseconds: 20)
        }
        var plan = try Engine.Plan.sample(.sample(), to: consumer)
        plan.settings.timeoutMilliseconds = 150
        plan.settings.retry = RetryPolicy(
            attemptsMax: 3,
            waits: .listed(milliseconds: [40_000, 1]),
            retryable: .listed
        )
        let run = try EngineRun(plan)
        let emitted = Moment(milliseconds: try #require(run.record.deliveries.first).moment)
        let attempts = run.record.attempts(of: 1)
        #expect(attempts.map(\.moment) == [emitted, emitted + 150 + 40_000])
        #expect(attempts.map(\.settled) == [emitted + 150, emitted + 150 + 40_000])
        #expect(attempts.map(\.isAnswered) == [false, true] && attempts.map(\.status) == [0, 200])
        let next = try #require(run.record.attempts(of: 2).first)
        #expect(
            next.moment == max(Moment(milliseconds: run.record.deliveries[1].moment), attempts[1].settled)
        )
    }

    @Test(arguments: [
        ("a hang-up", ScriptedAnswer.hangUp), ("a reset", .reset),
        ("no HTTP", .raw("nonsense\r\n\r\n", thenCloses: true)),
        ("half an answer", .raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", thenCloses: true)),
    ])
    func `a broken connection is worth another attempt and takes no simulated time`(
        what: String,
        answer: ScriptedAnswer
    ) throws {
        // The first request of a connection: a kept one would be tried anew without an attempt being counted.
        let consumer = try ScriptedConsumer { request in request.number == 0 ? answer : .status(200) }
        let webhooks = [try Webhook.sample(url: consumer.url, events: .only([.integrationCreated]))]
        let run = try EngineRun(.sample(.sample(), webhooks))
        #expect(run.record.attempts.map(\.status) == [0, 200])
        #expect(run.record.attempts.map(\.outcome) == [.retry, .delivered])
        #expect(run.record.attempts.first.map { $0.settled == $0.moment } == true)
    }

    @Test func `nobody listening uses up the attempts, and the run ends`() throws {
        let consumer = try ScriptedConsumer()
        consumer.stop()
        let run = try EngineRun(.sample(.sample(users: 3), to: consumer))
        #expect(run.report.figures.failed == 21 && run.report.figures.answered == 0)
        #expect(run.record.attempts.count == 63 && run.record.attempts.allSatisfy { !$0.isAnswered })
    }
}
