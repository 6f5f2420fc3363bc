import JSONKit
import TestSupport
import Testing

/// Reports that cannot be written, a stdout that is full, and one that nobody reads.
@Suite struct BadOutputTests {
    private let directory = TemporaryDirectory()

    @Test(arguments: [("none/report.json", "No such file or directory"), ("", "Is a directory")])
    func `a report that cannot be written is code 74 before anything is sent`(
        name: String,
        reason: String
    ) throws {
        let path = directory.path(name)
        let runFile = directory.path("run.sqlite")
        let result = try Tool.run(["run", Tool.scenario, "--db", runFile, "--report", "json=" + path])
        Tool.expect(result, code: 74, sentence: "the report '\(path)' cannot be written: \(reason)")
        #expect(result.output == "" && FileTree.kind(of: runFile) == nil)
    }

    @Test func `a report on a full disk is code 74 and the run file stays usable`() throws {
        let runFile = directory.path("run.sqlite")
        let result = try Tool.run(["run", Tool.scenario, "--db", runFile, "--report", "json=/dev/full"])
        Tool.expect(
            result,
            code: 74,
            sentence: "the report '/dev/full' cannot be written: No space left on device"
        )
        #expect(result.output.hasPrefix("✓ passed"))
        try Tool.expectUsable(runFile)
    }

    @Test func `a report over the run file is code 2 and spares it`() throws {
        let runFile = directory.path("run.sqlite")
        #expect(try Tool.run(["run", Tool.scenario, "--db", runFile]).exitCode == 0)
        // The same file by another name.
        let path = directory.path("./run.sqlite")
        let result = try Tool.run([
            "run", Tool.scenario, "--db", runFile, "--resume", "--report", "json=" + path,
        ])
        Tool.expect(
            result,
            code: 2,
            sentence: "the report '\(path)' would overwrite a file of this run; give it a path of its own"
        )
        try Tool.expectUsable(runFile)
    }

    @Test func `a report over the scenario is code 2 and spares it`() throws {
        let text = FileTree.text(Tool.scenario)
        let path = directory.write(text, to: "mine.json5")
        let result = try Tool.run(["run", path, "--report", "json=" + path])
        Tool.expect(
            result,
            code: 2,
            sentence: "the report '\(path)' would overwrite a file of this run; give it a path of its own"
        )
        #expect(FileTree.text(path) == text)
    }

    @Test(
        arguments: [
            "run", "generate", "generate --format json", "validate", "list events", "schema scenario",
            "completions zsh",
        ]
    )
    func `a full stdout is code 74`(command: String) throws {
        let takesFile = ["run", "generate", "validate"].contains { command.hasPrefix($0) }
        let words = takesFile ? "\"$1\"" : ""
        let result = try Tool.shell("exec \"$0\" \(command) \(words) > /dev/full", [Tool.scenario])
        Tool.expect(
            result,
            code: 74,
            sentence: "standard output cannot be written: No space left on device"
        )
    }

    @Test func `a full stdout does not cost the report and the run file`() throws {
        let script = "exec \"$0\" run \"$1\" --db run.sqlite --report json=report.json > /dev/full"
        let result = try Tool.shell(script, [Tool.scenario], directory: directory.path)
        #expect(result.exitCode == 74)
        let report = try JSONReader.read(FileTree.read(directory.path("report.json")), dialect: .json).value
        #expect(report["verdict"] == "passed")
        try Tool.expectUsable(directory.path("run.sqlite"))
    }

    @Test func `a reader that has enough of a stream is a quiet 0`() throws {
        // Far more than a pipe holds, so that writing goes on after the reader has left.
        let text = FileTree.text(Repository.path("Scenarios/small-population.json5"))
            .replacing("users: 50,", with: "users: 2000,")
        let scenario = directory.write(text, to: "many.json5")
        let script = "{ \"$0\" generate \"$1\"; echo \"code $?\" >&2; } | head -n 1"
        let result = try Tool.shell(script, [scenario])
        #expect(result.error == "code 0\n")
        #expect(result.output.hasPrefix("{\"id\":\"whd_") && result.output.hasSuffix("}\n"))
    }

    @Test func `a reader that goes away does not make a failed run a good one`() throws {
        let consumer = try ScriptedConsumer { _ in .status(500) }
        // The only reader closes the pipe, then lets the tool start.
        let script = """
            mkfifo go
            { read x < go; "$0" run "$1" --endpoint "$2" --report json=report.json; echo "code $?" >&2; } \
            | { exec <&-; echo > go; }
            """
        let result = try Tool.shell(
            script,
            [Tool.scenario, consumer.url],
            secret: "whsec_x",
            directory: directory.path
        )
        #expect(result.error == "code 1\n")
        let report = try JSONReader.read(FileTree.read(directory.path("report.json")), dialect: .json).value
        #expect(report["verdict"] == "failed" && report["exitCode"] == 1)
    }
}
