import DeliveryKit
import SimulationKit
import Synchronization
import TestSupport
import Testing
import WireKit

@Suite struct EngineTests {
    @Test func `a run delivers everything, signed, and says so`() throws {
        let consumer = try ScriptedConsumer()
        let run = try EngineRun(.sample(.sample(users: 2), to: consumer))
        #expect(run.report.stopped == nil)
        let figures = run.report.figures
        #expect((figures.events, figures.deliveries, figures.delivered) == (14, 14, 14))
        #expect((figures.failed, figures.attempts, figures.answered, figures.retries) == (0, 14, 14, 0))
        #expect(run.report.eventCounts.reduce(0, +) == 14)
        let last = try #require(run.record.deliveries.last)
        #expect(run.report.simulatedMilliseconds == last.moment - Moment.sampleStart.milliseconds)
        #expect(run.report.wallNanoseconds > 0)
        let key = Signature.key(secret: Webhook.sampleSecret)
        let bodies = run.record.deliveries.map(\.body)
        for request in consumer.requests {
            let signature = Array(try #require(request.field("X-Webhook-Signature")).utf8)
            #expect(Signature.verify(signature, body: request.body, key: key))
            #expect(bodies.contains(request.body))
        }
        #expect(Set(run.record.lanes.map(\.user)).count == 2)
        var digest = StreamDigest()
        for row in run.record.deliveries {
            digest.add(uid: run.record.lanes[Int(row.lane)].user, ordinal: row.ordinal, body: row.body)
        }
        #expect(run.report.digest == digest)
    }

    @Test func `a run without a webhook that is active ends, and its events are counted`() throws {
        let run = try EngineRun(.sample(.sample(users: 2), [.sample(isActive: false)]))
        #expect(run.report.figures.events == 14 && run.report.figures.deliveries == 0)
        #expect(run.report.digest == StreamDigest() && run.report.stopped == nil)
        #expect(run.report.simulatedMilliseconds > 30_000)
    }

    @Test func `nothing to simulate is a run that ends at once`() throws {
        let world = World(seed: 1, start: .sampleStart)
        let run = try EngineRun(.sample(world, [.sample()]))
        #expect(run.report.figures.events == 0 && run.report.simulatedMilliseconds == 0)
    }

    @Test func `a stop lets answers under way arrive and leaves the rest for later`() throws {
        let stop = EngineStop()
        let folder = TemporaryDirectory()
        let consumer = try ScriptedConsumer { request in
            if request.number == 20 { stop.request(.signal(15)) }
            return .status(200).after(milliseconds: 5)
        }
        var plan = try Engine.Plan.sample(.sample(users: 20), to: consumer)
        plan.runFile = folder.path("run.sqlite")
        plan.settings.concurrency = 4
        let stopped = try EngineRun(plan, stop: stop)
        #expect(stopped.report.stopped == .signal(15))
        let sent = consumer.requests.count
        #expect((21...28).contains(sent))
        #expect(stopped.record.attempts.count == sent, "all that was sent was answered and recorded")
        #expect(stopped.report.figures.pending == stopped.report.figures.deliveries - Int64(sent))
        plan.resumes = true
        let rest = try EngineRun(plan)
        #expect(rest.report.stopped == nil && consumer.requests.count == 140)
        #expect(rest.report.figures.delivered == 140)
    }

    @Test func `a stop does not wait for an answer that does not come`() throws {
        let stop = EngineStop()
        let folder = TemporaryDirectory()
        let silent = try ScriptedConsumer { _ in
            stop.request(.signal(2))
            return .never
        }
        var plan = try Engine.Plan.sample(.sample(), to: silent)
        plan.runFile = folder.path("run.sqlite")
        plan.limits.stopPatienceNanoseconds = 20_000_000
        let stopped = try EngineRun(plan, stop: stop)
        #expect(stopped.report.stopped == .signal(2))
        #expect(stopped.record.attempts.isEmpty && stopped.report.figures.attempts == 0)
        // Ten seconds would be the timeout.
        #expect(stopped.report.wallNanoseconds < 9_000_000_000)
        let consumer = try ScriptedConsumer()
        var rest = try Engine.Plan.sample(.sample(), to: consumer)
        rest.runFile = plan.runFile
        rest.resumes = true
        #expect(try EngineRun(rest).report.figures.delivered == 7)
        #expect(
            consumer.requests.first?.field("X-Webhook-Id") == silent.requests.first?.field("X-Webhook-Id")
        )
        #expect(consumer.requests.first?.bytes.count == silent.requests.first?.bytes.count)
    }

    @Test func `a stop that was asked for before the run is a run of nothing`() throws {
        let stop = EngineStop()
        stop.request(.signal(2))
        let run = try EngineRun(.sample(.sample(), [.sample()]), stop: stop)
        #expect(run.report.stopped == .signal(2) && run.report.figures.deliveries == 0)
    }

    @Test func `a run takes no longer than it may`() throws {
        let silent = try ScriptedConsumer { _ in .never }
        var plan = try Engine.Plan.sample(.sample(), to: silent)
        plan.maxTimeMilliseconds = 50
        plan.limits.stopPatienceNanoseconds = 10_000_000
        let run = try EngineRun(plan)
        #expect(run.report.stopped == .timeIsUp)
        #expect(run.report.wallNanoseconds >= 50_000_000 && run.report.wallNanoseconds < 9_000_000_000)
        #expect(run.report.figures.pending == run.report.figures.deliveries)
    }

    @Test(arguments: [Int64.max, Int64.max / 1_000_000])
    func `a time that no clock reaches is no limit`(milliseconds: Int64) throws {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.sample(), to: consumer)
        plan.maxTimeMilliseconds = milliseconds
        #expect(try EngineRun(plan).report.stopped == nil)
    }

    @Test func `scaled time is not ahead of the clock, and not behind by much`() throws {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.sample(), to: consumer)
        plan.speed = .scaled(500)
        let begun = MonotonicClock.nanoseconds()
        let run = try EngineRun(plan)
        for request in consumer.requests {
            let moment = try #require(request.field("X-Webhook-Timestamp").flatMap(TimeFormat.moment))
            let due = (moment - .sampleStart) * 1_000_000 / 500
            #expect(request.arrivedNanoseconds - begun >= due)
        }
        #expect(run.report.wallNanoseconds >= run.report.simulatedMilliseconds * 1_000_000 / 500)
    }

    @Test func `a simulator that breaks its own rules stops the run`() throws {
        let world = try World.sample(behaviour: ProviderBehaviour(announcesProgress: false))
        let engine = try Engine(.sample(world, [.sample(url: "http://127.0.0.1:9/")]))
        let error = #expect(throws: EngineError.self) { try engine.run() }
        #expect(error?.message.contains("breaks the rule") == true)
        try engine.close()
    }

    @Test func `a ledger that cannot be written ends the run with its own words`() throws {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.crowd(users: 200), to: consumer)
        let folder = TemporaryDirectory()
        plan.runFile = folder.path("run.sqlite")
        plan.ledgerOptions.pagesMax = 30
        let engine = try Engine(plan)
        #expect(throws: EngineError.ledger(.diskFull(path: folder.path("run.sqlite")))) { try engine.run() }
        #expect(throws: EngineError.self) { try engine.close() }
        plan.ledgerOptions.pagesMax = nil
        plan.resumes = true
        #expect(try EngineRun(plan).report.figures.pending == 0)
    }

    @Test func `the observer hears how far the run is`() throws {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.sample(users: 5), to: consumer)
        plan.limits.observationNanoseconds = 0
        var heard: [EngineFigures] = []
        let run = try EngineRun(plan) { heard.append($0) }
        #expect(heard.last?.events == run.report.figures.events)
        #expect(heard.map(\.delivered) == heard.map(\.delivered).sorted())
        #expect(heard.allSatisfy { $0.pending >= 0 && $0.now <= run.report.figures.now })
    }

    @Test func `the point after a request is reached once for each answer`() throws {
        let counter = Counter()
        let consumer = try ScriptedConsumer { Whim.answer($0, failsOneIn: 3) }
        var plan = try Engine.Plan.sample(.sample(users: 3), to: consumer)
        plan.ledgerOptions.crash = { if $0 == .afterSend { counter.increment() } }
        let run = try EngineRun(plan)
        #expect(counter.value == Int(run.report.figures.attempts))
    }
}
