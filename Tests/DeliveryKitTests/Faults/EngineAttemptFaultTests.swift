import ConsumerKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import DeliveryKit

/// Faults of request and connection in whole runs, as consumer and record see them.
@Suite struct EngineAttemptFaultTests {
    private static let requestFaults: [FaultKind] = [
        .secret(.other), .secret(.empty), .tamper(nil), .stripHeader(name: "x-webhook-signature"),
        .headerMismatch(.event), .headerMismatch(.id), .staleReplay(ageMilliseconds: 86_400_000),
    ]
    private static let wireFaults: [FaultKind] = [
        .sever(.headers), .sever(.body), .sever(.bytes(9)), .dribble(bytesPerSecond: 100_000),
        .giveUpEarly(afterMilliseconds: 20), .loseAnswer,
    ]

    private func plan(
        _ faults: [Fault],
        to url: String,
        users: Int = 1,
        previousSecret: String? = nil
    ) throws -> Engine.Plan {
        let webhook = Webhook(
            name: "main",
            url: try WebhookURL(url),
            secret: Webhook.sampleSecret,
            previousSecret: previousSecret
        )
        let world = try World.sample(users: users)
        let faults = FaultPlan(faults, seed: world.seed)
        var plan = Engine.Plan.sample(world, [webhook])
        plan.source = SimulationSource(
            world: world,
            profile: .kryptosV1,
            webhooks: [webhook],
            faults: faults
        )
        plan.faults = faults
        plan.settings.timeoutMilliseconds = 5_000
        plan.settings.retry = RetryPolicy(
            attemptsMax: 3,
            waits: .listed(milliseconds: [1_000, 2_000]),
            retryable: .listed
        )
        return plan
    }

    private func url(_ consumer: Consumer) -> String { "http://\(consumer.endpoint)/webhooks" }

    /// A fault that hits the first attempt of the second event.
    private func once(_ kind: FaultKind) -> Fault {
        Fault(kind, target: FaultTarget(nth: 2))
    }

    private func rows(_ plan: Engine.Plan) throws -> (report: EngineReport, rows: EngineResumeTests.Rows) {
        let engine = try Engine(plan)
        let report = try engine.run()
        let rows = try EngineResumeTests.Rows(engine)
        try engine.close()
        return (report, rows)
    }

    @Test(arguments: requestFaults)
    func `an illegal request goes out beside its attempt, once, and costs the delivery nothing`(
        kind: FaultKind
    ) throws {
        let consumer = try Consumer.start(secret: Webhook.sampleSecret)
        let (report, rows) = try rows(try plan([once(kind)], to: url(consumer)))
        let attempts = rows.attempts.filter { $0.delivery == 2 }
        #expect(attempts.map(\.outcome) == [.forged, .delivered])
        #expect(attempts.map(\.number) == [1, 1])
        #expect(attempts[0].moment == attempts[1].moment && attempts[0].settled == attempts[0].moment)
        #expect(attempts[0].marks.map(\.name) == [kind.name] && attempts[1].marks.isEmpty)
        #expect(attempts[0].marks.allSatisfy { $0.fault == 0 } && attempts[1].forgedSignature == nil)
        #expect(report.figures.delivered == 7 && report.figures.failed == 0 && report.figures.retries == 0)
        #expect(report.figures.attempts == 8 && report.figures.forged == 1)
        #expect(rows.attempts.count == 8)
        // What is rightly signed is no forgery to a consumer that looks at nothing else.
        let isSigned: Bool
        switch kind {
        case .headerMismatch, .staleReplay: isSigned = true
        default: isSigned = false
        }
        #expect(attempts[0].forgedSignature == (isSigned ? .right : .wrong))
        #expect(once(kind).forgesSignatures == !isSigned)
        #expect((200..<300).contains(attempts[0].status) == isSigned, "status \(attempts[0].status)")
        #expect(consumer.counts[.unauthorized] == (isSigned ? 0 : 1))
        #expect(consumer.counts.processed == (kind.name == .staleReplay ? 8 : 7))
    }

    @Test func `the previous secret is that of before the rotation, or the one that the webhook names`()
        throws
    {
        let forged = Fault(.secret(.previous), choice: .every)
        let consumer = try Consumer.start(secrets: [
            ConsumerSecret(Webhook.sampleSecret), ConsumerSecret("whsec_before"),
        ])
        let known = try rows(try plan([forged], to: url(consumer), previousSecret: "whsec_before"))
        #expect(known.report.figures.forged == 7)
        #expect(known.rows.attempts.allSatisfy { $0.status == 200 })
        let signatures = known.rows.attempts.compactMap(\.forgedSignature)
        #expect(signatures.count == 7 && signatures.allSatisfy { $0 == .previous })
        let unknown = try rows(try plan([forged], to: url(consumer)))
        #expect(unknown.report.figures.forged == 0 && unknown.report.figures.attempts == 7)
        #expect(unknown.rows.attempts.allSatisfy { $0.fault == nil })
    }

    @Test func `the bytes of an illegal request are the attempt's but for what was done to it`() throws {
        let consumer = try ScriptedConsumer { _ in .status(401) }
        var plan = try plan([once(.headerMismatch(.id))], to: consumer.url)
        plan.settings.retry = RetryPolicy(
            attemptsMax: 1,
            waits: .listed(milliseconds: []),
            retryable: .listed
        )
        let (report, rows) = try rows(plan)
        #expect(report.figures.failed == 7 && report.figures.forged == 1)
        let forged = consumer.requests[1]
        let own = consumer.requests[2]
        #expect(forged.body == own.body && forged.body == rows.deliveries[1].body)
        #expect(forged.field("X-Webhook-Id") != own.field("X-Webhook-Id"))
        for name in ["X-Webhook-Signature", "X-Webhook-Timestamp", "X-Webhook-Event", "Content-Length"] {
            #expect(forged.field(name) == own.field(name))
        }
    }

    @Test(arguments: wireFaults)
    func `a fault of the connection is survived by trying again`(kind: FaultKind) throws {
        let consumer = try Consumer.start(secret: Webhook.sampleSecret)
        let (report, rows) = try rows(try plan([once(kind)], to: url(consumer)))
        #expect(report.figures.delivered == 7)
        let attempts = rows.attempts.filter { $0.delivery == 2 }
        #expect(attempts[0].marks == [FaultMark(kind.name, fault: 0)])
        #expect(rows.attempts.allSatisfy { !$0.wasResent })
        guard kind.name != .dribble else {
            #expect(attempts.map(\.outcome) == [.delivered])
            return
        }
        #expect(attempts.map(\.outcome) == [.retry, .delivered])
        #expect(attempts[0].status == 0 && attempts[0].error?.contains("on purpose") == true)
        let took = attempts[0].settled - attempts[0].moment
        switch kind {
        case .giveUpEarly(let milliseconds): #expect(took == milliseconds)
        case .loseAnswer: #expect(took == 5_000)
        default: #expect(took == 0)
        }
        #expect(attempts[1].moment == attempts[0].settled + 1_000)
        #expect(consumer.counts.processed == 7)
        switch kind {
        case .loseAnswer: #expect(consumer.counts.duplicates == 1)
        case .sever(.headers), .sever(.bytes): #expect(consumer.counts.duplicates == 0)
        default: break
        }
    }

    @Test func `a lost answer makes a duplicate of the same id and bytes, which the record explains`() throws
    {
        let consumer = try ScriptedConsumer()
        let (report, rows) = try rows(try plan([once(.loseAnswer)], to: consumer.url))
        #expect(report.figures.delivered == 7 && report.figures.attempts == 8)
        let twice = consumer.requests.filter {
            $0.field("X-Webhook-Id") == consumer.requests[1].field("X-Webhook-Id")
        }
        #expect(twice.count == 2 && twice[0].body == twice[1].body)
        #expect(twice[0].field("X-Webhook-Timestamp") != twice[1].field("X-Webhook-Timestamp"))
        #expect(rows.attempts[1].error == "the answer 200 came and was thrown away, on purpose")
        #expect(rows.attempts[1].marks.map(\.name) == [.loseAnswer])
    }

    @Test func `only an acceptance can be lost, and nothing is marked that did not take place`() throws {
        let consumer = try ScriptedConsumer { _ in .status(503) }
        let (report, rows) = try rows(try plan([Fault(.loseAnswer, choice: .every)], to: consumer.url))
        #expect(report.figures.failed == 7)
        #expect(rows.attempts.allSatisfy { $0.status == 503 && $0.fault == nil })
        let nobody = "http://127.0.0.1:\(FreePort.next())/"
        let faults = Self.wireFaults.map { Fault($0, choice: .every) }
        let refused = try self.rows(try plan(faults, to: nobody))
        #expect(refused.report.figures.failed == 7)
        #expect(refused.rows.attempts.allSatisfy { $0.fault == nil })
    }

    @Test func `every fault of the request meets every fault of the connection`() throws {
        let consumer = try Consumer.start(secret: Webhook.sampleSecret)
        for request in Self.requestFaults {
            for wire in Self.wireFaults {
                let faults = [once(wire), once(request)]
                let (report, rows) = try rows(try plan(faults, to: url(consumer)))
                let attempts = rows.attempts.filter { $0.delivery == 2 }
                #expect(report.figures.delivered == 7, "\(request) and \(wire)")
                #expect(attempts[0].outcome == .forged && attempts[0].status > 0)
                #expect(attempts[0].marks.map(\.name) == [request.name] && attempts[0].marks[0].fault == 1)
                #expect(attempts[1].marks == [FaultMark(wire.name, fault: 0)], "\(request) and \(wire)")
                #expect(attempts.count == (wire.name == .dribble ? 2 : 3))
                #expect(attempts.dropFirst(2).allSatisfy { $0.fault == nil })
            }
        }
    }

    @Test func `faults by chance hit the same attempts whatever the concurrency`() throws {
        let half = FaultChoice.probability(Probability(billionths: 400_000_000))
        let kinds: [FaultKind] = [.secret(.other), .tamper(nil), .loseAnswer, .sever(.bytes(30))]
        let faults = kinds.map { Fault($0, choice: half) }
        var records: [[String]] = []
        for concurrency in [1, 32] {
            let consumer = try ScriptedConsumer { request in
                .status(request.field("X-Webhook-Event") == "integration.updated" ? 503 : 200)
            }
            var plan = try plan(faults, to: consumer.url, users: 12)
            plan.settings.concurrency = concurrency
            let (_, rows) = try rows(plan)
            let lines = rows.attempts.map { row in
                "\(row.delivery) \(row.number) \(row.outcome) \(row.moment) \(row.status) \(row.marks)"
            }
            records.append(lines.sorted())
            #expect(rows.attempts.contains { $0.outcome == .forged && $0.marks.count == 2 })
            #expect(rows.attempts.contains { $0.number > 1 && $0.outcome == .forged })
        }
        #expect(records[0] == records[1])
    }

    @Test func `a run goes on from every prefix of its record, illegal requests included`() throws {
        let faults = [
            once(.tamper(nil)), Fault(.secret(.other), target: FaultTarget(attempt: 2, nth: 2)),
            once(.loseAnswer),
        ]
        let consumer = try ScriptedConsumer()
        let whole = try rows(try plan(faults, to: consumer.url))
        // Forged, lost, forged again, taken.
        #expect(
            whole.rows.attempts.filter { $0.delivery == 2 }.map(\.outcome)
                == [.forged, .retry, .forged, .delivered]
        )
        func lines(_ rows: EngineResumeTests.Rows) -> [String] {
            rows.attempts.map {
                "\($0.delivery) \($0.number) \($0.outcome) \($0.moment) \($0.settled) \($0.marks)"
            }
        }
        for attemptCount in 0...whole.rows.attempts.count {
            let folder = TemporaryDirectory()
            let path = folder.path + "/run.sqlite"
            try whole.rows.write(to: path, deliveryCount: 7, attemptCount: attemptCount)
            var plan = try plan(faults, to: consumer.url)
            plan.runFile = path
            plan.resumes = true
            let before = consumer.requests.count
            let (report, rows) = try rows(plan)
            #expect(report.figures.delivered == 7 && report.figures.attempts == 10)
            #expect(lines(rows) == lines(whole.rows), "after \(attemptCount)")
            // Nothing that is recorded goes out again.
            #expect(consumer.requests.count - before == 10 - attemptCount)
        }
    }
}
