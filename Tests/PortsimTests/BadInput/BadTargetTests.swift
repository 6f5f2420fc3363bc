import JSONKit
import TestSupport
import Testing

/// Targets that cannot be delivered to, and those that are of no use.
@Suite struct BadTargetTests {
    private let directory = TemporaryDirectory()

    @Test func `a target outside without a secret is code 2 and is sent nothing`() throws {
        let consumer = try ScriptedConsumer()
        let result = try Tool.run(["run", Tool.scenario, "--endpoint", consumer.url])
        Tool.expect(
            result,
            code: 2,
            sentence: "the webhook 'endpoint-1' has no signing secret; "
                + "set PORTSIM_SECRET, or give --secret-env or --secret-file"
        )
        #expect(consumer.requests.isEmpty)
    }

    @Test(arguments: [
        (
            ["--secret-env", "NO_SUCH_VARIABLE"],
            "the environment variable 'NO_SUCH_VARIABLE' is not set, but the secret should be in it"
        ),
        (["--secret-file", "/none/secret"], "the secret cannot be read: there is no file '/none/secret'"),
        (["--secret-file", "/dev/null"], "the secret in '/dev/null' is empty"),
    ])
    func `a secret that cannot be had is code 2`(words: [String], sentence: String) throws {
        let result = try Tool.run(["run", Tool.scenario] + words)
        Tool.expect(result, code: 2, sentence: sentence)
    }

    @Test(arguments: [
        (
            "http://127.0.0.1:99999/",
            "--endpoint http://127.0.0.1:99999/: '99999' is no port; ports go from 1 to 65535"
        ),
        ("http://", "--endpoint http://: the URL names no host"),
        (
            "http://user:word@127.0.0.1/",
            "--endpoint: a webhook's URL carries no user name or password; remove what ends with @"
        ),
        (
            "http://127.0.0.1/a b",
            "--endpoint http://127.0.0.1/a b: the URL has a space or another character that must be percent-encoded"
        ),
        (
            "127.0.0.1:9",
            "--endpoint cannot be '127.0.0.1:9': expected a URL that begins with http:// or https://"
        ),
        (
            "http://192.0.2.1/",
            "--endpoint http://192.0.2.1/: plain http goes to this machine only, and 192.0.2.1 is another; "
                + "use https, or allow it with delivery.allowInsecure"
        ),
    ])
    func `a URL that cannot be delivered to is code 2`(url: String, sentence: String) throws {
        let result = try Tool.run(["run", Tool.scenario, "--endpoint", url], secret: "whsec_x")
        Tool.expect(result, code: 2, sentence: sentence)
    }

    @Test func `a target that is down is code 4, and the run file stays usable`() throws {
        let port = try unusedPort()
        try expectInconclusive(
            port: port,
            reason: "the connection was refused: nothing listens there, at attempt 3"
        )
    }

    @Test(arguments: [
        (ScriptedAnswer.raw("SSH-2.0-OpenSSH_9.2\r\n", thenCloses: true), "the answer cannot be read: "),
        (.raw([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46], thenCloses: true), "the answer cannot be read: "),
        (.hangUp, "the connection was closed without an answer"),
        (.reset, "the connection was reset"),
    ])
    func `a target that is not HTTP is code 4`(answer: ScriptedAnswer, reason: String) throws {
        let consumer = try ScriptedConsumer { _ in answer }
        try expectInconclusive(port: consumer.port, reason: reason)
    }

    @Test func `a target that answers 500 for ever is code 1 and gets every attempt`() throws {
        let consumer = try ScriptedConsumer { _ in .status(500) }
        let runFile = directory.path("run.sqlite")
        let words = ["run", Tool.scenario, "--db", runFile, "--endpoint", consumer.url]
        let result = try Tool.run(words, secret: "whsec_x")
        #expect(result.exitCode == 1 && result.error == "")
        #expect(result.output.hasPrefix("✗ failed  first-connection"))
        #expect(result.output.contains("500, at attempt 3"), "\(result.output)")
        #expect(consumer.requests.count == 21)
        // All is settled: going on sends nothing and comes to the same.
        let again = try Tool.run(words + ["--resume"], secret: "whsec_x")
        #expect(again.exitCode == 1 && consumer.requests.count == 21)
    }

    @Test func `a target that never answers is code 4 and does not hold the run`() throws {
        let consumer = try ScriptedConsumer { _ in .never }
        let text = FileTree.text(Tool.scenario)
            .replacing("expect:", with: "delivery: { timeout: '20ms' },\n  expect:")
        let scenario = directory.write(text, to: "hurried.json5")
        let result = try Tool.run(["run", scenario, "--endpoint", consumer.url], secret: "whsec_x")
        #expect(result.exitCode == 4 && result.error == "")
        #expect(result.sentences.contains("timed out before the answer began, at attempt 3"))
    }

    private func expectInconclusive(port: UInt16, reason: String) throws {
        let runFile = directory.path("run.sqlite")
        let words = [
            "run", Tool.scenario, "--db", runFile, "--endpoint", "http://127.0.0.1:\(port)/webhooks",
            "--report", "json=" + directory.path("report.json"),
        ]
        let result = try Tool.run(words, secret: "whsec_x")
        #expect(result.exitCode == 4 && result.error == "", "\(result.error)")
        #expect(result.output.hasPrefix("? inconclusive  first-connection"))
        #expect(result.output.contains("no attempt was ever answered, so there was nobody to judge"))
        #expect(result.sentences.contains(reason), "\(result.output)")
        let report = try JSONReader.read(FileTree.read(directory.path("report.json")), dialect: .json).value
        #expect(report["verdict"] == "inconclusive" && report["exitCode"] == 4 && report["attempts"] == 21)
        let again = try Tool.run(words + ["--resume"], secret: "whsec_x")
        #expect(again.exitCode == 4 && again.error == "")
    }

    /// A port that was free a moment ago and that nothing else asks for.
    private func unusedPort() throws -> UInt16 {
        let consumer = try ScriptedConsumer()
        defer { consumer.stop() }
        return consumer.port
    }
}
