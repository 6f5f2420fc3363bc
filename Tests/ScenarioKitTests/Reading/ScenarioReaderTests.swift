import ContractKit
import DeliveryKit
import JSONKit
import ScenarioKit
import SimulationKit
import Testing

struct ScenarioReaderTests {
    @Test func `what a file leaves out has its default`() throws {
        let scenario = try Samples.read(
            "{ portsim: 1, population: { users: 3 } }",
            name: "a/b/first.try.json5"
        )
        #expect(scenario.name == "first")
        #expect(scenario.profile.name == "kryptos-v1")
        #expect(scenario.seed == 1)
        #expect(TimeFormat.seconds.text(scenario.start) == "2026-01-01T00:00:00Z")
        #expect(scenario.speed == .instant)
        #expect(scenario.webhooks.isEmpty)
        #expect(scenario.delivery.retry == .standard(of: .kryptosV1))
        #expect(scenario.announcesProgress)
        #expect(scenario.expectations == [.everyDeliveryIsAccepted])
    }

    @Test(arguments: [("0", 0), ("18446744073709551615", UInt64.max), ("0x2A", 42), ("1e3", 1_000)])
    func `a seed is exact`(text: String, seed: UInt64) throws {
        #expect(try Samples.read("{ portsim: 1, seed: \(text), population: { users: 1 } }").seed == seed)
    }

    @Test func `the command line's seed and speed replace the file's`() throws {
        let text = "{ portsim: 1, seed: 5, clock: { speed: 'realtime' }, population: { users: 1 } }"
        let scenario = try Samples.read(text, overrides: ScenarioOverrides(seed: 9, speed: .scaled(100)))
        #expect(scenario.seed == 9)
        #expect(scenario.speed == .scaled(100))
        #expect(try Samples.read(text).speed == .scaled(1))
    }

    @Test func `delivery is read into its policy`() throws {
        let text = """
            { portsim: 1, population: { users: 1 }, delivery: {
              attempts: 5, backoff: { base: '250ms', factor: 1.25, jitter: 0.125 }, timeout: '2s',
              retryOn: 'any', ordering: 'none', concurrency: 7 } }
            """
        let delivery = try Samples.read(text).delivery
        let waits = RetryPolicy.Waits.exponential(
            baseMilliseconds: 250,
            factorPercent: 125,
            jitterPermille: 125
        )
        #expect(delivery.retry == RetryPolicy(attemptsMax: 5, waits: waits, retryable: .any))
        #expect(delivery.timeoutMilliseconds == 2_000)
        #expect(delivery.ordering == .none)
        #expect(delivery.concurrency == 7)
    }

    @Test func `the schedule of 001 is its ladder`() throws {
        let text = """
            { portsim: 1, population: { users: 1 },
              delivery: { schedule: ['0s', '30s', '5m', '30m', '2h'], retryOn: 'any' } }
            """
        #expect(try Samples.read(text).delivery.retry == .ladder)
    }

    @Test func `webhooks are read, insecure ones where it is allowed`() throws {
        let text = """
            { portsim: 1, population: { users: 1 }, delivery: { allowInsecure: true }, webhooks: [
              { name: 'main', url: 'http://example.com/hook', secret: 'whsec_1', events: ['costbasis.failed', 'costbasis.completed'] },
              { active: false, description: 'later' },
            ] }
            """
        let scenario = try Samples.read(text)
        #expect(scenario.allowsInsecure)
        #expect(scenario.webhooks.map(\.name) == ["main", "webhook-2"])
        #expect(scenario.webhooks.map { $0.url?.text } == ["http://example.com/hook", nil])
        #expect(scenario.webhooks.map(\.secret) == ["whsec_1", nil])
        #expect(
            scenario.webhooks.map(\.subscription) == [.only([.costBasisFailed, .costBasisCompleted]), .all]
        )
        #expect(scenario.webhooks.map(\.isActive) == [true, false])
        #expect(scenario.webhooks.map(\.summary) == [nil, "later"])
    }

    @Test func `a webhook that is printed shows no secret`() {
        let webhook = WebhookSpecification(name: "main", secret: "whsec_hidden")
        var dumped = ""
        dump(webhook, to: &dumped)
        for text in ["\(webhook)", String(reflecting: webhook), dumped] {
            #expect(!text.contains("whsec_hidden"))
            #expect(text.contains("main"))
        }
    }

    @Test func `expectations name what deliveries carry`() throws {
        let text = """
            { portsim: 1, seed: 5, webhooks: [{}, { name: 'second' }],
              users: { alice: { uid: 'u_a' }, bob: { integrations: { w: { provider: 'kraken', walletId: 'w_1' }, d: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'bob/d' }],
              expect: [
                { count: { event: 'costbasis.failed', user: 'alice', webhook: 'second' }, atLeast: 1, atMost: 3, severity: 'should' },
                { never: { user: 'bob', integration: 'w' }, allowEmpty: true, name: 'quiet' },
                { count: { user: 'bob', integration: 'd' }, equals: 3 },
                { order: ['integration.created', 'integration.updated'], per: 'wallet' },
                { accepted: 'all', allowPending: true },
              ] }
            """
        let scenario = try Samples.read(text)
        let created = try #require(try Samples.events(of: scenario).first)
        guard case .integration(let snapshot) = created.payload else {
            Issue.record("the first event is a connection")
            return
        }
        let bob = EventSelector.User(uid: created.user.uid, name: "bob")
        let drawn = EventSelector.Wallet(identifier: snapshot.details.walletIdentifier, name: "bob/d")
        #expect(
            scenario.expectations == [
                Expectation(
                    place: 0,
                    severity: .should,
                    kind: .count(
                        EventSelector(
                            event: .costBasisFailed,
                            user: .init(uid: "u_a", name: "alice"),
                            webhook: .init(index: 1, name: "second")
                        ),
                        try #require(NumberCondition(atLeast: 1, atMost: 3))
                    )
                ),
                Expectation(
                    place: 1,
                    name: "quiet",
                    allowEmpty: true,
                    kind: .never(EventSelector(user: bob, wallet: .init(identifier: "w_1", name: "bob/w")))
                ),
                Expectation(
                    place: 2,
                    kind: .count(
                        EventSelector(user: bob, wallet: drawn),
                        try #require(NumberCondition(equals: 3))
                    )
                ),
                Expectation(
                    place: 3,
                    kind: .order([.integrationCreated, .integrationUpdated], per: .wallet)
                ),
                Expectation(place: 4, kind: .accepted(allowPending: true)),
            ]
        )
    }

    @Test func `a scenario that does not say so expects acceptance all the same`() throws {
        let text = "{ portsim: 1, population: { users: 1 }, expect: [{ count: {}, atLeast: 1 }] }"
        let expectations = try Samples.read(text).expectations
        #expect(expectations.first == .everyDeliveryIsAccepted)
        #expect(expectations.map(\.id) == ["accepted", "expect[0]"])
    }

    @Test(arguments: [
        ("{ fault: 'tamper' }", true), ("{ fault: 'secret', as: 'empty' }", true),
        ("{ fault: 'stripHeader', name: 'X-Webhook-Signature' }", true), ("{ fault: 'drop' }", false),
        ("{ fault: 'secret', as: 'previous' }", false), ("{ fault: 'staleReplay' }", false),
        ("{ fault: 'stripHeader', name: 'X-Webhook-Id' }", false),
    ])
    func `a scenario that forges signatures expects that they are refused`(fault: String, isSo: Bool) throws {
        func expectations(_ list: String) throws -> [ContractKit.Expectation] {
            let text = "{ portsim: 1, population: { users: 1 }, faults: [\(fault)], expect: [\(list)] }"
            return try Samples.read(text).expectations
        }
        let implied: [ContractKit.Expectation] = isSo ? [.noForgeryIsAccepted] : []
        #expect(try expectations("") == [.everyDeliveryIsAccepted] + implied)
        let said = try expectations("{ forged: 'refused', severity: 'info' }")
        #expect(said.map(\.id) == ["accepted", "expect[0]"] && said[1].kind == .forgeriesRefused)
    }

    @Test func `secrets are hidden wherever their lines are shown`() {
        let texts = [
            "{ portsim: 1, webhooks: [{ secret: 'whsec_abc', url: 1 }], population: { users: 1 } }",
            "{ portsim: 1, webhooks: [{ 's\\u0065cret': 'whsec_abc', url: 1 }], population: { users: 1 } }",
            "{ portsim: 1, webhooks: [{ secert: 'whsec_abc', url: 1 }], population: { users: 1 } }",
            "{ portsim: 1, webhooks: [{ secret: 'whsec_abc', ] } }",
            "{ portsim: 1, webhooks: [{ url: 'https://me:whsec_abc@example.com/' }], population: { users: 1 } }",
            "{ portsim: 1, webhooks: [{ secret: { value: 'whsec_abc' } }], population: { users: 0 } }",
        ]
        for text in texts {
            #expect(Samples.problems(text) != "")
            #expect(!Samples.problems(text).contains("whsec_abc"), "\(Samples.problems(text))")
        }
    }

    @Test func `another version of the events is named by its profile`() {
        let text =
            "{ portsim: 1, profile: 'kryptos-v2', webhooks: [{ events: ['x'] }], population: { users: 1 } }"
        #expect(Samples.messages(text) == ["1:60 kryptos-v2 has no event 'x'"])
    }

    @Test func `the first twenty problems are shown in their order, and the rest counted`() {
        let keys = (1...30).map { "key\($0): 0" }.joined(separator: ",\n")
        let messages = Samples.messages("{ portsim: 1, population: { users: 0 },\n\(keys) }")
        #expect(messages.count == 20)
        #expect(messages.first == "1:36 'users' is from 1 to 100000000, not 0")
        #expect(messages.last == "20:1 unknown key 'key19'")
        let text = Samples.problems("{ portsim: 1, population: { users: 0 },\n\(keys) }")
        #expect(text.hasSuffix("\n\nand 11 more problems further down"))
    }
}
