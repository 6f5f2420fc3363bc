import Glibc
import JSONKit
import TestSupport
import Testing
import WireKit

@testable import portsim

/// Debugging a handler: `run --step` and `--until`, with words from a pipe.
@Suite struct StepRunTests {
    private let directory = TemporaryDirectory()

    private func step(
        _ words: String,
        _ more: [String] = [],
        scenario: String = Tool.scenario,
        secret: String? = nil
    ) throws -> ChildResult {
        try Tool.run(
            ["run", scenario, "--step", "--no-progress"] + more,
            secret: secret,
            input: .bytes(Array(words.utf8))
        )
    }

    /// The first words of the lines that say what comes next, what was sent, answered and believed.
    private func marks(_ result: ChildResult) -> [String] {
        result.output.split(separator: "\n").compactMap { line in
            ["next", "→", "←", "?"].first { line.hasPrefix($0 + " ") }
        }
    }

    @Test func `each line delivers one event, and shows request, answer and what the probe says`() throws {
        let result = try step("\n\nq\n")
        #expect(result.exitCode == 4, "\(result.error)")
        #expect(marks(result) == ["next", "→", "←", "?", "next", "→", "←", "?", "next"])
        let lines = result.output.split(separator: "\n").map(String.init)
        let first = try #require(lines.first)
        #expect(
            first == "next  delivery 1  integration.created for alice, at 0 ms (2026-01-01T00:00:00.000Z)"
        )
        #expect(lines[1].hasPrefix("→ POST http://127.0.0.1:"))
        #expect(lines.contains("  | X-Webhook-Event: integration.updated"))
        #expect(lines.contains { $0.hasPrefix("  | X-Webhook-Signature: ") && $0.count == 89 })
        #expect(lines.contains("  |     \"status\": \"ONGOING\","))
        #expect(lines.contains { $0.hasPrefix("← 200 OK in ") && $0.hasSuffix("; accepted") })
        #expect(lines.contains("  |   \"processed\": 2,"))
        #expect(lines.contains("  ended on request; what only the end of the run shows is open"))
        // What nobody looked at was not made.
        #expect(lines.contains { $0.hasPrefix("  deliveries  3  2 accepted, 1 pending") })
        Tool.expectNoTrace(result)
    }

    @Test(arguments: ["", "\n", "n 3\n"])
    func `the end of the words is the end of the run`(words: String) throws {
        let result = try step(words)
        #expect(result.exitCode == 4)
        let expected = words.isEmpty ? 0 : words == "\n" ? 1 : 3
        #expect(marks(result).count { $0 == "→" } == expected)
    }

    @Test func `the rest goes by itself, to the end and its verdict`() throws {
        let result = try step("n 2\nc\n")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(marks(result).count { $0 == "→" } == 2)
        #expect(result.output.contains("going on by itself\n✓ passed"))
    }

    @Test func `stepping through all of it is the same run`() throws {
        let reports = ["stepped.json", "whole.json"].map { directory.path($0) }
        let scenario = Repository.path("Scenarios/first-connection.json5")
        #expect(try step("n 100\n", ["--report", "json=\(reports[0])"]).exitCode == 0)
        #expect(try Tool.run(["run", scenario, "--report", "json=\(reports[1])"]).exitCode == 0)
        let digests = try reports.map {
            try JSONReader.read(FileTree.read($0), dialect: .json)["digest"]?.string
        }
        #expect(digests[0] != nil && digests[0] == digests[1])
    }

    @Test func `the last request is sent again, and nothing else changes`() throws {
        let consumer = try ScriptedConsumer { $0.number == 1 ? .status(409, body: "seen") : .status(200) }
        let result = try step("r\n\nr\nq\n", ["--endpoint", consumer.url], secret: "whsec_step")
        #expect(result.output.contains("nothing was sent yet\n"))
        #expect(result.output.contains("← 409 Conflict in "))
        #expect(result.output.contains("; sent again, which nothing records\n"))
        #expect(result.output.contains("  | seen\n"))
        let requests = consumer.requests
        #expect(requests.count == 2 && requests[0].body == requests[1].body)
        #expect(requests[0].field("X-Webhook-Signature") == requests[1].field("X-Webhook-Signature"))
        #expect(result.output.contains("deliveries  2  1 accepted, 1 pending"))
        // Nobody says where this consumer tells what it believes.
        #expect(!marks(result).contains("?"))
    }

    @Test func `what is no word is told, with where the words are`() throws {
        let result = try step("what\u{7}\n?\n")
        #expect(result.output.contains("'what\\u{7}' is no command; ? lists them\n"))
        #expect(result.output.contains("  n 10    deliver ten, and show each\n"))
    }

    @Test func `failures and retries are shown as what they are`() throws {
        let consumer = try ScriptedConsumer { $0.number == 0 ? .status(503) : .hangUp }
        let result = try step("\n\n\n\n", ["--endpoint", consumer.url], secret: "whsec_step")
        let answers = result.output.split(separator: "\n").filter { $0.hasPrefix("← ") }
        #expect(answers.count == 4)
        #expect(
            answers.first?.contains("; tried again at 9") == true
                || answers.first?.contains("; tried again at 1") == true
        )
        #expect(answers.dropFirst().contains { $0.hasPrefix("← no answer: ") && $0.hasSuffix("; given up") })
        #expect(result.output.contains(", attempt 2\n"))
    }

    @Test func `no secret is shown, not even where the consumer sends it back`() throws {
        let secret = "whsec_this_must_not_be_seen"
        let consumer = try ScriptedConsumer { _ in
            .status(200, fields: ["X-Echo": secret], body: "{\"secret\": \"\(secret)\"}")
        }
        let result = try step("\nr\n", ["--endpoint", consumer.url + "?token=capability"], secret: secret)
        #expect(result.output.contains("  | X-Echo: (secret)\n"))
        #expect(result.output.contains("\"secret\": \"(secret)\""))
        #expect(!result.output.contains(secret) && !result.error.contains(secret))
        #expect(!result.output.contains("capability") && !result.error.contains("capability"))
        #expect(result.output.contains(" --endpoint '\(consumer.url)?(secret)'\n"))
    }

    @Test func `where a report has stdout for itself, the steps are on stderr`() throws {
        let result = try step("\n", ["--report", "json=-"])
        #expect(try JSONReader.read(result.outputBytes, dialect: .json)["verdict"]?.string == "aborted")
        #expect(result.error.contains("next  delivery 1  integration.created for alice"))
    }

    @Test func `a run that was stepped into goes on where it was left`() throws {
        let runFile = directory.path("run.sqlite")
        #expect(try step("n 3\nq\n", ["--db", runFile]).exitCode == 4)
        let again = try step("\nc\n", ["--db", runFile, "--resume"] + Tool.withoutProbes)
        #expect(again.exitCode == 0, "\(again.error)\(again.output)")
        #expect(again.output.hasPrefix("next  delivery 4  transfer_detection.started for alice"))
    }

    @Test func `a signal ends whoever waits for a word`() throws {
        let child = ChildProcess(
            Repository.portsim,
            ["run", Tool.scenario, "--step", "--no-progress"],
            input: .open
        )
        try child.waitForLine { $0.hasPrefix("next") }
        child.send(signal: SIGINT)
        #expect(try child.waitForEnd().ending == .exited(code: 130))
    }

    // MARK: Until

    @Test func `up to a moment it goes by itself, and steps from there`() throws {
        let result = try step("\nq\n", ["--until", "32s"])
        #expect(result.output.hasPrefix("next  delivery 4  transfer_detection.started for alice, at 34."))
        #expect(result.output.contains("  4 accepted, "))
    }

    @Test(arguments: [("0s", 1), ("2s", 2), ("31999ms", 2), ("32s", 3), ("1d", 7)])
    func `without steps it ends there`(until: String, count: Int) throws {
        let result = try Tool.run(["run", Tool.scenario, "--until", until, "--no-progress"])
        #expect(result.exitCode == (count == 7 ? 0 : 4), "\(result.error)")
        #expect(result.output.contains("  deliveries  \(count)  all accepted"))
        let explanation = "\n  ended on request; what only the end of the run shows is open\n"
        #expect(result.output.contains(explanation) == (count < 7))
    }

    @Test func `each file has the moment for itself`() throws {
        let words = ["run", Tool.scenario, Tool.scenario, "--until", "2s", "--no-progress"]
        let result = try Tool.run(words)
        #expect(result.exitCode == 4 && result.error == "", "\(result.error)")
        #expect(result.output.ranges(of: "  deliveries  2  all accepted").count == 2)
        // Who leaves while stepping has had enough of all.
        let left = try step("\nq\n", [Tool.scenario])
        #expect(left.exitCode == 4 && left.error == "stopped before \(Tool.scenario)\n")
    }

    @Test func `a probe is shown whole, however much it answers, and its fields are not`() throws {
        let padding = String(repeating: "x", count: 200_000)
        let consumer = try ScriptedConsumer { request in
            let body = "{\"a\": \"\(padding)\", \"z\": \"the end\"}"
            return request.request.method == "GET" ? .status(200, body: body) : .status(200)
        }
        let probe = "http://127.0.0.1:\(consumer.port)/state?token=capability"
        let result = try step(
            "\nq\n",
            [
                "--endpoint", consumer.url, "--set", "probe.url=\(probe)", "--set",
                "probe.headers.X-Key=key_of_it",
            ],
            secret: "whsec_step"
        )
        #expect(result.output.contains("  |   \"z\": \"the end\"\n"), "\(result.output)\(result.error)")
        #expect(consumer.requests.contains { $0.field("X-Key") == "key_of_it" })
        for secret in ["key_of_it", "capability"] {
            #expect(!result.output.contains(secret) && !result.error.contains(secret))
        }
    }

    @Test func `what was ended at a moment goes on to its end`() throws {
        let runFile = directory.path("run.sqlite")
        let words = ["run", Tool.scenario, "--db", runFile, "--no-progress"]
        #expect(try Tool.run(words + ["--until", "32s"]).exitCode == 4)
        #expect(try Tool.run(words + ["--until", "35s", "--resume"]).exitCode == 4)
        try Tool.expectUsable(runFile)
    }

    @Test func `an ending that was asked for does not wait for time to pass`() throws {
        // Nothing is due within a day and a half of simulated time, which would be as much of real time.
        let words = ["run", Tool.scenario, "--until", "0s", "--speed", "realtime", "--no-progress"]
        #expect(try Tool.run(words).exitCode == 4)
    }
}
