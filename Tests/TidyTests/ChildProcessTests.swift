import Glibc
import TestSupport
import Testing

@Suite struct ChildProcessTests {
    @Test func `both streams and the exit code are captured`() throws {
        let result = try ChildProcess.run("sh", ["-c", "echo out; echo err >&2; exit 3"])
        #expect(result.output == "out\n" && result.error == "err\n")
        #expect(result.ending == .exited(code: 3) && result.exitCode == 3)
    }

    @Test func `more than pipes hold goes in and comes out`() throws {
        let bytes = [UInt8](repeating: 0x61, count: 1_000_000)
        let result = try ChildProcess.run("cat", input: .bytes(bytes))
        #expect(result.outputBytes == bytes)
    }

    @Test func `a child that does not read its input does no harm`() throws {
        let result = try ChildProcess.run("true", input: .bytes([UInt8](repeating: 0, count: 1_000_000)))
        #expect(result.exitCode == 0)
    }

    @Test func `the environment is what was given, and PATH`() throws {
        let result = try ChildProcess.run("env", environment: ["A": "b c"])
        let names = result.output.split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(names == ["A", "PATH"])
    }

    @Test func `the directory can be chosen`() throws {
        let directory = TemporaryDirectory()
        let result = try ChildProcess.run("pwd", directory: directory.path)
        #expect(result.output.hasSuffix(directory.path + "\n"))
    }

    @Test func `lines are waited for one after the other, and a signal ends the child`() throws {
        let child = ChildProcess(
            "sh",
            ["-c", "echo one; read x; echo \"two $x\" >&2; exec cat"],
            input: .open
        )
        #expect(try child.waitForLine() == "one")
        child.write("hello\nthree\nfour\n")
        #expect(try child.waitForErrorLine { $0.hasPrefix("two") } == "two hello")
        #expect(try child.waitForLine { $0.contains("r") } == "three")
        #expect(try child.waitForLine() == "four")
        child.send(signal: SIGTERM)
        #expect(try child.waitForEnd().ending == .killed(signal: SIGTERM))
    }

    @Test func `a child sees the signals its parent ignores`() throws {
        let result = try ChildProcess.run("sh", ["-c", "kill -PIPE $$"])
        #expect(result.ending == .killed(signal: SIGPIPE))
    }

    @Test func `a line that never comes is a failure that tells everything`() {
        let child = ChildProcess("sh", ["-c", "echo almost; echo why >&2; exit 4"])
        let timeout = #expect(throws: ChildTimeout.self) { try child.waitForLine { $0 == "ready" } }
        #expect(timeout?.output == "almost\n" && timeout?.error == "why\n")
    }

    @Test func `a child does not outlive its value`() throws {
        var child: ChildProcess? = ChildProcess("cat", input: .open)
        let processIdentifier = try #require(child?.processIdentifier)
        #expect(kill(processIdentifier, 0) == 0)
        child = nil
        #expect(kill(processIdentifier, 0) == -1)
    }

    @Test func `a temporary directory goes with everything in it`() {
        var directory: TemporaryDirectory? = TemporaryDirectory()
        let path = directory?.path ?? ""
        directory?.write("x", to: "file")
        #expect(FileTree.names(in: path) == ["file"])
        directory = nil
        #expect(FileTree.kind(of: path) == nil)
    }
}
