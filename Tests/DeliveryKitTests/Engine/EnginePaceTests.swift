import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import DeliveryKit

/// How much of the world is made in one go.
@Suite struct EnginePaceTests {
    @Test func `a turn makes so many deliveries at most, and what is wanted keeps its bodies`()
        throws
    {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.crowd(users: 150), to: consumer)
        plan.settings.concurrency = 1
        let engine = try Engine(plan)
        let limits = plan.limits
        #expect(limits.bodiesAheadMax / 2 >= limits.unsettledWanted, "nothing is read back while all keep up")
        for inFlight in [1, 0] {
            engine.inFlight = inFlight
            let before = engine.figures.deliveries
            try engine.generate()
            #expect((512...516).contains(engine.figures.deliveries - before), "one step may come on top")
        }
        engine.inFlight = 0
        try engine.close()
    }

    @Test func `what is ahead of the clock is made anew once half of it is used up`() throws {
        let consumer = try ScriptedConsumer()
        var plan = try Engine.Plan.sample(.sample(users: 8), to: consumer)
        plan.speed = .scaled(1)
        plan.limits.lookaheadNanoseconds = 60_000_000_000
        let engine = try Engine(plan)
        try engine.generate()
        #expect(engine.figures.deliveries > 0 && !engine.isLookingAhead)
        let now = MonotonicClock.nanoseconds()
        let next = try #require(engine.source.nextMoment)
        let left = engine.clock.nanoseconds(until: next, now: now)
        #expect(left > 50_000_000_000, "all was made that is nearer than the minute")
        #expect(!engine.canGenerate(at: now + left - 31_000_000_000))
        #expect(engine.canGenerate(at: now + left - 29_000_000_000))
        try engine.close()
    }
}
