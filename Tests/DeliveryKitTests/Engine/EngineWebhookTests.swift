import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

/// What operations upon webhooks do to deliveries, rule by rule (semantics, 6 and 7).
@Suite struct EngineWebhookTests {
    typealias Step = WebhookStory.Step

    /// Refuses the first attempts of events that were emitted at these seconds, so many times.
    static func consumer(refusing refusals: [Int64: Int] = [:]) throws -> ScriptedConsumer {
        try ScriptedConsumer { request in
            let count = request.eventSecond.flatMap { refusals[$0] } ?? 0
            return .status(request.attempt <= count ? 503 : 200)
        }
    }

    /// The second of each event and those of its attempts, as the consumer was told them.
    static func seconds(_ consumer: ScriptedConsumer) -> [[Int64]] {
        consumer.requests.map { [$0.eventSecond ?? -1, $0.second ?? -1] }
    }

    static func run(_ steps: [Step], _ consumer: ScriptedConsumer) throws -> EngineRun {
        try EngineRun(try WebhookStory(steps).plan([.sample(url: consumer.url)]))
    }

    @Test func `a rotation signs every later attempt, those of earlier deliveries included`() throws {
        let consumer = try Self.consumer(refusing: [10: 2, 20: 1])
        let run = try Self.run(
            [
                .event(at: 10), .operation(at: 15, .rotate(WebhookStory.keys[1])), .event(at: 60),
                .operation(at: 60, .rotate(WebhookStory.keys[2])), .event(at: 70),
            ],
            consumer
        )
        // Attempts of the first event at 10 s, 20 s and 40 s; of that at 60 s after the rotation of that second.
        #expect(Self.seconds(consumer) == [[10, 10], [10, 20], [10, 40], [60, 60], [70, 70]])
        #expect(consumer.requests.map(WebhookStory.secret) == [0, 1, 1, 2, 2])
        #expect(Set(consumer.requests.prefix(3).map(\.bodyText)).count == 1, "the body stays as it was made")
        #expect(run.report.figures.delivered == 3)
    }

    @Test func `a new URL serves every later attempt, new events only later events`() throws {
        let consumer = try Self.consumer(refusing: [10: 2])
        let moved = try WebhookURL(consumer.url + "/moved")
        let run = try Self.run(
            [
                .event(at: 0), .event(at: 10),
                .operation(at: 15, .edit(url: moved, subscription: .only([.integrationDeleted]))),
                .event(at: 20), .operation(at: 30, .edit(url: nil, subscription: .all)), .event(at: 50),
            ],
            consumer
        )
        #expect(Self.seconds(consumer) == [[0, 0], [10, 10], [10, 20], [10, 40], [50, 50]])
        let targets = consumer.requests.map(\.request.target)
        #expect(targets == ["/webhooks", "/webhooks"] + Array(repeating: "/webhooks/moved", count: 3))
        #expect(run.report.figures.deliveries == 3, "of what it was not told of then, nothing is made up for")
    }

    @Test func `a disabled webhook is made no deliveries, in the order of the stream`() throws {
        let consumer = try Self.consumer()
        let run = try Self.run(
            [
                .event(at: 0), .event(at: 10), .operation(at: 10, .disable), .event(at: 10), .event(at: 20),
                .event(at: 30), .operation(at: 30, .enable), .event(at: 30), .event(at: 40),
            ],
            consumer
        )
        // Of the three events at 10 s and 30 s that are told, the first waits from its second on.
        #expect(Self.seconds(consumer) == [[0, 0], [10, 30], [30, 30], [40, 40]])
        #expect(run.report.figures.events == 7 && run.report.figures.deliveries == 4)
    }

    @Test func `an attempt whose moment is in the disabled time is made at its end, the lane after it`()
        throws
    {
        let consumer = try Self.consumer(refusing: [10: 1, 11: 1])
        let run = try Self.run(
            [
                .event(at: 10), .event(at: 11), .event(at: 12), .operation(at: 15, .disable),
                .operation(at: 100, .enable), .event(at: 105),
            ],
            consumer
        )
        #expect(
            Self.seconds(consumer)
                == [[10, 10], [10, 100], [11, 100], [11, 110], [12, 110], [105, 110]]
        )
        #expect(run.report.figures.delivered == 4 && run.report.figures.pending == 0)
    }

    @Test func `a retry that is due after the disabled time keeps its moment`() throws {
        let consumer = try Self.consumer(refusing: [10: 2])
        _ = try Self.run(
            [.event(at: 10), .operation(at: 21, .disable), .operation(at: 30, .enable)],
            consumer
        )
        #expect(Self.seconds(consumer) == [[10, 10], [10, 20], [10, 40]])
    }

    @Test func `to disable twice or to enable twice is to do it once`() throws {
        let consumer = try Self.consumer()
        _ = try Self.run(
            [
                .operation(at: 1, .enable), .event(at: 10), .operation(at: 10, .disable),
                .operation(at: 20, .disable), .operation(at: 30, .enable), .operation(at: 40, .enable),
                .event(at: 50),
            ],
            consumer
        )
        #expect(Self.seconds(consumer) == [[10, 30], [50, 50]])
    }

    @Test func `an enabling that the same moment undoes sends nothing`() throws {
        let consumer = try Self.consumer()
        _ = try Self.run(
            [
                .event(at: 10), .operation(at: 10, .disable), .operation(at: 20, .enable),
                .operation(at: 20, .disable), .operation(at: 30, .enable),
            ],
            consumer
        )
        #expect(Self.seconds(consumer) == [[10, 30]])
    }

    @Test func `one that is inactive from the start gets what comes after it is enabled`() throws {
        let consumer = try Self.consumer()
        let story = try WebhookStory([.event(at: 0), .operation(at: 5, .enable), .event(at: 10)])
        let run = try EngineRun(story.plan([try .sample(url: consumer.url, isActive: false)]))
        #expect(Self.seconds(consumer) == [[10, 10]])
        #expect(run.report.figures.deliveries == 1)
    }

    @Test func `what is on the wire when it is disabled settles as it does`() throws {
        let consumer = try ScriptedConsumer { $0.attempt == 1 ? .never : .status(200) }
        let story = try WebhookStory([
            .event(at: 10), .operation(at: 10, millisecond: 30, .disable), .operation(at: 50, .enable),
        ])
        var plan = story.plan([try .sample(url: consumer.url)])
        plan.settings.timeoutMilliseconds = 60
        let run = try EngineRun(plan)
        #expect(run.record.attempts.map(\.outcome) == [.retry, .delivered])
        #expect(run.record.attempts.first?.settled == .sampleStart + 10_060)
        #expect(Self.seconds(consumer) == [[10, 10], [10, 50]])
    }

    @Test(arguments: DeliverySettings.Ordering.allCases)
    func `what waits for a webhook that stays disabled is pending when the run ends`(
        ordering: DeliverySettings.Ordering
    ) throws {
        let consumer = try Self.consumer(refusing: [10: 1])
        let story = try WebhookStory([
            .event(at: 10), .event(at: 12), .operation(at: 15, .disable), .event(at: 50),
        ])
        var plan = story.plan([
            try .sample(url: consumer.url), try .sample("other", url: consumer.url + "/other"),
        ])
        plan.settings.ordering = ordering
        let run = try EngineRun(plan)
        let own = consumer.requests.filter { $0.request.target == "/webhooks" }.map { $0.eventSecond }
        #expect(run.report.stopped == nil)
        switch ordering {
        case .strict:
            #expect(own == [10], "the second waits for the first")
            #expect(run.report.figures.pending == 2)
        case .none:
            #expect(Set(own) == [10, 12])
            #expect(run.report.figures.pending == 1)
        }
        #expect(run.report.figures.deliveries == 5)
        #expect(consumer.requests.count { $0.request.target == "/webhooks/other" } == 4)
    }

    @Test(arguments: DeliverySettings.Ordering.allCases)
    func `pending deliveries are cancelled at the moment of the deletion, and nothing is sent`(
        ordering: DeliverySettings.Ordering
    ) throws {
        let consumer = try Self.consumer(refusing: [10: 4])
        let story = try WebhookStory([
            .event(at: 10), .event(at: 12), .operation(at: 12, .disable), .operation(at: 12, .enable),
            .event(at: 33), .operation(at: 33, .delete), .event(at: 33), .event(at: 50),
        ])
        var plan = story.plan([try .sample(url: consumer.url)])
        plan.settings.ordering = ordering
        let run = try EngineRun(plan)
        let cancelled = run.record.attempts.filter { $0.outcome == .cancelled }
        // The first was tried at 10 s and 20 s, and would have been at 40 s.
        #expect(run.record.attempts(of: 1).map(\.outcome) == [.retry, .retry, .cancelled])
        #expect(cancelled.allSatisfy { $0.moment == .sampleStart + 33_000 && $0.moment == $0.settled })
        #expect(cancelled.allSatisfy { $0.status == 0 })
        let figures = run.report.figures
        switch ordering {
        case .strict:
            #expect(Self.seconds(consumer) == [[10, 10], [10, 20]])
            #expect(figures.cancelled == 3 && figures.delivered == 0 && figures.attempts == 2)
        case .none:
            #expect(Set(Self.seconds(consumer)) == [[10, 10], [12, 12], [10, 20]])
            #expect(figures.cancelled == 2 && figures.delivered == 1 && figures.attempts == 3)
        }
        #expect(figures.deliveries == 3 && figures.pending == 0 && figures.failed == 0)
    }

    @Test func `what waits for a disabled webhook is cancelled when it is deleted`() throws {
        let consumer = try Self.consumer()
        let run = try Self.run(
            [.event(at: 10), .operation(at: 10, .disable), .operation(at: 40, .delete), .event(at: 60)],
            consumer
        )
        #expect(consumer.requests.isEmpty)
        #expect(run.record.attempts.map(\.moment) == [.sampleStart + 40_000])
        #expect(run.report.figures.cancelled == 1 && run.report.figures.deliveries == 1)
    }

    @Test func `an operation upon one webhook is nothing to another`() throws {
        let events: [Step] = [.event(at: 10), .event(at: 12), .event(at: 30)]
        let other: [Step] = [
            events[0], .operation(at: 10, webhook: 1, .disable), events[1],
            .operation(at: 15, webhook: 1, .rotate(WebhookStory.keys[1])), events[2],
            .operation(at: 40, webhook: 1, .delete),
        ]
        var records: [[ScriptedRequest]] = []
        for steps in [events, other] {
            let consumer = try Self.consumer(refusing: [10: 1])
            let hooks = [try Webhook.sample(url: consumer.url), try .sample("b", url: consumer.url + "/b")]
            _ = try EngineRun(WebhookStory(steps).plan(hooks))
            records.append(consumer.requests.filter { $0.request.target == "/webhooks" })
        }
        #expect(records[0].count == 4)
        #expect(records[0].map(\.bodyText) == records[1].map(\.bodyText))
        #expect(records[0].map(\.moment) == records[1].map(\.moment))
        #expect(records[1].allSatisfy { WebhookStory.secret(of: $0) == 0 })
    }

    @Test func `more than memory holds may wait for a webhook that stays disabled`() throws {
        let consumer = try Self.consumer(refusing: [1: 1])
        let count = Int64(60)
        let story = try WebhookStory(
            (1...count).map { .event(at: $0 / 10) } + [.operation(at: 7, .disable), .event(at: 200)]
        )
        var plan = story.plan([
            try .sample(url: consumer.url), try .sample("other", url: consumer.url + "/b"),
        ])
        plan.settings.retry = RetryPolicy(
            attemptsMax: 2,
            waits: .listed(milliseconds: [500_000]),
            retryable: .listed
        )
        plan.limits.unsettledMax = 4
        plan.settings.ordering = .strict
        let run = try EngineRun(plan)
        // The other one refuses and retries too, in its own time, and is told of everything.
        #expect(run.report.stopped == nil && run.report.figures.deliveries == 2 * count + 1)
        #expect(run.report.figures.pending > 40)
        #expect(run.report.figures.pending + run.report.figures.delivered == run.report.figures.deliveries)
    }
}
