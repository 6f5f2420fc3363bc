import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@Suite struct EngineDeterminismTests {
    /// Every byte that each user and webhook got, in order; the webhooks are told apart by their paths.
    static func bytesByLane(
        _ requests: some Sequence<ScriptedRequest>,
        _ record: EngineRecord
    ) -> [String: [[UInt8]]] {
        var lanes: [String: String] = [:]
        for row in record.deliveries {
            let lane = record.lanes[Int(row.lane)]
            lanes[String(decoding: row.id, as: UTF8.self)] = lane.user
        }
        var bytes: [String: [[UInt8]]] = [:]
        for request in requests {
            let user = lanes[request.field("X-Webhook-Id") ?? ""] ?? "nobody"
            bytes["\(user) \(request.request.target)", default: []].append(request.bytes)
        }
        return bytes
    }

    static func refusing() throws -> ScriptedConsumer {
        try ScriptedConsumer { Whim.answer($0, failsOneIn: 3, delayBound: 3) }
    }

    @Test func `the ladder is climbed at its computed moments, in no time`() throws {
        let consumer = try ScriptedConsumer { request in .status(request.attempt <= 4 ? 500 : 200) }
        var plan = try Engine.Plan.sample(.sample(), to: consumer)
        plan.settings.retry = .ladder
        let run = try EngineRun(plan)
        #expect(run.report.figures.delivered == 7 && run.report.figures.attempts == 35)
        var freeAt = Moment.earliest
        var expected: [String] = []
        for row in run.record.deliveries {
            var moment = max(Moment(milliseconds: row.moment), freeAt)
            expected.append(TimeFormat.milliseconds.text(moment))
            for wait in [30, 300, 1_800, 7_200] {
                moment = moment + Int64(wait) * 1_000
                expected.append(TimeFormat.milliseconds.text(moment))
            }
            freeAt = moment
        }
        #expect(consumer.requests.map { $0.field("X-Webhook-Timestamp") ?? "" } == expected)
        #expect(run.report.simulatedMilliseconds >= 7 * 9_330_000)
        TestLog.note(
            "ladder: \(run.report.simulatedMilliseconds / 1_000) simulated seconds in "
                + "\(run.report.wallNanoseconds / 1_000) µs"
        )
        #expect(run.report.wallNanoseconds < 20_000_000_000)
    }

    @Test(arguments: [
        (32, Speed.instant), (1, .scaled(100_000)), (32, .scaled(100_000)), (7, .scaled(20_000)),
    ])
    func `neither concurrency nor speed changes an attempt, a moment or a byte`(
        concurrency: Int,
        speed: Speed
    ) throws {
        let consumer = try Self.refusing()
        let webhooks = [
            try Webhook.sample("a", url: consumer.url + "/a"), try .sample("b", url: consumer.url + "/b"),
        ]
        var plan = Engine.Plan.sample(try .sample(users: 5), webhooks)
        plan.settings.concurrency = 1
        plan.settings.retry = .ladder
        let first = try EngineRun(plan)
        let sent = consumer.requests
        plan.settings.concurrency = concurrency
        plan.speed = speed
        let second = try EngineRun(plan)
        #expect(second.record == first.record)
        #expect(second.report.digest == first.report.digest)
        #expect(second.report.simulatedMilliseconds == first.report.simulatedMilliseconds)
        #expect(first.report.figures.retries > 20)
        let bytes = Self.bytesByLane(sent, first.record)
        #expect(bytes.count == 10)
        #expect(Self.bytesByLane(consumer.requests.dropFirst(sent.count), second.record) == bytes)
    }

    @Test(arguments: UInt64(1)...3)
    func `another user, webhook or filter changes no byte of anybody else`(seed: UInt64) throws {
        let consumer = try Self.refusing()
        let all = [
            try Webhook.sample("a", url: consumer.url + "/a"), try .sample("b", url: consumer.url + "/b"),
        ]
        let users = (0..<4).map { UserSpecification(name: "user \($0)") }
        func run(_ users: [UserSpecification], _ webhooks: [Webhook]) throws -> [String: [[UInt8]]] {
            var plan = Engine.Plan.sample(try .sample(named: users, seed: seed), webhooks)
            plan.settings.retry = .standard(of: .kryptosV1)
            let sent = consumer.requests.count
            let run = try EngineRun(plan)
            return Self.bytesByLane(consumer.requests.dropFirst(sent), run.record)
        }
        let base = try run(users, all)
        #expect(base.count == 8 && base["nobody /webhooks/a"] == nil)

        let withUser = try run(users + [UserSpecification(name: "another")], all)
        #expect(withUser.count == 10)
        #expect(withUser.filter { base.keys.contains($0.key) } == base)

        let withWebhook = try run(users, all + [try .sample("c", url: consumer.url + "/c")])
        #expect(withWebhook.count == 12)
        #expect(withWebhook.filter { base.keys.contains($0.key) } == base)

        let filter = Webhook.Subscription.only([.integrationCreated, .costBasisCompleted])
        let filtered = try run(users, [all[0], try .sample("b", url: consumer.url + "/b", events: filter)])
        for (lane, bytes) in base {
            if lane.hasSuffix("/a") {
                #expect(filtered[lane] == bytes, "a filter of one webhook is nothing to the other")
            } else {
                // What is left is the same but for the moments, which a lane's other deliveries may push.
                let names = Set((filtered[lane] ?? []).map(Self.withoutTimestamp))
                #expect(!names.isEmpty && names.isSubset(of: bytes.map(Self.withoutTimestamp)))
            }
        }
    }

    private static func withoutTimestamp(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
            .filter { !$0.hasPrefix("X-Webhook-Timestamp: ") }.joined(separator: "\n")
    }
}
