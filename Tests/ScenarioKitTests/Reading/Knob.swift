import ScenarioKit
import Testing

/// A key of a scenario file and two values that must make a difference.
struct Knob: CustomTestStringConvertible {
    /// The keys that lead to it; a verb or a subject stands before what goes with it.
    let path: String
    /// A scenario with `@` in the place where the two differ.
    let template: String
    let first: String
    let second: String

    init(_ path: String, _ template: String, _ first: String, _ second: String) {
        self.path = path
        self.template = template
        self.first = first
        self.second = second
    }

    var testDescription: String { path }

    private static func root(_ keys: String) -> String {
        "{ portsim: 1, \(keys), population: { users: 1 } }"
    }

    private static func integration(_ keys: String) -> String {
        """
        { portsim: 1, users: { alice: { integrations: { main: { \(keys) } } } },
          timeline: [{ at: '1s', connect: 'alice/main', sync: false }] }
        """
    }

    private static func steps(_ steps: String) -> String {
        """
        { portsim: 1, users: { alice: { integrations: { main: { provider: 'binance' }, more: { provider: 'kraken' } } } },
          timeline: [{ at: '0s', connect: 'alice/main' }, { at: '0s', connect: 'alice/more' }, { at: '1h', \(steps) }] }
        """
    }

    private static func connect(_ keys: String) -> String {
        """
        { portsim: 1, users: { alice: { integrations: { main: { provider: 'binance' } } } },
          timeline: [{ at: '0s', connect: 'alice/main', \(keys) }] }
        """
    }

    private static func crowd(_ keys: String) -> String {
        "{ portsim: 1, population: { users: 4, \(keys) } }"
    }

    private static func expect(_ keys: String) -> String {
        """
        { portsim: 1, webhooks: [{ name: 'a' }, { name: 'b' }],
          users: { alice: { integrations: { main: { provider: 'binance' } } }, bob: {} },
          expect: [{ \(keys) }], population: { users: 1 } }
        """
    }

    static let all =
        roots + providers + accounts + laterContract + webhooks + webhookSteps + deliveries + users
        + faults + timelines + syncs + crowds + distributions + expectations + judging + repetitions
        + emissions

    private static let roots = [
        Knob("portsim", "{ portsim: @, population: { users: 1 } }", "1", "2"),
        Knob("extends", root("extends: @"), "'one.base.json5'", "'two.base.json5'"),
        Knob("name", root("name: @"), "'a'", "'b'"),
        Knob("profile", root("profile: @"), "'kryptos-v1'", "'kryptos-v2'"),
        Knob("seed", root("seed: @"), "1", "2"),
        Knob("clock", root("@"), "clock: {}", "clock: { speed: 'realtime' }"),
        Knob("clock.start", root("clock: { start: @ }"), "'2026-01-01T00:00:00Z'", "'2026-01-01T00:00:01Z'"),
        Knob("clock.speed", root("clock: { speed: @ }"), "'instant'", "'100x'"),
        Knob("webhooks", root("webhooks: @"), "[]", "[{}]"),
        Knob("users", root("users: @"), "{}", "{ alice: {} }"),
        Knob(
            "timeline",
            Samples.timeline("@"),
            "{ at: '0s', recalculate: 'alice' }",
            "{ at: '0s', connect: 'alice/main' }"
        ),
        Knob("population", Samples.with("@"), "name: 'demo'", "population: { users: 1 }"),
        Knob("delivery", root("delivery: @"), "{}", "{ attempts: 1 }"),
        Knob("expect", root("expect: @"), "[]", "[{ count: {}, equals: 1 }]"),
    ]

    private static let webhooks = [
        Knob("webhooks.name", root("webhooks: [{ name: @ }]"), "'a'", "'b'"),
        Knob("webhooks.url", root("webhooks: [{ url: @ }]"), "'https://a.example/'", "'https://b.example/'"),
        Knob("webhooks.secret", root("webhooks: [{ secret: @ }]"), "'a'", "'b'"),
        Knob("webhooks.events", root("webhooks: [{ events: @ }]"), "['*']", "['costbasis.failed']"),
        Knob("webhooks.description", root("webhooks: [{ description: @ }]"), "'a'", "'b'"),
        Knob("webhooks.secretPrevious", root("webhooks: [{ secretPrevious: @ }]"), "'a'", "'b'"),
        Knob("webhooks.active", root("webhooks: [{ active: @ }]"), "true", "false"),
        Knob("webhooks.concurrency", root("webhooks: [{ concurrency: @ }]"), "1", "2"),
        Knob("webhooks.rateLimit", root("webhooks: [{ rateLimit: @ }]"), "'50/s'", "'1/h'"),
    ]

    private static let deliveries = [
        Knob("delivery.attempts", root("delivery: { attempts: @ }"), "3", "4"),
        Knob("delivery.backoff", root("delivery: { @ }"), "", "backoff: { base: '2s' }"),
        Knob("delivery.backoff.base", root("delivery: { backoff: { base: @ } }"), "'1s'", "'1.5s'"),
        Knob("delivery.backoff.factor", root("delivery: { backoff: { factor: @ } }"), "2", "1.25"),
        Knob("delivery.backoff.jitter", root("delivery: { backoff: { jitter: @ } }"), "0.1", "0.125"),
        Knob("delivery.schedule", root("delivery: { schedule: @ }"), "['0s', '30s']", "['0s', '30s', '5m']"),
        Knob("delivery.timeout", root("delivery: { timeout: @ }"), "'10s'", "'5s'"),
        Knob("delivery.retryOn", root("delivery: { retryOn: @ }"), "'listed'", "'any'"),
        Knob("delivery.ordering", root("delivery: { ordering: @ }"), "'strict'", "'none'"),
        Knob("delivery.concurrency", root("delivery: { concurrency: @ }"), "32", "1"),
        Knob("delivery.retryAfter", root("delivery: { retryAfter: @ }"), "false", "true"),
        Knob("delivery.rateLimit", root("delivery: { rateLimit: @ }"), "'50/s'", "'51/s'"),
        Knob("delivery.allowInsecure", root("delivery: { allowInsecure: @ }"), "false", "true"),
    ]

    private static let users = [
        Knob("users.uid", Samples.small.replacing("alice: {", with: "alice: { uid: @,"), "'a'", "'b'"),
        Knob(
            "users.integrations",
            root("users: { alice: { @ } }"),
            "",
            "integrations: { main: { provider: 'x' } }"
        ),
        Knob("users.integrations.provider", integration("provider: @"), "'binance'", "'kraken'"),
        Knob("users.integrations.alias", integration("provider: 'binance', alias: @"), "'a'", "''"),
        Knob(
            "users.integrations.category",
            integration("provider: 'x', category: @"),
            "'wallet'",
            "'unknown'"
        ),
        Knob("users.integrations.type", integration("provider: 'binance', type: @"), "'api'", "'csv'"),
        Knob(
            "users.integrations.publicAddress",
            integration("provider: 'x', category: 'wallet', publicAddress: @"),
            "'a'",
            "'b'"
        ),
        Knob(
            "users.integrations.isContract",
            integration("provider: 'ethereum', isContract: @"),
            "false",
            "true"
        ),
        Knob("users.integrations.walletId", integration("provider: 'binance', walletId: @"), "'a'", "'b'"),
        Knob(
            "users.integrations.status",
            integration("provider: 'binance', status: @"),
            "'QUEUED'",
            "'active'"
        ),
        Knob("users.integrations.addedOn", integration("provider: 'binance', addedOn: @"), "0", "1e3"),
        Knob(
            "users.integrations.lastSyncedAt",
            integration("provider: 'binance', lastSyncedAt: @"),
            "0",
            "5"
        ),
        Knob(
            "users.integrations.totalTransactions",
            integration("provider: 'binance', totalTransactions: @"),
            "0",
            "5"
        ),
        Knob("users.integrations.logoUrl", integration("provider: 'binance', logoUrl: @"), "'a'", "''"),
        Knob(
            "users.integrations.providerPublicName",
            integration("provider: 'binance', providerPublicName: @"),
            "'a'",
            "'b'"
        ),
    ]

    private static let timelines = [
        Knob("timeline.at", Samples.timeline("{ at: @, connect: 'alice/main' }"), "'0s'", "'1ms'"),
        Knob("timeline.ids", connect("ids: @"), "[null, 'a']", "['a', null]"),
        Knob("timeline.lag", connect("lag: @"), "'1s'", "['1s', null, '2s']"),
        Knob("timeline.connect", Samples.timeline("{ at: '0s', connect: @ }"), "'alice/main'", "'alice/old'"),
        Knob("timeline.connect.sync", connect("sync: @"), "false", "{}"),
        Knob("timeline.resync", steps("resync: @"), "'alice/main'", "'alice/more'"),
        Knob(
            "timeline.resync.mode",
            Samples.timeline(
                "{ at: '0s', connect: 'alice/old' }, { at: '1h', resync: 'alice/old', mode: @ }"
            ),
            "'from_start'",
            "'latest'"
        ),
        Knob("timeline.resync.sync", steps("resync: 'alice/main', sync: @"), "{}", "{ fails: 'timeout' }"),
        Knob("timeline.rename", steps("rename: @, alias: 'x'"), "'alice/main'", "'alice/more'"),
        Knob("timeline.rename.alias", steps("rename: 'alice/main', alias: @"), "'a'", "''"),
        Knob("timeline.remove", steps("remove: @"), "'alice/main'", "'alice/more'"),
        Knob(
            "timeline.recalculate",
            "{ portsim: 1, users: { a: {}, b: {} }, timeline: [{ at: '0s', recalculate: @ }] }",
            "'a'",
            "'b'"
        ),
        Knob(
            "timeline.recalculate.transferDetection",
            steps("recalculate: 'alice', transferDetection: @"),
            "{}",
            "{ fails: 'x' }"
        ),
        Knob(
            "timeline.recalculate.transferDetection.takes",
            steps("recalculate: 'alice', transferDetection: { takes: @ }"),
            "'1s'",
            "'2s'"
        ),
        Knob(
            "timeline.recalculate.transferDetection.fails",
            steps("recalculate: 'alice', transferDetection: { fails: @ }"),
            "'x'",
            "'y'"
        ),
        Knob(
            "timeline.recalculate.costBasis",
            steps("recalculate: 'alice', costBasis: @"),
            "{}",
            "{ fails: 'x' }"
        ),
        Knob(
            "timeline.recalculate.costBasis.takes",
            steps("recalculate: 'alice', costBasis: { takes: @ }"),
            "'1s'",
            "'2s'"
        ),
        Knob(
            "timeline.recalculate.costBasis.fails",
            steps("recalculate: 'alice', costBasis: { fails: @ }"),
            "'x'",
            "'y'"
        ),
    ]

    private static let syncs = [
        Knob("timeline.connect.sync.queued", connect("sync: { queued: @ }"), "'0s'", "'1ms'"),
        Knob("timeline.connect.sync.takes", connect("sync: { takes: @ }"), "'1s'", "'1m'"),
        Knob("timeline.connect.sync.transactions", connect("sync: { transactions: @ }"), "0", "1"),
        Knob("timeline.connect.sync.fails", connect("sync: { @ }"), "", "fails: 'timeout'"),
        Knob(
            "timeline.resync.sync.queued",
            steps("resync: 'alice/main', sync: { queued: @ }"),
            "'1s'",
            "'2s'"
        ),
        Knob("timeline.resync.sync.takes", steps("resync: 'alice/main', sync: { takes: @ }"), "'1s'", "'2s'"),
        Knob(
            "timeline.resync.sync.transactions",
            steps("resync: 'alice/main', sync: { transactions: @ }"),
            "1",
            "2"
        ),
        Knob(
            "timeline.resync.sync.fails",
            steps("resync: 'alice/main', sync: { @ }"),
            "",
            "fails: 'timeout'"
        ),
    ]

    private static let crowds = [
        Knob("population.users", "{ portsim: 1, population: { users: @ } }", "1", "2"),
        Knob("population.arrival", crowd("arrival: @"), "{}", "{ over: '1d' }"),
        Knob("population.arrival.over", crowd("arrival: { over: @ }"), "'1h'", "'2h'"),
        Knob("population.integrationsPerUser", crowd("integrationsPerUser: @"), "2", "3"),
        Knob("population.providers", crowd("providers: @"), "{ binance: 1 }", "{ kraken: 1, binance: 0 }"),
        Knob("population.queued", crowd("queued: @"), "'1s'", "'2s'"),
        Knob("population.takes", crowd("takes: @"), "'1s'", "'2s'"),
        Knob("population.transactions", crowd("transactions: @"), "300", "301"),
        Knob("population.syncFailure", crowd("syncFailure: @"), "{}", "{ p: 1 }"),
        Knob("population.syncFailure.p", crowd("syncFailure: { p: @ }"), "0", "1"),
        Knob("population.resync", crowd("resync: @"), "{ p: 1 }", "{ p: 1, after: '2h' }"),
        Knob("population.resync.p", crowd("resync: { p: @ }"), "0", "1"),
        Knob("population.resync.after", crowd("resync: { p: 1, after: @ }"), "'1h'", "'2h'"),
        Knob("population.rename", crowd("rename: @"), "{ p: 1 }", "{ p: 1, after: '2h' }"),
        Knob("population.rename.p", crowd("rename: { p: @ }"), "0", "1"),
        Knob("population.rename.after", crowd("rename: { p: 1, after: @ }"), "'1h'", "'2h'"),
        Knob("population.remove", crowd("remove: @"), "{ p: 1 }", "{ p: 1, after: '2h' }"),
        Knob("population.remove.p", crowd("remove: { p: @ }"), "0", "1"),
        Knob("population.remove.after", crowd("remove: { p: 1, after: @ }"), "'1d'", "'2d'"),
        Knob("population.recalculation", crowd("recalculation: @"), "{}", "{ costBasis: '1s' }"),
        Knob("population.recalculation.settle", crowd("recalculation: { settle: @ }"), "'2s'", "'3s'"),
        Knob(
            "population.recalculation.transferDetection",
            crowd("recalculation: { transferDetection: @ }"),
            "'8s'",
            "'9s'"
        ),
        Knob(
            "population.recalculation.costBasis",
            crowd("recalculation: { costBasis: @ }"),
            "'20s'",
            "'21s'"
        ),
        Knob(
            "population.recalculation.failure",
            crowd("recalculation: { failure: @ }"),
            "{ p: 0 }",
            "{ p: 1 }"
        ),
        Knob("population.recalculation.failure.p", crowd("recalculation: { failure: { p: @ } }"), "0", "1"),
    ]

    private static let expectations = [
        Knob("expect.name", expect("count: {}, equals: 1, name: @"), "'a'", "'b'"),
        Knob("expect.severity", expect("accepted: 'all', severity: @"), "'must'", "'should'"),
        Knob("expect.allowEmpty", expect("count: {}, equals: 1, allowEmpty: @"), "false", "true"),
        Knob("expect.accepted", expect("accepted: @"), "'all'", "'some'"),
        Knob("expect.forged", expect("forged: @"), "'refused'", "'accepted'"),
        Knob("expect.accepted.allowPending", expect("accepted: 'all', allowPending: @"), "false", "true"),
        Knob("expect.count", expect("count: @, equals: 1"), "{}", "{ event: 'costbasis.failed' }"),
        Knob(
            "expect.count.event",
            expect("count: { event: @ }, equals: 1"),
            "'costbasis.failed'",
            "'costbasis.started'"
        ),
        Knob("expect.count.user", expect("count: { user: @ }, equals: 1"), "'alice'", "'bob'"),
        Knob(
            "expect.count.integration",
            expect("count: { user: 'alice', @ }, equals: 1"),
            "",
            "integration: 'main'"
        ),
        Knob("expect.count.webhook", expect("count: { webhook: @ }, equals: 1"), "'a'", "'b'"),
        Knob("expect.count.equals", expect("count: {}, equals: @"), "0", "1"),
        Knob("expect.count.atLeast", expect("count: {}, atLeast: @"), "1", "2"),
        Knob("expect.count.atMost", expect("count: {}, atMost: @"), "0", "1"),
        Knob("expect.never", expect("never: @"), "{ user: 'alice' }", "{ user: 'bob' }"),
        Knob(
            "expect.never.event",
            expect("never: { event: @ }"),
            "'costbasis.failed'",
            "'costbasis.started'"
        ),
        Knob("expect.never.user", expect("never: { user: @ }"), "'alice'", "'bob'"),
        Knob("expect.never.integration", expect("never: { user: 'alice', @ }"), "", "integration: 'main'"),
        Knob("expect.never.webhook", expect("never: { webhook: @ }"), "'a'", "'b'"),
        Knob(
            "expect.order",
            expect("order: @"),
            "['costbasis.started', 'costbasis.failed']",
            "['costbasis.failed', 'costbasis.started']"
        ),
        Knob(
            "expect.order.per",
            expect("order: ['integration.created', 'integration.failed'], per: @"),
            "'user'",
            "'wallet'"
        ),
        Knob(
            "population.syncFailure.reasons",
            crowd("syncFailure: { p: 1, reasons: @ }"),
            "{ a: 1 }",
            "{ b: 1, c: 2 }"
        ),
    ]
}
