import JSONKit
import TestSupport
import Testing
import WireKit

/// Consumers that take every delivery and cannot be asked what they believe.
@Suite struct BadProbeTests {
    private let directory = TemporaryDirectory()

    /// One delivery is enough; the question is asked once, and more often where it has time.
    private func run(
        _ probe: ScriptedAnswer,
        within: String = "0s",
        _ more: [String] = []
    ) throws -> ChildResult {
        let consumer = try ScriptedConsumer { request in
            request.bytes.starts(with: "GET ".utf8) ? probe : .status(200)
        }
        defer { consumer.stop() }
        let text = """
            { portsim: 1, name: 'asked', users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }],
              webhooks: [{ url: '\(consumer.url)', events: ['integration.created'], secret: 'whsec_x' }],
              probe: { url: 'http://127.0.0.1:\(consumer.port)/state', read: { processed: '/a~1b' } },
              expect: [{ probe: 'processed', equals: 1, within: '\(within)' }] }
            """
        let report = "json=" + directory.path("report.json")
        let path = directory.write(text, to: "asked.json5")
        return try Tool.run(["run", path, "--report", report, "--no-progress"] + more)
    }

    @Test(
        arguments: [
            (.status(200, body: "<!doctype html><p>Welcome"), "the probe answered with HTML, not JSON"),
            (.status(500, body: "{}"), "the probe answered 500"),
            (.hangUp, "the probe could not be read: the connection was closed without an answer"),
            (
                .status(302, fields: ["Location": "http://127.0.0.1:9/login"]),
                "the probe answered 302, a redirect to http://127.0.0.1:9/login, which is not followed"
            ),
        ] as [(ScriptedAnswer, String)]
    )
    func `a probe that tells nothing is code 4, and the report says why`(
        answer: ScriptedAnswer,
        reason: String
    ) throws {
        try expectInconclusive(answer, reason)
    }

    @Test func `a probe that tells fifty megabytes is code 4, and the report says why`() throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(50 << 20)\r\n\r\n"
        let spaces = [UInt8](repeating: UInt8(ascii: " "), count: 50 << 20)
        try expectInconclusive(.raw(Array(head.utf8) + spaces), "the probe's answer is longer than 8 MiB")
    }

    private func expectInconclusive(_ answer: ScriptedAnswer, _ reason: String) throws {
        let result = try run(answer)
        #expect(result.exitCode == 4 && result.error == "", "\(result.error)")
        #expect(result.output.hasPrefix("? inconclusive  asked"))
        #expect(result.output.contains("something that must hold could not be judged"))
        #expect(result.sentences.contains("expected processed: 1; \(reason)"), "\(result.output)")
        let report = try JSONReader.read(FileTree.read(directory.path("report.json")), dialect: .json).value
        #expect(report["verdict"] == "inconclusive" && report["exitCode"] == 4)
        #expect(report["deliveries"]?["delivered"] == 1)
    }

    @Test func `a probe that dribbles is not waited for longer than the run may take`() throws {
        let dribble = ScriptedAnswer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        let result = try run(dribble, within: "1h", ["--max-time", "300ms"])
        #expect(result.exitCode == 6 && result.error == "", "\(result.error)")
        #expect(result.sentences.contains("the time that was allowed was over"), "\(result.output)")
        #expect(result.sentences.contains("expected processed: 1; the probe was not read"))
    }

    @Test func `a pointer that leads nowhere is told from null`() throws {
        let nowhere = try run(.status(200, body: #"{"processed":1}"#))
        #expect(nowhere.exitCode == 1)
        #expect(nowhere.sentences.contains("expected processed: 1, found nothing at /a~1b, read "))
        let null = try run(.status(200, body: #"{"a/b":null}"#))
        #expect(null.sentences.contains("expected processed: 1, found null, read "))
    }
}
