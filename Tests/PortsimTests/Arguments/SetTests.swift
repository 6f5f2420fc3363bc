import TestSupport
import Testing

@testable import portsim

/// `--set` and the environment, from the command line to what comes of them.
@Suite struct SetTests {
    private let directory = TemporaryDirectory()

    @Test func `assignments keep their order`() throws {
        guard case .validate(let arguments) = try Invocation(["validate", "f", "--set", "a=1", "--set=b=2"])
        else {
            Issue.record("no request to validate")
            return
        }
        #expect(arguments.common.assignments == ["a=1", "b=2"])
    }

    @Test(arguments: ["run", "validate", "generate"]) func `an assignment without a value is code 2`(
        command: String
    ) {
        #expect(throws: UsageError.self) { try Invocation([command, "f", "--set", "seed"]) }
    }

    @Test(arguments: ["run", "validate", "generate"])
    func `what is set wrongly is code 3 and shown in the argument`(command: String) throws {
        let result = try Tool.run([command, Tool.scenario, "--set", "clock.start=yesterday"])
        #expect(result.exitCode == 3)
        #expect(
            result.error == """
                in --set clock.start=yesterday: error: 'yesterday' is no moment; write it in UTC, as in '2026-01-01T00:00:00Z'
                  | clock.start=yesterday
                  |             ^^^^^^^^^

                """
        )
    }

    @Test func `what is set is in the stream`() throws {
        let bare = try Tool.run(["generate", Tool.scenario, "--limit", "1"])
        let set = try Tool.run([
            "generate", Tool.scenario, "--limit", "1", "--set", "clock.start=2030-01-01T00:00:00Z",
        ])
        #expect(bare.exitCode == 0 && set.exitCode == 0)
        #expect(!bare.output.contains("2030-01-01") && set.output.contains("2030-01-01"))
    }

    @Test func `a scenario takes its variables from the process, and its base from beside it`() throws {
        directory.write("{ portsim: 1, name: '${NAME}', population: { users: 1 } }", to: "x.base.json5")
        let path = directory.write("{ portsim: 1, extends: './x.base.json5' }", to: "own.json5")
        let named = try Tool.shell("NAME=seven \"$0\" validate \"$1\"", [path])
        #expect(named.output == "\(path): valid (seven)\n")
        let unnamed = try Tool.run(["validate", path])
        #expect(unnamed.exitCode == 3)
        #expect(
            unnamed.error.hasPrefix(
                "\(directory.path)/x.base.json5:1:22: error: the variable 'NAME' is not set"
            )
        )
    }

    @Test func `a base alone is told to be one`() throws {
        let path = directory.write("{ portsim: 1, seed: 1 }", to: "x.base.json5")
        let result = try Tool.run(["validate", path])
        #expect(result.exitCode == 3)
        #expect(result.error.contains("this is a base for scenarios to extend, and none itself"))
    }

    @Test func `a base that is missing is code 3, and a circle too`() throws {
        let missing = directory.write("{ portsim: 1, extends: 'none.json5' }", to: "a.json5")
        #expect(try Tool.run(["run", missing]).exitCode == 3)
        let circle = directory.write("{ portsim: 1, extends: './b.json5' }", to: "b.json5")
        let result = try Tool.run(["run", circle])
        #expect(result.exitCode == 3)
        #expect(result.error.contains("these files extend one another: \(circle) → \(circle)"))
    }

    @Test func `a run can be gone on with, whatever address and secret are set`() throws {
        let database = directory.path("run.sqlite")
        let first = try Tool.run(["run", Tool.scenario, "--db", database, "--set", "delivery.attempts=2"])
        #expect(first.exitCode == 0, "\(first.error)")
        let other = try Tool.run(["run", Tool.scenario, "--db", database, "--resume"])
        #expect(other.exitCode == 3, "\(other.error)")
        let same = try Tool.run([
            "run", Tool.scenario, "--db", database, "--resume", "--set", "delivery.attempts=2",
        ])
        #expect(same.exitCode == 0, "\(same.error)")
    }
}
