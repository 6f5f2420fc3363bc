import ScenarioKit
import Testing

struct FingerprintTests {
    private static let base = """
        { portsim: 1, name: 'a', webhooks: [{ url: 'https://a.example/', secret: 'one' }],
          users: { alice: { integrations: { main: { provider: 'binance' } } }, bob: {} },
          timeline: [{ at: '10s', connect: 'alice/main' }], delivery: { backoff: { factor: 1.5 } } }
        """

    private func fingerprint(_ text: String) throws -> String { try Samples.read(text).fingerprint }

    // sha256sum of {"portsim":1,"name":"x","population":{"users":7}}.
    @Test func `it is a SHA-256 in hex that never changes by itself`() throws {
        #expect(
            try fingerprint("{ portsim: 1, name: 'x', population: { users: 7 } }")
                == "82eb28061b08a253d04f6cf6b4bd94952da61085a7000f7820118656df21e80e"
        )
    }

    @Test(arguments: [
        // What may change between the parts of a run.
        ("https://a.example/", "https://b.example/"),
        ("secret: 'one'", "secret: 'two'"),
        (", secret: 'one'", ""),
        ("name: 'a'", "name: 'a', seed: 7"),
        ("backoff: {", "concurrency: 1, allowInsecure: true, backoff: {"),
        // What says the same.
        ("'10s'", "'10000ms'"),
        ("1.5", "+1.50e0"),
        ("portsim: 1", "'portsim': 0x1"),
        ("at: '10s', connect: 'alice/main'", "connect: \"alice\\u002Fmain\", at: '10s' /* later */"),
    ])
    func `what does not make another run makes no other fingerprint`(part: String, other: String) throws {
        #expect(Self.base.contains(part))
        #expect(try fingerprint(Self.base) == fingerprint(Self.base.replacing(part, with: other)))
    }

    @Test(arguments: [
        ("name: 'a'", "name: 'b'"),
        ("'10s'", "'11s'"),
        ("1.5", "1.51"),
        ("bob: {}", "carol: {}"),
        ("secret: 'one'", "secret: 'one', events: ['costbasis.failed']"),
        ("connect: 'alice/main'", "connect: 'alice/main', sync: false"),
        ("connect: 'alice/main'", "connect: 'alice/main', sync: {}"),
        ("name: 'a'", "name: 'a', expect: [{ accepted: 'all' }]"),
        ("name: 'a'", "name: 'a', population: { users: 1 }"),
        ("name: 'a'", "name: 'a', clock: { start: '2026-01-01T00:00:00Z' }"),
    ])
    func `what makes another run makes another fingerprint`(part: String, other: String) throws {
        #expect(Self.base.contains(part))
        #expect(try fingerprint(Self.base) != fingerprint(Self.base.replacing(part, with: other)))
    }

    @Test func `the order of users and of weights matters`() throws {
        let users = Self.base.replacing(", bob: {} }", with: " }").replacing(
            "users: { ",
            with: "users: { bob: {}, "
        )
        #expect(try fingerprint(Self.base) != fingerprint(users))
        let one = "{ portsim: 1, population: { users: 1, providers: { binance: 1, kraken: 2 } } }"
        let two = "{ portsim: 1, population: { users: 1, providers: { kraken: 2, binance: 1 } } }"
        #expect(try fingerprint(one) != fingerprint(two))
    }

    @Test func `a seed of the command line does not enter`() throws {
        let other = try Samples.read(Self.base, overrides: ScenarioOverrides(seed: 99))
        #expect(try fingerprint(Self.base) == other.fingerprint)
    }
}
