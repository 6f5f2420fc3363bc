import JSONKit
import ScenarioKit
import SimulationKit

/// Scenario texts and what reading them gives.
enum Samples {
    /// Two users and a timeline of one step, to be changed by tests.
    static let small = """
        {
          portsim: 1,
          users: { alice: { integrations: { main: { provider: 'binance' }, old: { provider: 'kraken', type: 'csv' } } } },
          timeline: [{ at: '0s', connect: 'alice/main' }],
        }
        """

    /// Files that a scenario of a test may extend.
    static let bases = [
        "one.base.json5": "{ portsim: 1, seed: 1 }", "two.base.json5": "{ portsim: 1, seed: 2 }",
    ]

    /// A scenario with the given entries in the timeline of `small`'s user.
    static func timeline(_ steps: String) -> String {
        small.replacing("{ at: '0s', connect: 'alice/main' }", with: steps)
    }

    /// A scenario with the given keys beside those of `small`.
    static func with(_ keys: String) -> String {
        small.replacing("timeline:", with: "\(keys), timeline:")
    }

    static func read(
        _ text: String,
        name: String = "demo.json5",
        overrides: ScenarioOverrides = ScenarioOverrides(),
        surroundings: ScenarioSurroundings = Composed(files: Samples.bases).surroundings
    ) throws(ScenarioProblems) -> Scenario {
        try ScenarioReader.read(
            SourceText(name: name, bytes: Array(text.utf8)),
            overrides: overrides,
            surroundings: surroundings
        )
    }

    /// What a text is refused with; empty where it is accepted.
    static func problems(_ text: String) -> String {
        do throws(ScenarioProblems) {
            _ = try read(text)
            return ""
        } catch {
            return error.text
        }
    }

    /// The messages alone, each with its line and column.
    static func messages(_ text: String) -> [String] {
        do throws(ScenarioProblems) {
            _ = try read(text)
            return []
        } catch {
            return error.diagnostics.map { diagnostic in
                let position = error.source.position(at: diagnostic.range.lower)
                return "\(position.line):\(position.column) \(diagnostic.message)"
            }
        }
    }

    /// All events of a scenario, up to a number.
    static func events(of scenario: Scenario, max: Int = 10_000) throws -> [Event] {
        try told(of: scenario, max: max).map(\.event)
    }

    /// The same, with the grants that are told of each.
    static func told(
        of scenario: Scenario,
        max: Int = 10_000
    ) throws -> [(event: Event, grants: LiveGrants)] {
        var world = try scenario.world()
        var told: [(event: Event, grants: LiveGrants)] = []
        var events: [Event] = []
        while world.nextMoment != nil, told.count < max {
            events.removeAll(keepingCapacity: true)
            try world.step(into: &events)
            for event in events { told.append((event, scenario.profile.grants(of: event, in: world))) }
        }
        return told
    }

    /// The bodies of all events of a scenario, as the first webhook gets them.
    static func bodies(of scenario: Scenario, max: Int = 10_000) throws -> [String] {
        var writer = BodyWriter(profile: scenario.profile, seed: scenario.seed)
        return try told(of: scenario, max: max).flatMap { told in
            told.grants.map { grant in
                var body: [UInt8] = []
                writer.append(told.event, for: Target(webhook: 0, grant: grant), to: &body)
                return String(decoding: body, as: UTF8.self)
            }
        }
    }
}
