import ConsumerKit
import JSONKit
import ScenarioKit
import SimulationKit
import TestSupport
import Testing

/// The reference consumer and the projection believe the same of the later contract, whose bodies name grants.
struct LaterContractConsumerTests {
    private static func projection(_ scenario: Scenario) throws -> Projection {
        var projection = Projection(profile: scenario.profile, seed: scenario.seed)
        for told in try Samples.told(of: scenario, max: 100_000) {
            projection.observe(told.event, for: told.grants)
        }
        return projection
    }

    private static func believed(_ bodies: [String]) throws -> String {
        var state = ConsumerState()
        for body in bodies { _ = try state.take(Array(body.utf8)) }
        #expect(state.counts.withUnknownFields == 0)
        #expect(state.counts[.unowned] == 0)
        return String(decoding: state.beliefs.probe, as: UTF8.self)
    }

    private static func text(_ projection: Projection) -> String {
        String(decoding: JSONWriter.bytes(of: projection.json), as: UTF8.self)
    }

    @Test(arguments: [1, 2, 3])
    func `a consumer believes of a crowd what it must, in whatever order`(seed: Int) throws {
        let scenario = try Samples.read(
            """
            { portsim: 1, profile: 'kryptos-v2', seed: \(seed),
              population: { users: 60, grantsPerUser: 2, syncFailure: { p: 0.3 }, resync: { p: 1 },
                remove: { p: 0.4, after: '2h' }, wipe: { failure: { p: 0.5 } } } }
            """
        )
        let bodies = try Samples.bodies(of: scenario, max: 100_000)
        let projection = try Self.projection(scenario)
        let expected = Self.text(projection)

        #expect(projection.users.count == 120)
        #expect(bodies.contains { $0.contains("DELETED") })
        // Removed integrations are absent, those whose wipe failed are not.
        #expect(!expected.contains("DELET"))
        #expect(expected.contains("FAILED"))
        #expect(try Self.believed(bodies) == expected)
        #expect(try Self.believed(bodies.reversed()) == expected)
        #expect(try Self.believed(bodies.sorted() + bodies) == expected)
    }

    @Test(arguments: ["v2-grants-and-removal", "v2-suspend-resume"])
    func `so it does of the library's scenarios`(name: String) throws {
        let path = Repository.path("Scenarios/\(name).json5")
        let scenario = try ScenarioReader.read(ScenarioFile.load(path: path))
        let expected = Self.text(try Self.projection(scenario))
        #expect(try Self.believed(Samples.bodies(of: scenario)) == expected)
        #expect(try Self.believed(Samples.bodies(of: scenario).reversed()) == expected)
    }

    @Test(arguments: [true, false])
    func `what a scenario emits goes to every grant, with and without workspaces`(workspaces: Bool) throws {
        let scenario = try Samples.read(
            """
            { portsim: 1, profile: 'kryptos-v2', provider: { workspaces: \(workspaces) },
              users: { alice: { grants: 2 } },
              timeline: [{ at: '0s', emit: 'integration.updated', user: 'alice',
                           data: { walletId: 'w', status: 'STRANGE' } }] }
            """
        )
        let bodies = try Samples.bodies(of: scenario)
        #expect(bodies.count == 2)
        for body in bodies {
            let value = try JSONReader.read(Array(body.utf8), dialect: .json).value
            #expect(value.object?.keys == ["id", "event", "timestamp", "grant_id", "workspace_id", "data"])
            #expect((value["workspace_id"]?.string == nil) == !workspaces)
        }
        #expect(try Self.believed(bodies) == Self.text(try Self.projection(scenario)))
    }
}
