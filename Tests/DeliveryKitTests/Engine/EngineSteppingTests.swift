import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import DeliveryKit

/// Runs that somebody steps through, or that go to a moment, with bodies that lie in the record alone.
@Suite struct EngineSteppingTests {
    /// Lets everything out, and keeps what it is shown.
    private final class Onlooker: RunStepper {
        let isStepping = true
        var upcoming: [UpcomingAttempt] = []
        var seen: [SteppedAttempt] = []

        func permits(_ attempt: UpcomingAttempt) -> Bool {
            upcoming.append(attempt)
            return true
        }

        func observe(_ attempt: SteppedAttempt) { seen.append(attempt) }
    }

    /// A few users at a consumer that refuses every third attempt, so that lanes wait.
    private func plan(_ consumer: ScriptedConsumer) throws -> Engine.Plan {
        try EngineBodyTests.plan(consumer, bodiesAheadMax: 0)
    }

    private func consumer() throws -> ScriptedConsumer {
        try ScriptedConsumer { Whim.answer($0, failsOneIn: 3) }
    }

    @Test func `a run to a moment makes all attempts up to it, and none behind it`() throws {
        let whole = try EngineRun(try plan(try consumer())).record
        let moments = whole.attempts.map(\.moment).sorted()
        for part in 1...4 {
            let until = moments[part * moments.count / 5]
            var hooks = EngineHooks()
            hooks.until = until
            let engine = try Engine(try plan(try consumer()), hooks: hooks)
            let report = try engine.run()
            #expect(report.stopped == .asked)
            #expect(try EngineRecord(engine).attempts == whole.attempts.filter { $0.moment <= until })
            try engine.close()
        }
    }

    @Test func `whoever steps sees every attempt in the order of its moment`() throws {
        let onlooker = Onlooker()
        var hooks = EngineHooks()
        hooks.stepper = onlooker
        let engine = try Engine(try plan(try consumer()), hooks: hooks)
        let report = try engine.run()
        try engine.close()
        let moments = onlooker.upcoming.map(\.moment)
        #expect(Int64(moments.count) == report.figures.attempts && moments == moments.sorted())
        #expect(onlooker.seen.count == moments.count)
    }

    @Test func `whoever steps sees what became of an illegal request too`() throws {
        let onlooker = Onlooker()
        var hooks = EngineHooks()
        hooks.stepper = onlooker
        let consumer = try ScriptedConsumer { _ in .status(200) }
        let forged = Fault(.secret(.other), target: FaultTarget(nth: 2))
        var plan = try FaultedEngineTests.plan([forged], users: 1, to: consumer)
        plan.settings.concurrency = 1
        let engine = try Engine(plan, hooks: hooks)
        _ = try engine.run()
        try engine.close()
        // Two webhooks, so two of them.
        #expect(onlooker.seen.map(\.outcome).count { $0 == .forged } == 2)
        #expect(onlooker.seen.count == onlooker.upcoming.count && onlooker.seen.count == 16)
        #expect(onlooker.seen.map { $0.request.bytes } == consumer.requests.map(\.bytes))
    }
}
