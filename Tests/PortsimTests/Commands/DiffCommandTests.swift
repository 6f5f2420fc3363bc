import JSONKit
import TestSupport
import Testing

/// `diff` from outside.
@Suite struct DiffCommandTests {
    private let directory = TemporaryDirectory()

    private func record(_ name: String, _ words: [String] = [], refusing event: String = "") throws -> String
    {
        let path = directory.path(name)
        let consumer = try ScriptedConsumer { .status($0.field("X-Webhook-Event") == event ? 404 : 200) }
        let run = ["run", Tool.scenario, "--db", path, "--quiet", "--endpoint", consumer.url]
        _ = try Tool.run(run + words, secret: "whsec_x")
        return path
    }

    @Test func `equal runs are code 0`() throws {
        let (one, other) = (try record("a.sqlite"), try record("b.sqlite", ["--concurrency", "1"]))
        let before = [FileTree.read(one), FileTree.read(other)]
        let result = try Tool.run(["diff", one, other])
        #expect(result.exitCode == 0 && result.error == "")
        #expect(result.output == "no difference: 7 deliveries equal\n")
        #expect(try Tool.run(["diff", one, one]).exitCode == 0)
        #expect([FileTree.read(one), FileTree.read(other)] == before)
        #expect(FileTree.names(in: directory.path) == ["a.sqlite", "b.sqlite"])
    }

    @Test func `runs that differ are code 1, for people and for programs`() throws {
        let one = try record("a.sqlite")
        let other = try record("b.sqlite", refusing: "costbasis.completed")
        let result = try Tool.run(["diff", one, other])
        #expect(result.exitCode == 1 && result.error == "")
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 2 && lines[0].hasPrefix("~ whd_"))
        #expect(
            lines[0].hasSuffix(": attempt 1 answered 200 → 404, accepted → failed")
                && lines[0].contains(" costbasis.completed ")
        )
        #expect(lines[1] == "1 different, 0 missing, 0 extra, 6 deliveries equal")
        let json = try Tool.run(["diff", one, other, "--report", "json=-", "--quiet"])
        let report = try JSONReader.read(json.outputBytes, dialect: .json).value
        #expect(json.exitCode == 1 && json.error == "")
        #expect(report["command"] == "diff" && report["exitCode"] == 1 && report["verdict"] == "failed")
        #expect(report["deliveries"]?["different"] == 1 && report["truncated"] == .bool(false))
    }

    @Test func `runs of other seeds or scenarios are code 3`() throws {
        let one = try record("a.sqlite")
        Tool.expect(
            try Tool.run(["diff", one, try record("b.sqlite", ["--seed", "2"])]),
            code: 3,
            sentence: "the seeds are 1 and 2; only runs of one seed can be compared"
        )
        Tool.expect(
            try Tool.run(["diff", one, try record("c.sqlite", ["--set", "name=other"])]),
            code: 3,
            sentence:
                "the scenarios are 'first-connection' and 'other'; only runs of one scenario can be compared"
        )
    }

    @Test func `a report over one of the runs is code 2`() throws {
        let one = try record("a.sqlite")
        let before = FileTree.read(one)
        #expect(try Tool.run(["diff", one, one, "--report", "json=" + one]).exitCode == 2)
        #expect(FileTree.read(one) == before)
    }
}
