import DeliveryKit
import ScenarioKit
import Testing

/// Faults that can never apply are allowed, and told of at their place.
@Suite struct FaultWarningTests {
    private static let users =
        "users: { alice: { integrations: { main: { provider: 'binance' } } } }, timeline: [{ at: '0s', connect: 'alice/main' }]"

    @Test(arguments: [
        ("fault: 'drop', p: 0", "", "its probability is 0"),
        ("fault: 'dialect'", "profile: 'kryptos-v2',", "that is the scenario's own profile"),
        (
            "fault: 'dialect', to: 'kryptos-v2'", "profile: 'kryptos-v2',",
            "that is the scenario's own profile"
        ),
        ("fault: 'secret', as: 'previous'", "webhooks: [{}],", "no webhook has a 'secretPrevious'"),
        ("fault: 'giveUpEarly', after: '10s'", "", "the timeout comes first"),
        ("fault: 'statusVocabulary', where: { event: 'costbasis.started' }", "", "carries no status"),
        (
            "fault: 'drop', where: { event: 'costbasis.started', webhook: 'a' }",
            "webhooks: [{ name: 'a', events: ['costbasis.failed'] }],", "is not told of costbasis.started"
        ),
    ])
    func `one that never applies is warned of`(fault: String, keys: String, message: String) throws {
        let text = "{ portsim: 1, \(keys) \(Self.users),\n  faults: [{ \(fault) }] }"
        let warnings = try #require(try Samples.read(text).warnings).texts
        #expect(warnings.count == 1)
        let lines = warnings[0].split(separator: "\n")
        #expect(lines[0].hasPrefix("demo.json5:2:") && lines[0].contains(": warning: '"))
        #expect(lines[0].contains("never applies: ") && lines[0].contains(message))
        #expect(lines.count == 3)
    }

    @Test(arguments: ["jobFail", "jobStall", "statusVocabulary", "dialect", "headerMismatch", "stripHeader"])
    func `what the account provider does not have never applies to it`(fault: String) throws {
        let more = fault == "stripHeader" ? ", name: 'X-Webhook-Event'" : ""
        func read(_ keys: String) throws -> Scenario {
            try Samples.read(
                "{ portsim: 1, profile: 'account', \(keys) population: { users: 1 }, faults: [{ fault: '\(fault)'\(more) }] }"
            )
        }
        #expect(try read("").warnings?.texts.count == 1)
        let isOfHeaders = fault == "headerMismatch" || fault == "stripHeader"
        let all = try read("delivery: { headers: 'all' },")
        #expect((all.warnings == nil) == isOfHeaders)
    }

    @Test func `what may apply is not warned of`() throws {
        for fault in [
            "fault: 'drop'", "fault: 'secret'", "fault: 'dialect', window: { from: '1m' }",
            "fault: 'jobStall'",
        ] {
            let text = "{ portsim: 1, \(Self.users), faults: [{ \(fault) }] }"
            #expect(try Samples.read(text).warnings == nil, "\(fault)")
        }
    }

    @Test func `faults are told in words`() throws {
        let text = """
            { portsim: 1, webhooks: [{ name: 'a' }], \(Self.users), faults: [
              { fault: 'drop', where: { event: 'costbasis.started', user: 'alice', webhook: 'a', nth: 2 } },
              { fault: 'loseAnswer', where: { attempt: 2 }, p: 0.25 }, { fault: 'drop', count: 3 },
              { fault: 'drop', window: { from: '1m', to: '2h' } }, { fault: 'drop', window: { from: '1m' } }, { fault: 'drop' }] }
            """
        #expect(
            try Samples.read(text).faultAims == [
                "event costbasis.started, user alice, webhook a, nth 2", "attempt 2, p 0.25", "count 3",
                "from 1m to 2h", "from 1m on", "",
            ]
        )
    }

    @Test func `another list of faults makes another run`() throws {
        func fingerprint(_ faults: String) throws -> String {
            try Samples.read("{ portsim: 1, \(Self.users), faults: [\(faults)] }").fingerprint
        }
        let (one, other) = (try fingerprint("{ fault: 'drop' }"), try fingerprint("{ fault: 'duplicate' }"))
        #expect(one != other)
        let spellings = [
            try fingerprint("{ fault: 'drop', p: 0.5 }"), try fingerprint("{ p: 0.50, fault: 'drop' }"),
        ]
        #expect(spellings[0] == spellings[1])
    }
}
