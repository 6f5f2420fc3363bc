import JSONKit
import ScenarioKit
import SimulationKit
import TestSupport
import Testing

/// Consumers that others would write, in their languages, with the provider's own samples.
@Suite struct ForeignConsumerTests {
    static let secret = "whsec_of_the_consumers"
    /// Those in which one webhook is told of everything, signed with one secret, and nothing goes wrong on the way.
    static let library = FileTree.names(in: Repository.path("Scenarios")).filter { name in
        guard name.hasSuffix(".json5"),
            let source = try? ScenarioFile.load(path: Repository.path("Scenarios/\(name)")),
            let scenario = try? ScenarioReader.read(source)
        else { return false }
        return scenario.webhooks.isEmpty && scenario.faults.isEmpty
    }
    .sorted()

    /// The most users of a crowd here: another one's events are of no other kind, and debug builds are slow.
    private static let crowdMax = 25

    static let population = """
        {
          portsim: 1,
          name: 'a few users',
          seed: 3,
          population: {
            users: 12,
            arrival: { over: '5m' },
            integrationsPerUser: 2,
            syncFailure: { p: 0.2, reasons: { 'invalid api key': 4, timeout: 1 } },
            resync: { p: 0.5, after: '30m' },
            remove: { p: 0.3, after: '2h' },
          },
        }
        """

    /// What a correct consumer believes in the end, its keys sorted.
    static func projection(of path: String) throws -> JSONValue {
        let scenario = try ScenarioReader.read(try ScenarioFile.load(path: path))
        var world = try scenario.world()
        var projection = Projection(profile: scenario.profile, seed: scenario.seed)
        var events: [Event] = []
        while world.nextMoment != nil {
            try world.step(into: &events)
            for event in events {
                projection.observe(event, for: scenario.profile.grants(of: event, in: world))
            }
            events.removeAll(keepingCapacity: true)
        }
        return projection.json.sorted
    }

    /// Runs a scenario for a consumer and gives the report.
    static func run(
        _ path: String,
        to url: String,
        secret: String
    ) throws -> (code: Int32?, report: JSONValue) {
        let result = try ChildProcess.run(
            Repository.portsim,
            ["run", path, "--endpoint", url, "--report", "json=-", "--no-progress"],
            environment: ["PORTSIM_SECRET": secret]
        )
        return (result.exitCode, try JSONReader.read(result.outputBytes, dialect: .json).value)
    }

    /// Runs a scenario for a consumer that has seen nothing yet.
    private func expectAllArrives(at consumer: ForeignConsumer, of path: String) throws {
        let run = try Self.run(path, to: consumer.url, secret: Self.secret)
        let expected = try Self.projection(of: path)
        #expect(run.code == 0, "\(path)")
        let count = try #require(try JSONPointer("/processed").evaluate(in: expected))
        for place in ["/deliveries/total", "/deliveries/delivered", "/attempts"] {
            #expect(try JSONPointer(place).evaluate(in: run.report) == count, "\(path): \(place)")
        }
        guard case .object(var state) = try consumer.state() else {
            Issue.record("\(path): the state is no object")
            return
        }
        #expect(state["repeats"] == .number(JSONNumber(0)), "\(path)")
        state["repeats"] = nil
        #expect(JSONValue.object(state) == expected, "\(path)")
    }

    @Test(arguments: ForeignConsumer.Kind.allCases)
    func `each scenario of the library arrives whole, is verified and processed once`(
        kind: ForeignConsumer.Kind
    ) throws {
        let consumer = try ForeignConsumer(kind, secret: Self.secret)
        let directory = TemporaryDirectory()
        for name in Self.library {
            try expectAllArrives(at: consumer, of: try Self.path(of: name, in: directory))
            try consumer.forget()
        }
    }

    /// The path of a scenario; of one with a smaller crowd, where its own is large.
    private static func path(of name: String, in directory: TemporaryDirectory) throws -> String {
        let path = Repository.path("Scenarios/\(name)")
        let scenario = try ScenarioReader.read(try ScenarioFile.load(path: path))
        guard let crowd = scenario.population, crowd.users > crowdMax else { return path }
        // What the file expects of its crowd is not true of a smaller one.
        let smaller = """
            { portsim: 1, extends: '\(path)', population: { users: \(crowdMax) }, expect: [{ accepted: 'all' }] }
            """
        return directory.write(smaller, to: name)
    }

    @Test(arguments: ForeignConsumer.Kind.allCases)
    func `a population arrives whole, is verified and processed once`(kind: ForeignConsumer.Kind) throws {
        let directory = TemporaryDirectory()
        try expectAllArrives(
            at: ForeignConsumer(kind, secret: Self.secret),
            of: directory.write(Self.population, to: "population.json5")
        )
    }

    @Test(arguments: ForeignConsumer.Kind.allCases)
    func `a consumer with another secret refuses everything`(kind: ForeignConsumer.Kind) throws {
        let consumer = try ForeignConsumer(kind, secret: "whsec_another")
        let run = try Self.run(
            Repository.path("Scenarios/first-connection.json5"),
            to: consumer.url,
            secret: Self.secret
        )
        #expect(run.code == 1)
        #expect(try JSONPointer("/deliveries/failed").evaluate(in: run.report) == .number(JSONNumber(7)))
        #expect(try JSONPointer("/processed").evaluate(in: consumer.state()) == .number(JSONNumber(0)))
    }
}
