import DeliveryKit
import ScenarioKit
import SimulationKit
import Testing
import WireKit

/// What a scenario makes of its webhooks and of what is done to them.
struct ScenarioSourceTests {
    private static func scenario(_ webhooks: String, _ steps: String, seed: Int = 1) throws -> Scenario {
        try Samples.read(
            """
            { portsim: 1, seed: \(seed), webhooks: [\(webhooks)],
              users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '10s', connect: 'alice/main', sync: false }, \(steps)] }
            """
        )
    }

    /// The fingerprints of the keys that a webhook signs with, in order.
    private static func keys(_ scenario: Scenario, secret: String? = nil) throws -> [String] {
        try scenario.source(secret: secret).histories[0].versions.map(\.key.fingerprint)
    }

    private static func fingerprints(_ secrets: String...) -> [String] {
        secrets.map { Signature.key(secret: $0).fingerprint }
    }

    private static let twice =
        "{ at: '1m', rotateSecret: 'a' }, { at: '2m', rotateSecret: 'a', secret: 's3' }"

    @Test func `given secrets are taken in the order of the moments`() throws {
        let steps =
            "{ at: '2m', rotateSecret: 'a', secret: 's3' }, { at: '1m', rotateSecret: 'a', secret: 's2' }"
        let scenario = try Self.scenario("{ name: 'a', secret: 's1' }", steps)
        #expect(try Self.keys(scenario) == Self.fingerprints("s1", "s2", "s3"))
    }

    @Test func `a previous secret signs until the first rotation, and the present one from then on`() throws {
        let scenario = try Self.scenario("{ name: 'a', secret: 's2', secretPrevious: 's1' }", Self.twice)
        #expect(try Self.keys(scenario) == Self.fingerprints("s1", "s2", "s3"))
        let fromOutside = try Self.scenario("{ name: 'a', secretPrevious: 's1' }", Self.twice)
        #expect(try Self.keys(fromOutside, secret: "s2") == Self.fingerprints("s1", "s2", "s3"))
    }

    @Test func `without a rotation, or with one that gives a secret, a previous secret signs nothing`() throws
    {
        let webhook = "{ name: 'a', secret: 's2', secretPrevious: 's1' }"
        #expect(try Self.keys(Self.scenario(webhook, "")) == Self.fingerprints("s2"))
        let given = try Self.scenario(webhook, "{ at: '1m', rotateSecret: 'a', secret: 's3' }")
        #expect(try Self.keys(given) == Self.fingerprints("s2", "s3"))
    }

    @Test func `what is left out is derived, for every webhook, rotation and seed anew`() throws {
        let steps = "{ at: '1m', rotateSecret: 'a' }, { at: '2m', rotateSecret: 'b' }"
        let scenario = try Self.scenario("{ name: 'a' }, { name: 'b' }", steps)
        let other = try Self.scenario("{ name: 'a' }, { name: 'b' }", steps, seed: 2)
        func all(_ scenario: Scenario) throws -> [String] {
            try scenario.source().histories.flatMap { $0.versions.map(\.key.fingerprint) }
        }
        #expect(try all(scenario) == all(scenario))
        #expect(try Set(all(scenario) + all(other)).count == 8)
    }

    @Test func `steps of one moment stand among the commands as the file has them`() throws {
        // Each of a user of its own: two events of one integration never have the same millisecond.
        let scenario = try Samples.read(
            """
            { portsim: 1, webhooks: [{ name: 'a' }],
              users: { alice: { integrations: { main: { provider: 'binance' } } },
                bob: { integrations: { main: { provider: 'kraken' } } },
                carol: { integrations: { main: { provider: 'kucoin' } } } },
              timeline: [
                { at: '1m', connect: 'alice/main', sync: false }, { at: '1m', disable: 'a' },
                { at: '1m', connect: 'bob/main', sync: false }, { at: '1m', enable: 'a' },
                { at: '1m', connect: 'carol/main', sync: false },
                { at: '0s', disable: 'a' }, { at: '5s', enable: 'a' },
              ] }
            """
        )
        var source = try scenario.source()
        var deliveries: [PlannedDelivery] = []
        while source.nextMoment != nil { try source.advance(into: &deliveries) }
        #expect(deliveries.map(\.user.index) == [0, 2])
    }

    @Test func `a step that is printed by accident prints no secret`() throws {
        let scenario = try Self.scenario(
            "{ name: 'a', secret: 'hidden', secretPrevious: 'hidden' }",
            "{ at: '1m', rotateSecret: 'a', secret: 'hidden' }"
        )
        var text = "\(scenario.webhookSteps) \(scenario.webhooks)"
        dump(scenario, to: &text)
        #expect(!text.contains("hidden"))
    }
}
