import ContractKit
import DeliveryKit
import ScenarioKit
import SimulationKit
import TestSupport
import Testing

/// A run is judged while it is there, and again from its file: both say the same.
struct RecordedJudgementTests {
    private let directory = TemporaryDirectory()

    private static let text = """
        { portsim: 1, name: 'judged',
          users: { alice: { integrations: { main: { provider: 'binance' } } },
                   bob: { integrations: { w2: { provider: 'kraken' } } } },
          timeline: [
            { at: '0s', connect: 'alice/main', sync: { queued: '2s', takes: '30s' } },
            { at: '1s', connect: 'bob/w2', sync: { fails: 'invalid api key' } },
          ],
          expect: [
            { accepted: 'all' },
            { count: { event: 'integration.failed', user: 'bob' }, equals: 1, unique: 'id' },
            { attempts: {}, equals: 1 },
            { headers: {}, fields: { 'Content-Type': 'application/json', 'X-Webhook-Signature': { matches: '*' } } },
            { headers: {}, fields: { 'X-Webhook-Signature': 'none' } },
            { body: { event: 'integration.failed' }, pointer: '/data/walletId', exists: true },
            { sameBytes: {} },
            { signature: {} },
            { probe: 'integration', user: 'alice', integration: 'main', equals: 'COMPLETED' },
            { probe: 'integration', user: 'bob', integration: 'w2', equals: null, within: '0s' },
            { metric: 'attempts', is: '> 3' },
            { sometimes: { event: 'integration.failed' }, with: { outcome: 'accepted' } },
            { digest: '0000000000000000000000000000000000000000000000000000000000000000' },
          ],
          thresholds: { 'deliveries.failed': '== 0', retries: '> 0' },
        }
        """

    private func run(
        _ scenario: Scenario,
        to path: String,
        stopped: Bool = false,
        hooks: EngineHooks = EngineHooks(),
        resumes: Bool = false
    ) throws -> RunFindings {
        var options = RunOptions()
        options.runFile = path
        options.resumes = resumes
        options.patienceMilliseconds = 50
        let stop = EngineStop()
        if stopped { stop.request(.signal(2)) }
        let run = try ScenarioRun(scenario, options: options, stop: stop, hooks: hooks)
        do {
            let findings = try run.judge(try run.deliver()) { _ in }
            try run.close()
            return findings
        } catch {
            try? run.close()
            throw error
        }
    }

    @Test func `a run file says what the run said`() throws {
        let path = directory.path("run.sqlite")
        let live = try run(try Samples.read(Self.text), to: path)
        let verdicts = live.findings.map(\.verdict)
        #expect(
            verdicts == [
                .pass, .pass, .pass, .pass, .fail, .pass, .fail, .pass, .pass, .fail, .pass, .pass, .fail,
                .pass, .fail,
            ],
            "\(live.findings.map { "\($0.id) \($0.verdict) \($0.message)" })"
        )
        let file = try DeliveryKit.RecordedRun(path: path)
        defer { file.close() }
        var count = 0
        let again = try RecordedJudgement(file) { _ in count += 1 }
        #expect(again.findings == live.findings)
        #expect(again.isComplete)
        #expect(again.ending?.probes == live.probes)
        #expect(again.record.reads == ProbeDefinition.standardReads)
        #expect(count > 0)
        for finding in live.findings where finding.verdict == .fail && finding.origin == .check {
            #expect(
                !finding.evidence.items.isEmpty || finding.evidence.actual != nil
                    || finding.message.hasPrefix("vacuous"),
                "\(finding.id)"
            )
        }
    }

    @Test func `a run that was stopped is judged as one`() throws {
        let path = directory.path("run.sqlite")
        let live = try run(try Samples.read(Self.text), to: path, stopped: true)
        #expect(live.stopped == .signal(2))
        #expect(live.probes.reads.isEmpty)
        let file = try DeliveryKit.RecordedRun(path: path)
        defer { file.close() }
        let again = try RecordedJudgement(file)
        #expect(again.findings == live.findings)
        #expect(again.ending?.stopped == .signal(2))
        #expect(!again.isComplete)
        #expect(again.findings.filter { $0.verdict == .pass } == [])
    }

    @Test func `no secret is noted`() throws {
        let path = directory.path("run.sqlite")
        let consumer = try ScriptedConsumer { request in
            .status(200, body: #"{"processed":"\#(request.field("authorization") ?? "")"}"#)
        }
        defer { consumer.stop() }
        let scenario = try Samples.read(
            """
            { portsim: 1, webhooks: [{ url: '\(consumer.url)', secret: 'whsec_hidden_one' }],
              users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }],
              probe: { url: '\(consumer.url)?token=hidden_three', headers: { Authorization: 'hidden_two' } },
              expect: [{ probe: 'processed', equals: 'hidden_two', within: '0s' },
                       { name: 'no hidden_two', body: {}, pointer: '/data', equals: 'whsec_hidden_one' }] }
            """
        )
        let live = try run(scenario, to: path)
        #expect(live.findings.map(\.verdict) == [.pass, .pass, .fail])
        #expect(live.findings[1].message.hasPrefix(#"processed is "(secret)""#))
        let bytes = FileTree.read(path)
        for secret in ["whsec_hidden_one", "hidden_two", "hidden_three"] {
            #expect(!bytes.contains(Array(secret.utf8)), "\(secret)")
            #expect(!"\(live)".contains(secret))
        }
        #expect(try judgedAgain(path) == live.findings)
    }

    private func judgedAgain(_ path: String) throws -> [Finding] {
        let file = try DeliveryKit.RecordedRun(path: path)
        defer { file.close() }
        return try RecordedJudgement(file).findings
    }

    @Test(arguments: ["integration", "accepted", "version", "delivered", "COMPLETED", "/processed"])
    func `a secret that is a word of the format leaves its run file readable`(secret: String) throws {
        let path = directory.path("run.sqlite")
        let consumer = try ScriptedConsumer { _ in .status(200, body: #"{"processed":1}"#) }
        defer { consumer.stop() }
        let scenario = try Samples.read(
            """
            { portsim: 1, webhooks: [{ url: '\(consumer.url)', secret: '\(secret)' }],
              users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }],
              probe: { url: '\(consumer.url)' },
              expect: [{ accepted: 'all' }, { count: { event: 'integration.created' }, equals: 1 },
                       { sometimes: {}, with: { pointer: '/data/status', equals: 'COMPLETED' } },
                       { headers: {}, fields: { 'X-Nothing': { present: false } } },
                       { signature: {} }, { probe: 'processed', equals: 1 }] }
            """
        )
        let live = try run(scenario, to: path)
        #expect(live.findings.map(\.verdict) == [.pass, .pass, .pass, .pass, .pass, .pass])
        #expect(try judgedAgain(path) == live.findings)
    }

    @Test func `the consumer inside does not vouch for what an earlier process sent`() throws {
        let path = directory.path("run.sqlite")
        let scenario = try Samples.read(Self.text)
        var hooks = EngineHooks()
        hooks.until = Moment(milliseconds: scenario.start.milliseconds + 10_000)
        let part = try run(scenario, to: path, hooks: hooks)
        #expect(part.stopped == .asked)
        let rest = try run(scenario, to: path, resumes: true)
        #expect(rest.stopped == nil)
        let probed = rest.findings.filter { $0.name.hasPrefix("integration of ") }
        // One of them wants null, which a consumer says of all that it was never told.
        #expect(probed.map(\.verdict) == [.inconclusive, .inconclusive])
        #expect(probed.allSatisfy { $0.message.contains("was sent only what came after") })
        #expect(try judgedAgain(path) == rest.findings)
    }
}
