import DeliveryKit
import JSONKit
import SimulationKit
import TestSupport
import Testing

/// A run of the account provider by its documents' defaults (001, 003).
@Suite struct EngineAccountTests {
    private static func world() throws -> World {
        var world = World(
            seed: 4,
            start: .sampleStart,
            account: AccountBehaviour(),
            users: [UserSpecification(name: "alice")]
        )
        let verbs: [AccountVerb] = [
            .signUp(name: nil, email: nil), .createProject(1, name: nil), .deleteUser,
        ]
        for (second, verb) in verbs.enumerated() {
            try world.submit(
                Command(at: .sampleStart + Int64(second) * 1_000, user: 0, .account(verb))
            )
        }
        return world
    }

    @Test(arguments: [400, 404, 500, 503])
    func `every failure climbs the whole ladder, and what follows waits`(status: Int) throws {
        let consumer = try ScriptedConsumer { _ in .status(status) }
        let run = try EngineRun(
            .sample(try Self.world(), [try .sample(url: consumer.url)], profile: .account)
        )
        #expect(run.report.figures.failed == 4)
        #expect(run.record.deliveries.count == 4)
        var free: Int64 = 0
        for row in run.record.deliveries {
            let first = max(row.moment - Moment.sampleStart.milliseconds, free)
            let attempts = run.record.attempts(of: row.sequence)
            #expect(
                attempts.map { $0.moment - .sampleStart } == [
                    first, first + 30_000, first + 330_000, first + 2_130_000, first + 9_330_000,
                ]
            )
            free = first + 9_330_000
        }
        #expect(consumer.requests.count == 20)
    }

    @Test func `two webhooks are told of an event under one id, with nothing but a signature`() throws {
        let first = try ScriptedConsumer { _ in .status(200) }
        let second = try ScriptedConsumer { _ in .status(200) }
        let webhooks = [
            try Webhook.sample("one", url: first.url), try Webhook.sample("two", url: second.url),
        ]
        let run = try EngineRun(.sample(try Self.world(), webhooks, profile: .account))
        #expect(run.report.figures.delivered == 8)
        #expect(first.requests.map(\.body) == second.requests.map(\.body))
        for request in first.requests + second.requests {
            #expect(request.field("X-Webhook-Signature") != nil)
            #expect(request.field("Content-Type") == "application/json")
            for name in ["X-Webhook-Id", "X-Webhook-Event", "X-Webhook-Timestamp"] {
                #expect(request.field(name) == nil)
            }
        }
        // The log's deliveries are two all the same.
        #expect(Set(run.record.deliveries.map(\.sequence)).count == 8)
        #expect(Set(run.record.deliveries.map(\.id)).count == 4)
    }

    @Test func `all five stand in the head by the knob, the time in whole seconds`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        var plan = Engine.Plan.sample(
            try Self.world(),
            [try .sample(url: consumer.url)],
            profile: .account
        )
        plan.settings.headers = .all
        _ = try EngineRun(plan)
        for request in consumer.requests {
            let body = try JSONReader.read(request.body, dialect: .json)
            #expect(request.field("X-Webhook-Id") == body["id"]?.string)
            #expect(request.field("X-Webhook-Event") == body["type"]?.string)
            #expect(request.field("X-Webhook-Timestamp") == body["created_at"]?.string)
        }
        #expect(consumer.requests.count == 4)
    }
}
