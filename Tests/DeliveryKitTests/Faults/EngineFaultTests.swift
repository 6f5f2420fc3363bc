import ConsumerKit
import DeliveryKit
import SimulationKit
import Testing

/// The engine against every misbehaviour of a consumer, over real sockets.
@Suite struct EngineFaultTests {
    static func consumer(_ fault: String) throws -> Consumer {
        try Consumer.start(secret: Webhook.sampleSecret, fault: try ConsumerFault(fault))
    }

    static func plan(
        _ world: World,
        to consumer: Consumer,
        events: Webhook.Subscription = .all
    ) throws -> Engine.Plan {
        let webhook = try Webhook.sample(url: "http://\(consumer.endpoint)/webhooks", events: events)
        var plan = Engine.Plan.sample(world, [webhook])
        plan.settings.retry = RetryPolicy(
            attemptsMax: 2,
            waits: .listed(milliseconds: [1_000]),
            retryable: .listed
        )
        return plan
    }

    /// The attempts of a run as they were recorded, reasons included.
    static func attempts(_ plan: Engine.Plan) throws -> (report: EngineReport, rows: [AttemptRow]) {
        let engine = try Engine(plan)
        let report = try engine.run()
        var rows: [AttemptRow] = []
        try engine.read { (reader) throws(LedgerError) in
            try History.stream(reader) { entry in
                if case .attempt(let entry) = entry { rows.append(entry.attempt) }
            }
        }
        try engine.close()
        return (report, rows)
    }

    @Test(.timeLimit(.minutes(2)), arguments: FaultCase.accepted + FaultCase.refused + FaultCase.unanswered)
    func `every delivery ends as it must, within its time, for a reason that a person understands`(
        expected: FaultCase
    ) throws {
        let consumer = try Self.consumer(expected.fault)
        // Of the seven events of a connection, two are integration.created and costbasis.started.
        let events: Webhook.Subscription =
            expected.deliveries == 2 ? .only([.integrationCreated, .costBasisStarted]) : .all
        var plan = try Self.plan(try .sample(), to: consumer, events: events)
        plan.settings.timeoutMilliseconds = expected.timeoutMilliseconds
        let (report, rows) = try Self.attempts(plan)
        #expect(report.stopped == nil && report.figures.deliveries == expected.deliveries)
        #expect(rows.allSatisfy { !$0.wasResent }, "nothing died on a kept connection")
        for delivery in 1...expected.deliveries {
            let attempts = rows.filter { $0.delivery == delivery }
            let last = try #require(attempts.last)
            switch expected.end {
            case .delivered(let status, let count):
                #expect(last.outcome == .delivered && last.status == status && attempts.count == count)
            case .refused(let status, let count):
                #expect(last.outcome == .failed && last.status == status && attempts.count == count)
            case .failed(let reason):
                #expect(last.outcome == .failed && attempts.count == 2)
                for attempt in attempts {
                    #expect(attempt.status == 0)
                    #expect(attempt.error?.contains(reason) == true, "\(attempt.error ?? "no reason")")
                }
            }
            for attempt in attempts where attempt.error?.hasPrefix("timed out") == true {
                #expect(attempt.settled - attempt.moment == Int64(expected.timeoutMilliseconds))
            }
        }
        #expect(consumer.counts.processed == (expected.isTaken ? expected.deliveries : 0))
        #expect(consumer.counts.refused == 0 && consumer.counts.misdirected == 0)
    }

    @Test func `every fault there is has its case`() {
        let cases = FaultCase.accepted + FaultCase.refused + FaultCase.unanswered
        let tried = Set(cases.map { String($0.fault.prefix { $0 != "=" }) })
        let apart: Set = ["brownout", "keepAliveClose", "down", "flap"]
        #expect(tried.union(apart) == Set(ConsumerFaultName.allCases.map(\.rawValue)))
    }

    /// Catches an engine that counts the death of a kept connection as a failed attempt, or hides it.
    @Test(.timeLimit(.minutes(2)), arguments: [1, 32])
    func `a kept connection that dies costs one unseen repetition and no attempt`(concurrency: Int) throws {
        let consumer = try Self.consumer("keepAliveClose")
        var plan = try Self.plan(try .sample(users: concurrency == 1 ? 1 : 40), to: consumer)
        plan.settings.concurrency = concurrency
        let (report, rows) = try Self.attempts(plan)
        let count = report.figures.deliveries
        #expect(report.figures.delivered == count && report.figures.attempts == count)
        #expect(rows.allSatisfy { $0.number == 1 && $0.status == 200 && $0.error == nil })
        let resent = Int64(rows.count { $0.wasResent })
        // Each connection takes one delivery, and dies of the next, which goes out again on a new one.
        #expect(resent >= count - Int64(concurrency) && resent < count)
        #expect(consumer.counts.processed == count && consumer.counts[.notTaken] == resent)
        #expect(consumer.counts.duplicates == 0)
    }

    /// Catches an engine that takes an idle connection's end for the answer to what it sends next.
    @Test(.timeLimit(.minutes(2)))
    func `connections that end while idle cost no attempt, whenever they end`() throws {
        let consumer = try Self.consumer("keepAliveClose=5ms")
        var plan = try Self.plan(try .sample(users: 4), to: consumer)
        // Three simulated minutes in less than a second: between two events connections grow old.
        plan.speed = .scaled(200)
        let (report, rows) = try Self.attempts(plan)
        #expect(report.figures.delivered == 28 && report.figures.attempts == 28)
        #expect(rows.allSatisfy { $0.number == 1 && $0.error == nil })
        #expect(consumer.counts.processed == 28)
    }

    /// Catches an engine that loses deliveries, or their order, to a consumer that is away.
    @Test(.timeLimit(.minutes(2)), arguments: ["down=300ms", "flap=40ms:120ms"])
    func `a consumer that is down for a while gets everything afterwards`(fault: String) throws {
        let consumer = try Self.consumer(fault)
        var plan = try Self.plan(try .sample(), to: consumer)
        plan.speed = .scaled(100)
        plan.settings.retry = RetryPolicy(
            attemptsMax: 100,
            waits: .listed(milliseconds: Array(repeating: 5_000, count: 99)),
            retryable: .listed
        )
        let (report, rows) = try Self.attempts(plan)
        #expect(report.figures.delivered == 7 && report.figures.retries > 0)
        let reasons = Set(rows.compactMap(\.error))
        #expect(reasons.contains("the connection was refused: nothing listens there"))
        #expect(consumer.counts.processed == 7)
        let accepted = rows.filter { $0.outcome == .delivered }.map(\.delivery)
        #expect(accepted == accepted.sorted())
    }

    /// Catches an engine, and a fault, whose outcomes hang on the order of arrival.
    @Test(.timeLimit(.minutes(2)))
    func `a brownout hits the same attempts at every concurrency`() throws {
        var records: [EngineRecord] = []
        for concurrency in [1, 32] {
            let consumer = try Self.consumer("brownout=0.4")
            var plan = try Self.plan(try .sample(users: 12), to: consumer)
            plan.settings.concurrency = concurrency
            let run = try EngineRun(plan)
            #expect(run.report.figures.retries > 10 && run.report.figures.failed > 0)
            #expect(run.report.figures.delivered > run.report.figures.failed)
            records.append(run.record)
        }
        #expect(records[0] == records[1])
    }
}
