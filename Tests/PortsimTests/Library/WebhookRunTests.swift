import JSONKit
import TestSupport
import Testing
import WireKit

/// Operations upon webhooks, as somebody runs them.
@Suite struct WebhookRunTests {
    private static func scenario(_ webhooks: String, _ steps: String, expect: String = "") -> String {
        """
        { portsim: 1, name: 'operations', webhooks: [\(webhooks)], expect: [\(expect)],
          users: { alice: { integrations: { main: { provider: 'binance' } } } },
          timeline: [{ at: '0s', connect: 'alice/main', sync: { queued: '1s', takes: '5s' } },
            { at: '10m', rename: 'alice/main', alias: 'b' }, \(steps)] }
        """
    }

    /// Runs a scenario and reads its report, where there is one.
    private static func run(_ text: String, _ words: [String] = []) throws -> (ChildResult, JSONValue?) {
        let directory = TemporaryDirectory()
        let path = directory.write(text, to: "operations.json5")
        let result = try Tool.run(
            ["run", path, "--report", "json=-", "--no-progress"] + words,
            secret: "whsec_x"
        )
        return (result, try? JSONReader.read(result.outputBytes, dialect: .json).value)
    }

    @Test func `a webhook that stays disabled fails the run by name, unless pending is allowed`() throws {
        let steps = "{ at: '10m', disable: 'main' }"
        let (failed, report) = try Self.run(Self.scenario("{ name: 'main' }, { name: 'other' }", steps))
        #expect(failed.exitCode == 1)
        #expect(report?["deliveries"]?["pending"] == 1 && report?["deliveries"]?["failed"] == 0)
        #expect(
            failed.output.contains("1 is pending at webhook main; a disabled webhook keeps its deliveries")
        )
        let (passed, _) = try Self.run(
            Self.scenario("{ name: 'main' }", steps, expect: "{ accepted: 'all', allowPending: true }")
        )
        #expect(passed.exitCode == 0, "\(passed.error)")
    }

    @Test func `a deleted webhook's deliveries are cancelled, and the run passes`() throws {
        let (result, report) = try Self.run(
            Self.scenario("{ name: 'main' }", "{ at: '10m', deleteWebhook: 'main' }")
        )
        #expect(result.exitCode == 0, "\(result.error)")
        #expect(report?["deliveries"]?["cancelled"] == 1 && report?["deliveries"]?["pending"] == 0)
        #expect(result.output.contains("1 more cancelled, as the webhook was deleted"))
    }

    @Test func `a rotation that a consumer elsewhere cannot know is a matter of usage`() throws {
        let consumer = try ScriptedConsumer()
        let text = Self.scenario("{ name: 'main' }", "{ at: '5m', rotateSecret: 'main' }")
        let (result, _) = try Self.run(text, ["--endpoint", consumer.url])
        Tool.expect(
            result,
            code: 2,
            sentence:
                "the secret of 'main' is rotated after 5m, and its consumer cannot know the new one; give 'secret' in that step, or 'secretPrevious' at the webhook"
        )
        #expect(consumer.requests.isEmpty)
    }

    @Test func `a consumer elsewhere sees the old secret, then the new one, and no file holds either`() throws
    {
        let consumer = try ScriptedConsumer()
        let directory = TemporaryDirectory()
        let text = Self.scenario(
            "{ name: 'main', secret: 'whsec_hidden_2', secretPrevious: 'whsec_hidden_1' }",
            "{ at: '5m', rotateSecret: 'main' }, { at: '20m', rotateSecret: 'main', secret: 'whsec_hidden_3' }, "
                + "{ at: '30m', remove: 'alice/main' }"
        )
        let runFile = directory.path("run.sqlite")
        let (result, _) = try Self.run(text, ["--endpoint", consumer.url, "--db", runFile, "--verbose"])
        #expect(result.exitCode == 0, "\(result.error)")
        let keys = (1...3).map { Signature.key(secret: "whsec_hidden_\($0)") }
        let signed = consumer.requests.map { request in
            let signature = Array((request.field("X-Webhook-Signature") ?? "").utf8)
            return keys.firstIndex { Signature.verify(signature, body: request.body, key: $0) }
        }
        #expect(signed == signed.sorted { ($0 ?? -1) < ($1 ?? -1) } && Set(signed) == [0, 1, 2])
        let written = [FileTree.read(runFile), Array((result.output + result.error).utf8)]
        for bytes in written { #expect(bytes.count > 100 && !bytes.contains(Array("hidden".utf8))) }
        let fingerprints = keys.map(\.fingerprint).joined(separator: ">")
        #expect(written[0].contains(Array(fingerprints.utf8)))
    }

    @Test func `a webhook that no endpoint is given for stays inside`() throws {
        let consumer = try ScriptedConsumer()
        let text = Self.scenario("{ name: 'main' }, { name: 'other' }", "")
        let (result, report) = try Self.run(text, ["--endpoint", consumer.url])
        #expect(result.exitCode == 0, "\(result.error)")
        #expect(consumer.requests.count == 8 && report?["deliveries"]?["delivered"] == 16)
    }

    @Test func `a webhook moves from the consumer inside to one elsewhere`() throws {
        let consumer = try ScriptedConsumer()
        let text = Self.scenario(
            "{ name: 'main', secret: 'whsec_own' }",
            "{ at: '5m', editWebhook: 'main', url: '\(consumer.url)' }"
        )
        let (result, report) = try Self.run(text)
        #expect(result.exitCode == 0, "\(result.error)")
        #expect(consumer.requests.count == 1 && report?["deliveries"]?["delivered"] == 8)
    }
}
