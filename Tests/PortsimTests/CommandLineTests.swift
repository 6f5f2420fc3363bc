import Glibc
import TestSupport
import Testing

@testable import portsim

/// The built tool, looked at from outside.
@Suite struct CommandLineTests {
    @Test func `the version is one line on stdout`() throws {
        let result = try ChildProcess.run(Repository.portsim, ["--version"])
        #expect(result.output == "portsim \(Version.number)\n")
        #expect(result.error == "" && result.exitCode == 0)
    }

    @Test(arguments: [nil] + Command.allCases)
    func `help is on stdout and nothing else is`(command: Command?) throws {
        let result = try ChildProcess.run(Repository.portsim, (command.map { [$0.name] } ?? []) + ["--help"])
        #expect(result.output == Help.text(command))
        #expect(result.error == "" && result.exitCode == 0)
    }

    @Test func `a mistake is told on stderr and is code 2`() throws {
        let result = try ChildProcess.run(Repository.portsim, ["run", "--sede", "3"])
        #expect(
            result.error == """
                error: 'run' has no flag '--sede'
                help: did you mean '--seed'?
                help: 'portsim run --help' lists its flags

                """
        )
        #expect(result.output == "" && result.exitCode == ExitCode.usage.rawValue)
    }

    @Test func `a full disk under stdout is code 74`() throws {
        let result = try ChildProcess.run("sh", ["-c", "exec \"$0\" --help > /dev/full", Repository.portsim])
        #expect(result.error == "error: standard output cannot be written: No space left on device\n")
        #expect(result.exitCode == ExitCode.inputOutput.rawValue)
    }

    @Test func `a closed stdout is code 74`() throws {
        let result = try ChildProcess.run("sh", ["-c", "exec \"$0\" --help >&-", Repository.portsim])
        #expect(result.error == "error: standard output cannot be written: Bad file descriptor\n")
        #expect(result.exitCode == ExitCode.inputOutput.rawValue)
    }

    @Test func `a reader that went away is a quiet end with 0`() throws {
        // The only reader closes the pipe, then lets the tool start.
        let script =
            "mkfifo go; { read x < go; \"$0\" --help; echo \"code $?\" >&2; } | { exec <&-; echo > go; }"
        let directory = TemporaryDirectory()
        let result = try ChildProcess.run(
            "sh",
            ["-c", script, Repository.portsim],
            directory: directory.path
        )
        #expect(result.error == "code 0\n")
    }
}
