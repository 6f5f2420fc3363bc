import ScenarioKit
import SimulationKit
import Testing

/// Steps that repeat.
struct RepetitionTests {
    private func commands(_ steps: String) throws -> [Command] {
        try Samples.read("{ portsim: 1, users: { a: {}, b: {}, c: {} }, timeline: [\(steps)] }").commands
    }

    private func moments(_ steps: String) throws -> [Int64] {
        try commands(steps).map { $0.moment.milliseconds - 1_767_225_600_000 }
    }

    @Test func `a step happens so many times in all`() throws {
        #expect(
            try moments("{ at: '1s', every: '2s', times: 3, recalculate: 'a' }") == [1_000, 3_000, 5_000]
        )
        #expect(try moments("{ at: '1s', every: '2s', times: 1, recalculate: 'a' }") == [1_000])
    }

    @Test(
        arguments: [
            ("1s", [1_000]), ("2999ms", [1_000]), ("3s", [1_000, 3_000]), ("3001ms", [1_000, 3_000]),
        ] as [(String, [Int64])]
    )
    func `a step happens until a moment, that moment included`(until: String, expected: [Int64]) throws {
        #expect(try moments("{ at: '1s', every: '2s', until: '\(until)', recalculate: 'a' }") == expected)
    }

    @Test func `steps of one moment keep the order of the file, repetitions too`() throws {
        let commands = try commands(
            """
            { at: '2s', recalculate: 'c' },
            { at: '0s', every: '1s', times: 3, recalculate: 'a' },
            { at: '0s', every: '2s', times: 2, recalculate: 'b' },
            """
        )
        #expect(commands.map(\.user) == [0, 1, 0, 2, 0, 1])
    }

    @Test func `a hundred thousand steps may come of repetitions, and no more`() throws {
        func steps(_ times: Int) -> String {
            "{ at: '0s', recalculate: 'b' }, { at: '0s', every: '1ms', times: \(times), recalculate: 'a' }"
        }
        #expect(try commands(steps(99_999)).count == 100_000)
        let text = "{ portsim: 1, users: { a: {}, b: {} }, timeline: [\(steps(100_000))] }"
        #expect(
            Samples.messages(text) == [
                "1:95 with repetitions a timeline has at most 100000 steps, and here it has more"
            ]
        )
        let endless =
            "{ portsim: 1, users: { a: {} }, timeline: [{ at: '0s', every: '1ms', until: '36500d', recalculate: 'a' }] }"
        #expect(
            Samples.messages(endless) == [
                "1:56 with repetitions a timeline has at most 100000 steps, and here it has more"
            ]
        )
    }

    @Test func `what repeats is judged each time and told once`() {
        let text = Samples.timeline("{ at: '0s', every: '1h', times: 1000, connect: 'alice/main' }")
        #expect(
            Samples.messages(text).map { $0.drop { $0 != " " } } == [" 'alice/main' is connected already"]
        )
    }

    @Test func `repetitions end before the year 9999 does`() {
        let text =
            "{ portsim: 1, clock: { start: '9990-01-01T00:00:00Z' }, users: { a: {} }, timeline: [{ at: '0s', every: '365d', times: 20, recalculate: 'a' }] }"
        #expect(Samples.messages(text).first?.hasSuffix("after the year 9999") ?? false)
    }

    @Test func `a lag is that of every repetition`() throws {
        let commands = try commands("{ at: '0s', every: '1h', times: 2, recalculate: 'a', lag: '7ms' }")
        #expect(commands.map { $0.overrides.map(\.lagMilliseconds) } == [[7, 7, 7, 7], [7, 7, 7, 7]])
    }
}
