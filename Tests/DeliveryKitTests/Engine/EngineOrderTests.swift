import DeliveryKit
import SimulationKit
import Synchronization
import TestSupport
import Testing
import WireKit

@Suite struct EngineOrderTests {
    /// The requests of each lane of a record, in order of arrival.
    static func requestsByLane(_ requests: [ScriptedRequest], _ record: EngineRecord) -> [[ScriptedRequest]] {
        var lanes: [String: Int] = [:]
        for delivery in record.deliveries {
            lanes[String(decoding: delivery.id, as: UTF8.self)] = Int(delivery.lane)
        }
        var byLane = [[ScriptedRequest]](repeating: [], count: record.lanes.count)
        for request in requests {
            if let lane = request.field("X-Webhook-Id").flatMap({ lanes[$0] }) {
                byLane[lane].append(request)
            }
        }
        return byLane
    }

    @Test(arguments: UInt64(1)...4)
    func `a lane keeps its order under failures and delays, one delivery at a time`(seed: UInt64) throws {
        let consumer = try ScriptedConsumer { Whim.answer($0, failsOneIn: 3, delayBound: 6) }
        let webhooks = [try Webhook.sample("a", url: consumer.url), try .sample("b", url: consumer.url)]
        var plan = Engine.Plan.sample(try .sample(users: 6, seed: seed), webhooks)
        plan.settings.concurrency = 5
        plan.settings.retry = RetryPolicy(
            attemptsMax: 4,
            waits: .exponential(baseMilliseconds: 1_000, factorPercent: 200, jitterPermille: 100),
            retryable: .listed
        )
        let run = try EngineRun(plan)
        #expect(run.report.stopped == nil)
        #expect(run.record.lanes.count == 12 && run.record.deliveries.count == 6 * 7 * 2)
        let lanes = Self.requestsByLane(consumer.requests, run.record)
        for (requests, expected) in zip(lanes, run.record.identifiersByLane) {
            #expect(requests.map { $0.field("X-Webhook-Id") ?? "" } == expected)
            for (request, next) in zip(requests, requests.dropFirst()) {
                let answered =
                    request.arrivedNanoseconds + Int64(Whim.draw(request, below: 6, salt: 1)) * 1_000_000
                #expect(
                    next.arrivedNanoseconds >= answered,
                    "two deliveries of a lane were under way at once"
                )
            }
        }
    }

    @Test func `moments of a lane follow from emissions, settlements and waits alone`() throws {
        let consumer = try ScriptedConsumer { Whim.answer($0, failsOneIn: 2, delayBound: 3) }
        let plan = try Engine.Plan.sample(.sample(users: 5), to: consumer)
        let run = try EngineRun(plan)
        for lane in run.record.byLane {
            var freeAt = Moment.earliest
            for delivery in lane {
                let attempts = run.record.attempts(of: delivery.sequence)
                #expect(attempts.first?.moment == max(Moment(milliseconds: delivery.moment), freeAt))
                #expect(attempts.map(\.number) == Array(1...Int32(attempts.count)))
                #expect(attempts.allSatisfy { $0.settled == $0.moment }, "an answer takes no simulated time")
                freeAt = attempts.last?.settled ?? freeAt
            }
        }
    }

    @Test func `without order a retry comes after what is due before it`() throws {
        let consumer = try ScriptedConsumer { request in
            .status(request.number == 0 ? 500 : 200)
        }
        var plan = try Engine.Plan.sample(.sample(users: 1), to: consumer)
        plan.settings.ordering = .none
        plan.settings.concurrency = 1
        plan.settings.retry = .ladder
        let run = try EngineRun(plan)
        let identifiers = run.record.deliveries.map { String(decoding: $0.id, as: UTF8.self) }
        let sent = consumer.requests.map { $0.field("X-Webhook-Id") ?? "" }
        // The first event's retry is due after half a minute.
        let retry = try #require(run.record.attempts(of: 1).last?.moment)
        let earlier = run.record.deliveries.dropFirst().filter { Moment(milliseconds: $0.moment) <= retry }
            .count
        #expect(earlier >= 1)
        var expected = identifiers
        expected.insert(identifiers[0], at: 1 + earlier)
        #expect(sent == expected)
        #expect(run.report.figures.delivered == 7)
        for delivery in run.record.deliveries.dropFirst() {
            let attempt = try #require(run.record.attempts(of: delivery.sequence).first)
            #expect(attempt.moment.milliseconds == delivery.moment, "no delivery waits for another")
        }
    }

    @Test func `one user whose consumer is silent does not hold up the others`() throws {
        let world = try World.sample(users: 40)
        let silentUser = world.user(0).uid
        let stop = EngineStop()
        let heard = Mutex(0)
        let consumer = try ScriptedConsumer { request in
            guard !request.bodyText.contains(silentUser) else { return .never }
            // All others have everything: the silent one's first delivery is still under way.
            let count = heard.withLock { count in
                count += 1
                return count
            }
            if count == 39 * 7 { stop.request(.signal(2)) }
            return .status(200)
        }
        var plan = try Engine.Plan.sample(world, to: consumer)
        plan.settings.concurrency = 2
        plan.settings.timeoutMilliseconds = 600_000
        plan.limits.stopPatienceNanoseconds = 50_000_000
        // So little room that it would be full of the silent user's deliveries, were it shared badly.
        plan.limits.deliveriesPerTurnMax = 4
        let run = try EngineRun(plan, stop: stop)
        #expect(run.report.stopped == .signal(2))
        #expect(consumer.requests.count { $0.bodyText.contains(silentUser) } == 1)
        #expect(run.report.figures.delivered == 39 * 7 && run.report.figures.pending == 7)
    }

    @Test func `a connection is used again`() throws {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.sample(users: 10), to: consumer)
        plan.settings.concurrency = 1
        _ = try EngineRun(plan)
        #expect(consumer.requests.count == 70)
        #expect(Set(consumer.requests.map(\.peer)).count == 1)
        plan.settings.concurrency = 4
        _ = try EngineRun(plan)
        #expect(consumer.requests.count == 140)
        #expect(Set(consumer.requests.dropFirst(70).map(\.peer)).count <= 4)
    }

    @Test func `a consumer that closes every connection gets everything too`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200, thenCloses: true) }
        let run = try EngineRun(.sample(.sample(users: 4), to: consumer))
        #expect(run.report.figures.delivered == 28 && run.report.figures.attempts == 28)
    }

    @Test func `no more deliveries are under way than asked for`() throws {
        let peak = Mutex((now: [Int64](), most: 0))
        let consumer = try ScriptedConsumer { request in
            peak.withLock { peak in
                // An answer is given ten milliseconds after its request: who came since then is under way.
                peak.now.removeAll { $0 + 10_000_000 <= request.arrivedNanoseconds }
                peak.now.append(request.arrivedNanoseconds)
                peak.most = max(peak.most, peak.now.count)
            }
            return .status(200).after(milliseconds: 10)
        }
        var plan = try Engine.Plan.sample(.sample(users: 12), to: consumer)
        plan.settings.concurrency = 3
        _ = try EngineRun(plan)
        #expect(peak.withLock { $0.most } == 3)
    }
}
