import Glibc
import TestSupport
import Testing

/// Command lines and scenario files that cannot be run.
@Suite struct BadScenarioTests {
    private let directory = TemporaryDirectory()

    @Test func `an unknown flag is code 2`() throws {
        let result = try Tool.run(["run", Tool.scenario, "--fast"])
        Tool.expect(result, code: 2, sentence: "'run' has no flag '--fast'")
    }

    @Test(arguments: ["run", "validate", "generate"])
    func `a file that is not there is code 2`(command: String) throws {
        let path = directory.path("none.json5")
        let result = try Tool.run([command, path])
        Tool.expect(result, code: 2, sentence: "\(path): there is no such file")
        #expect(result.output == "")
    }

    @Test func `a folder is code 2`() throws {
        let result = try Tool.run(["run", directory.path])
        Tool.expect(
            result,
            code: 2,
            sentence: "\(directory.path): this is a folder; name a scenario file in it"
        )
    }

    @Test func `what is no ordinary file is code 2`() throws {
        let result = try Tool.run(["run", "/dev/null"])
        Tool.expect(result, code: 2, sentence: "/dev/null: this is not an ordinary file")
    }

    @Test func `a file that may not be read is code 2`() throws {
        let path = directory.write("{ portsim: 1 }", to: "locked.json5")
        let isLocked = unsafe chmod(path, 0) == 0
        #expect(isLocked)
        let result: ChildResult
        if getuid() == 0 {
            // Root may read everything: the tool runs as somebody else, who may reach it and its libraries.
            let isOpen = unsafe chmod(directory.path, 0o755) == 0
            #expect(isOpen)
            let tool = directory.path("portsim")
            let script =
                "cp \"$0\" \"$2\" && exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$2\" run \"$1\""
            result = try Tool.shell(script, [path, tool])
        } else {
            result = try Tool.run(["run", path])
        }
        Tool.expect(result, code: 2, sentence: "\(path): the file cannot be read: Permission denied")
    }

    @Test func `an empty file is code 3`() throws {
        let path = directory.write("", to: "empty.json5")
        let result = try Tool.run(["run", path])
        Tool.expect(
            result,
            code: 3,
            sentence: "\(path): the file is empty; a scenario begins with { portsim: 1"
        )
    }

    @Test func `a file of more than 8 MiB is code 3`() throws {
        let text = "{ portsim: 1 }"
        let path = directory.write(text + String(repeating: " ", count: 8 << 20), to: "large.json5")
        let result = try Tool.run(["run", path])
        Tool.expect(
            result,
            code: 3,
            sentence: "\(path): the file has more than 8 MiB, the most that a scenario may have"
        )
    }

    @Test func `nesting deeper than 64 is code 3 and shows the place`() throws {
        let text = "{ portsim: 1, name: " + String(repeating: "[", count: 64) + "\n"
        let path = directory.write(text, to: "deep.json5")
        let result = try Tool.run(["run", path])
        expectDiagnostic(
            result,
            path: path,
            place: "1:84",
            "objects and arrays nest deeper than 64; flatten them"
        )
        #expect(result.error.hasSuffix("^\n"))
    }

    @Test func `more than 100,000 steps are code 3`() throws {
        // With the one above it, one more than there may be.
        let text = """
            { portsim: 1, users: { a: { integrations: { m: { provider: 'kraken' } } } }, timeline: [
            { at: '0s', connect: 'a/m' },
            { at: '1s', every: '1s', times: 100000, recalculate: 'a' },
            ] }
            """
        let path = directory.write(text, to: "long.json5")
        let result = try Tool.run(["run", path])
        expectDiagnostic(
            result,
            path: path,
            place: "3:13",
            "with repetitions a timeline has at most 100000 steps, and here it has more"
        )
    }

    @Test func `each mistake of a file has its place, and nothing is sent`() throws {
        let path = directory.write(
            "{\n  portsim: 1,\n  sede: 3,\n  population: { users: 1 },\n}\n",
            to: "typo.json5"
        )
        let runFile = directory.path("run.sqlite")
        let result = try Tool.run(["run", path, "--db", runFile])
        expectDiagnostic(result, path: path, place: "3:3", "unknown key 'sede'")
        #expect(result.error.contains("did you mean 'seed'?"))
        #expect(result.output == "" && FileTree.kind(of: runFile) == nil)
    }

    @Test func `a mistake in the last file keeps the first from running`() throws {
        let path = directory.write("{", to: "torn.json5")
        let result = try Tool.run(["run", Tool.scenario, path])
        #expect(result.exitCode == 3 && result.output == "")
        Tool.expectNoTrace(result)
    }

    // A diagnostic brings its own heading: file, line and column.
    private func expectDiagnostic(_ result: ChildResult, path: String, place: String, _ message: String) {
        #expect(result.ending == .exited(code: 3), "\(result.error)")
        #expect(result.error.hasPrefix("\(path):\(place): error: \(message)"), "\(result.error)")
        Tool.expectNoTrace(result)
    }
}
