import ConsumerKit
import JSONKit
import ScenarioKit
import SimulationKit
import Testing
import TestSupport

/// The reference consumer and the projection, which share no code, believe the same.
struct AccountConsumerTests {
    private static func projected(_ scenario: Scenario) throws -> String {
        var projection = Projection(profile: scenario.profile, seed: scenario.seed)
        for told in try Samples.told(of: scenario, max: 100_000) {
            projection.observe(told.event, for: told.grants)
        }
        return String(decoding: JSONWriter.bytes(of: projection.json), as: UTF8.self)
    }

    private static func believed(_ bodies: [String]) throws -> String {
        var state = ConsumerState()
        for body in bodies { _ = try state.take(Array(body.utf8)) }
        #expect(state.counts.withUnknownFields == 0)
        #expect(state.counts[.unknownEvent] == 0)
        return String(decoding: state.beliefs.probe, as: UTF8.self)
    }

    @Test(arguments: ["full", "short"], [1, 2, 3])
    func `a consumer believes of a crowd what it must, in whatever order`(shape: String, seed: Int) throws {
        let scenario = try Samples.read(
            """
            { portsim: 1, profile: 'account', seed: \(seed), provider: { userShape: '\(shape)' },
              population: { users: 60, delete: { p: 0.2, after: '1d' }, update: { p: 0.7, after: '1s' } } }
            """
        )
        let bodies = try Samples.bodies(of: scenario, max: 100_000)
        let expected = try Self.projected(scenario)

        #expect(bodies.count > 300)
        #expect(try Self.believed(bodies) == expected)
        #expect(try Self.believed(bodies.reversed()) == expected)
        #expect(try Self.believed(bodies.sorted() + bodies) == expected)
    }

    @Test(arguments: ["account-signup-to-deletion", "account-payments"])
    func `so it does of the library's accounts`(name: String) throws {
        let path = Repository.path("Scenarios/\(name).json5")
        let scenario = try ScenarioReader.read(ScenarioFile.load(path: path))
        #expect(try Self.believed(Samples.bodies(of: scenario)) == Self.projected(scenario))
    }
}
