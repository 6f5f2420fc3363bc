import DeliveryKit
import JSONKit
import ScenarioKit
import SimulationKit
import TestSupport
import Testing

/// The scenarios that come with portsim, run as a newcomer runs them.
@Suite struct LibraryRunTests {
    static let library = FileTree.names(in: Repository.path("Scenarios")).filter { $0.hasSuffix(".json5") }
        .sorted()

    @Test(arguments: library)
    func `a scenario passes against the consumer inside the process`(name: String) throws {
        let path = Repository.path("Scenarios/\(name)")
        let result = try ChildProcess.run(
            Repository.portsim,
            ["run", path, "--report", "json=-", "--no-progress"]
        )
        #expect(result.exitCode == 0, "\(result.error)")
        let report = try JSONReader.read(result.outputBytes, dialect: .json).value
        func value(_ pointer: String) throws -> JSONValue? { try JSONPointer(pointer).evaluate(in: report) }
        #expect(try value("/verdict") == .string("passed"))
        let total = try #require(try value("/deliveries/total"))
        #expect(total != .number(JSONNumber(0)))
        // What each webhook is sent; all that happens, where one that is made up is told of everything.
        let scenario = try ScenarioReader.read(ScenarioFile.load(path: path))
        var source = try scenario.source()
        var planned: [PlannedDelivery] = []
        while source.nextMoment != nil { try source.advance(into: &planned) }
        let events = try value("/events/total")
        #expect(events == .number(JSONNumber(Int64(try Self.eventCount(of: path)))))
        if !scenario.webhooks.isEmpty { #expect(total == .number(JSONNumber(Int64(planned.count)))) }
        let dropped = try value("/deliveries/dropped")?.int64 ?? 0
        #expect(try (value("/deliveries/delivered")?.int64 ?? 0) + dropped == total.int64)
        let isFaulted = !scenario.faults.isEmpty
        if !isFaulted { #expect(try value("/attempts") == total) }
        // The bodies of all that happens are those that are printed, one a line.
        let printed = try ChildProcess.run(Repository.portsim, ["generate", path])
        let lines = printed.outputBytes.count { $0 == UInt8(ascii: "\n") }
        let bodies = scenario.webhooks.isEmpty && !isFaulted ? total : events
        #expect(printed.exitCode == 0 && bodies == .number(JSONNumber(Int64(lines))))
    }

    /// How many events a scenario has; where users have several grants, each is delivered several times.
    private static func eventCount(of path: String) throws -> Int {
        var world = try ScenarioReader.read(try ScenarioFile.load(path: path)).world()
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events.count
    }

    @Test func `several of them run one after the other`() throws {
        // Each alone is run above; the crowds among them would only take longer.
        let several = Self.library.prefix(5).map { Repository.path("Scenarios/\($0)") }
        let result = try ChildProcess.run(
            Repository.portsim,
            ["run"] + several + [
                "--report", "json=-", "--no-progress",
            ]
        )
        #expect(result.exitCode == 0)
        let report = try JSONReader.read(result.outputBytes, dialect: .json).value
        guard case .array(let runs) = try JSONPointer("/runs").evaluate(in: report) else {
            Issue.record("there is no list of runs")
            return
        }
        #expect(runs.count == several.count)
    }
}
