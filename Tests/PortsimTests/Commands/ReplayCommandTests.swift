import Glibc
import JSONKit
import TestSupport
import Testing

/// `replay` from outside.
@Suite struct ReplayCommandTests {
    private let directory = TemporaryDirectory()
    private var source: String { directory.path("run.sqlite") }

    /// Records a run for a consumer, with what the command line says beside it.
    private func record(_ consumer: ScriptedConsumer? = nil, secret: String = "whsec_x") throws -> [String] {
        let endpoint = consumer.map { ["--endpoint", $0.url] } ?? []
        let words = ["run", Tool.scenario, "--db", source, "--quiet", "--no-progress"] + endpoint
        _ = try Tool.run(words, secret: secret)
        return consumer?.requests.map(\.bodyText) ?? []
    }

    private func report(_ result: ChildResult) throws -> JSONValue {
        try JSONReader.read(result.outputBytes, dialect: .json).value
    }

    @Test func `a run is sent again where it went, byte for byte, signed with the secret that is given`()
        throws
    {
        let consumer = try ScriptedConsumer()
        let bodies = try record(consumer)
        let before = FileTree.read(source)
        let result = try Tool.run(
            ["replay", source, "--report", "json=-", "--quiet"],
            secret: "whsec_other"
        )
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        let again = Array(consumer.requests.dropFirst(bodies.count))
        #expect(bodies.count == 7 && again.map(\.bodyText) == bodies)
        let signed = consumer.requests.map { $0.field("X-Webhook-Signature") }
        #expect(Set(signed.prefix(7)).isDisjoint(with: Set(signed.dropFirst(7))))
        let report = try report(result)
        #expect(report["command"] == "replay" && report["deliveries"]?["delivered"] == 7)
        #expect(FileTree.read(source) == before)
        #expect(FileTree.names(in: directory.path) == ["run.sqlite"])
    }

    @Test func `what failed is sent to another endpoint, and to nobody else`() throws {
        let consumer = try ScriptedConsumer {
            .status($0.field("X-Webhook-Event") == "integration.updated" ? 404 : 200)
        }
        _ = try record(consumer)
        let other = try ScriptedConsumer()
        let words = ["replay", source, "--only", "failed", "--endpoint", other.url, "--report", "json=-"]
        let result = try Tool.run(words + ["--quiet"], secret: "whsec_x")
        #expect(result.exitCode == 0, "\(result.error)")
        let failed = consumer.requests.filter { $0.field("X-Webhook-Event") == "integration.updated" }
        #expect(other.requests.map(\.bodyText) == failed.map(\.bodyText) && failed.count == 2)
        #expect(consumer.requests.count == 7)
    }

    @Test func `words are ids, events and users, by commas and by repetition`() throws {
        let consumer = try ScriptedConsumer()
        _ = try record(consumer)
        let id = try #require(consumer.requests[0].field("X-Webhook-Id"))
        let one = try Tool.run(
            [
                "replay", source, "--only", "\(id),costbasis.started", "--only", "costbasis.completed",
                "--quiet",
            ],
            secret: "whsec_x"
        )
        #expect(one.exitCode == 0, "\(one.error)")
        let events = consumer.requests.dropFirst(7).map { $0.field("X-Webhook-Event") }
        #expect(events == ["integration.created", "costbasis.started", "costbasis.completed"])
        let alice = try Tool.run(["replay", source, "--only", "alice", "--quiet"], secret: "whsec_x")
        #expect(alice.exitCode == 0 && consumer.requests.count == 17, "\(alice.error)")
    }

    @Test func `what went to the consumer inside the process goes to one again`() throws {
        _ = try record()
        let result = try Tool.run(["replay", source, "--no-progress"])
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        #expect(result.output.contains("run it again: portsim replay \(source)\n"))
    }

    @Test func `that nothing failed is said and is no failure`() throws {
        _ = try record()
        let result = try Tool.run(["replay", source, "--only", "failed", "--no-progress"])
        #expect(result.exitCode == 0)
        #expect(result.error == "no delivery in \(source) failed: there is nothing to send\n")
    }

    @Test func `a replay that is killed is gone on with, and its file is compared as the run`() throws {
        let consumer = try ScriptedConsumer()
        let bodies = try record(consumer)
        let copy = directory.path("replay.sqlite")
        let words = ["replay", source, "--db", copy, "--quiet", "--no-progress"]
        let child = ChildProcess(
            Repository.portsim,
            words,
            environment: ["PORTSIM_SECRET": "whsec_x", "PORTSIM_CRASH": "afterSend:3"]
        )
        #expect(try child.waitForEnd().ending == .killed(signal: SIGKILL))
        let end = try Tool.run(words + ["--resume"], secret: "whsec_x")
        #expect(end.exitCode == 0 && end.error == "", "\(end.error)")
        let again = consumer.requests.dropFirst(7).map(\.bodyText)
        var firsts: [String] = []
        for body in again where firsts.last != body { firsts.append(body) }
        #expect(firsts == bodies && again.count <= 8)
        let sent = consumer.requests.count
        #expect(try Tool.run(words + ["--resume"], secret: "whsec_x").exitCode == 0)
        #expect(consumer.requests.count == sent)
        let equal = try Tool.run(["diff", source, copy])
        #expect(
            equal.exitCode == 0 && equal.output == "no difference: 7 deliveries equal\n",
            "\(equal.error)"
        )
        let other = try Tool.run(words + ["--resume", "--only", "alice"], secret: "whsec_x")
        Tool.expect(
            other,
            code: 3,
            sentence: "\(copy) is no replay of this run with this --only; "
                + "give those that it was begun with, or another --db"
        )
    }

    @Test func `words that nothing is of are code 2`() throws {
        _ = try record()
        let typo = try Tool.run(["replay", source, "--only", "costbasis.complted"])
        Tool.expect(
            typo,
            code: 2,
            sentence: "no delivery in \(source) is of an id, event or user 'costbasis.complted'; "
                + "did you mean 'costbasis.completed'?"
        )
        let unknown = try Tool.run(["replay", source, "--only", "whd_000000000000000000000000"])
        Tool.expect(
            unknown,
            code: 2,
            sentence: "no delivery in \(source) is of an id, event or user 'whd_000000000000000000000000'"
        )
        let empty = try Tool.run(["replay", source, "--only", "failed,"])
        #expect(empty.exitCode == 2)
    }

    @Test func `what is no run file, or holds no run, is code 2`() throws {
        let list = directory.write("a shopping list", to: "list.txt")
        let empty = directory.write("", to: "empty.sqlite")
        let missing = directory.path("none.sqlite")
        let sentences = [
            list: "\(list) is not a run file of portsim",
            empty: "\(empty) is empty: no run was recorded in it",
            missing: "there is no file \(missing)",
            directory.path: "\(directory.path) is a folder, not a run file",
        ]
        for (path, sentence) in sentences {
            Tool.expect(try Tool.run(["replay", path]), code: 2, sentence: sentence)
            Tool.expect(try Tool.run(["diff", path, path]), code: 2, sentence: sentence)
        }
        #expect(FileTree.text(list) == "a shopping list" && FileTree.read(empty).isEmpty)
    }

    @Test func `a run that is still going is code 2, and goes on`() throws {
        let consumer = try ScriptedConsumer {
            $0.number == 0 ? .status(200).after(milliseconds: 1_500) : .status(200)
        }
        let run = ChildProcess(
            Repository.portsim,
            ["run", Tool.scenario, "--db", source, "--quiet", "--endpoint", consumer.url],
            environment: ["PORTSIM_SECRET": "whsec_x"]
        )
        _ = try consumer.requests(atLeast: 1)
        Tool.expect(
            try Tool.run(["replay", source], secret: "whsec_x"),
            code: 2,
            sentence: "the run file \(source) is in use by another run; wait until that has ended"
        )
        #expect(try run.waitForEnd().exitCode == 0)
    }

    @Test func `clashes of files and endpoints are code 2`() throws {
        let consumer = try ScriptedConsumer()
        _ = try record(consumer)
        Tool.expect(
            try Tool.run(["replay", source, "--db", source, "--resume"], secret: "whsec_x"),
            code: 2,
            sentence: "\(source) is the run that is sent again; give another --db"
        )
        Tool.expect(
            try Tool.run(
                ["replay", source, "--endpoint", consumer.url, "--endpoint", consumer.url],
                secret: "whsec_x"
            ),
            code: 2,
            sentence: "\(source) has deliveries for 1 webhook, and more endpoints are given"
        )
        #expect(try Tool.run(["replay", source]).exitCode == 2, "a consumer outside needs a secret")
        #expect(consumer.requests.count == 7)
    }
}
