import ScenarioKit
import SimulationKit
import Testing

/// What timelines may hold: judged by existence alone, whatever the seed.
struct LegalityTests {
    @Test(arguments: [
        // Out of order in the file, in order in time.
        "{ at: '2s', remove: 'alice/main' }, { at: '1s', connect: 'alice/main' }",
        // One moment: the order of the file.
        "{ at: '1s', connect: 'alice/main' }, { at: '1s', rename: 'alice/main' }, { at: '1s', remove: 'alice/main' }",
        // While a sync runs.
        "{ at: '0s', connect: 'alice/main', sync: { takes: '1h' } }, { at: '1s', resync: 'alice/main' }, { at: '2s', resync: 'alice/main' }",
        "{ at: '0s', connect: 'alice/main', sync: { takes: '1h' } }, { at: '1s', remove: 'alice/main' }",
        // Never synced.
        "{ at: '0s', connect: 'alice/main', sync: false }, { at: '1s', resync: 'alice/main' }",
        // Imports resync from the start, which is also what they do by themselves.
        "{ at: '0s', connect: 'alice/old' }, { at: '1h', resync: 'alice/old', mode: 'from_start' }, { at: '2h', resync: 'alice/old' }",
        "{ at: '0s', connect: 'alice/main' }, { at: '1h', resync: 'alice/main', mode: 'from_start' }",
        // Asked for with nothing connected, and during a chain.
        "{ at: '0s', recalculate: 'alice' }, { at: '1s', recalculate: 'alice' }, { at: '1s', recalculate: 'alice' }",
    ])
    func `what can be is allowed, and runs with every seed`(steps: String) throws {
        for seed in [0, 1, 42, UInt64.max] {
            let scenario = try Samples.read(Samples.timeline(steps), overrides: ScenarioOverrides(seed: seed))
            var judge = StreamJudge()
            for event in try Samples.events(of: scenario) { try judge.observe(Observation(event)) }
            try judge.finish()
        }
    }

    @Test func `steps come by moment, those of one moment as in the file`() throws {
        let steps = """
            { at: '5s', recalculate: 'alice' }, { at: '1s', connect: 'alice/old' },
            { at: '1s', connect: 'alice/main' }, { at: '0s', recalculate: 'alice' }
            """
        let scenario = try Samples.read(Samples.timeline(steps))

        #expect(scenario.commands.map { $0.moment - scenario.start } == [0, 1_000, 1_000, 5_000])
        let names = scenario.commands.map { command in
            switch command.verb {
            case .connect(let specification, _): specification.provider.identifier
            case .recalculate: "recalculate"
            case .resync, .rename, .remove, .suspend, .resume, .revokeGrant, .account, .emit: "other"
            }
        }
        #expect(names == ["recalculate", "kraken", "binance", "recalculate"])
    }

    @Test func `names that compose an accent differently are two names`() throws {
        let text = """
            { portsim: 1, users: { 'é': {}, 'e\u{301}': {} },
              timeline: [{ at: '0s', recalculate: 'é' }, { at: '1s', recalculate: 'e\u{301}' }] }
            """
        #expect(try Samples.read(text).commands.map(\.user) == [0, 1])
    }

    @Test func `a lag holds for every event of its step`() throws {
        let text = Samples.timeline(
            "{ at: '0s', recalculate: 'alice', lag: '7ms', costBasis: { fails: 'x' } }"
        )
        let command = try #require(try Samples.read(text).commands.first)
        #expect(command.overrides.map(\.lagMilliseconds) == [7, 7, 7, 7])
        let events = try Samples.events(of: Samples.read(text))
        let lags = events.map { event -> Int64 in
            switch event.payload {
            case .job(let snapshot): event.moment - snapshot.changedAt
            case .integration, .account, .given: -1
            }
        }
        #expect(lags == [7, 7, 7, 7])
    }
}
