import Glibc
import JSONKit
import TestSupport
import Testing

/// The fault that kills this program itself, once.
@Suite struct CrashFaultTests {
    private static func scenario(_ faults: String) -> String {
        """
        { portsim: 1, users: { alice: { integrations: { main: { provider: 'binance' } } } },
          timeline: [{ at: '0s', connect: 'alice/main' }], faults: [\(faults)] }
        """
    }

    @Test(arguments: ["beforeCommit", "afterSend", "report"])
    func `a crash kills the run once, and not the run that goes on`(point: String) throws {
        let directory = TemporaryDirectory()
        let path = directory.write(
            Self.scenario("{ fault: 'crash', at: '\(point)' }, { fault: 'unknownField' }"),
            to: "crash.json5"
        )
        let report = directory.path("report.json")
        func run(_ more: [String]) throws -> ChildResult {
            try ChildProcess(
                Repository.portsim,
                [
                    "run", path, "--db", directory.path("run.sqlite"), "--report", "json=\(report)",
                    "--no-progress",
                ] + more
            ).waitForEnd()
        }
        #expect(try run([]).ending == .killed(signal: SIGKILL))
        let end = try run(["--resume"])
        #expect(end.exitCode == 0, "\(end.error)")
        let value = try JSONReader.read(FileTree.read(report), dialect: .json).value
        #expect(value["deliveries"]?["delivered"] == 7)
        guard case .array(let faults)? = value["faults"] else {
            Issue.record("the report has no faults")
            return
        }
        #expect(faults.map { $0["fault"] } == ["crash", "unknownField"])
        #expect(faults.map { $0["legal"] } == [.null, true])
        #expect(faults.map { $0["injected"] } == [0, 7])
    }

    @Test func `where it starts anew it is killed again`() throws {
        let directory = TemporaryDirectory()
        let path = directory.write(
            Self.scenario("{ fault: 'crash', at: 'afterSend', where: { nth: 3 } }"),
            to: "a.json5"
        )
        for _ in 0..<2 {
            let end = try ChildProcess(Repository.portsim, ["run", path, "--no-progress"]).waitForEnd()
            #expect(end.ending == .killed(signal: SIGKILL))
        }
    }

    @Test func `a fault that never applies is warned of by run and validate, and changes no exit code`()
        throws
    {
        let directory = TemporaryDirectory()
        let path = directory.write(Self.scenario("{ fault: 'drop', p: 0 }"), to: "a.json5")
        for command in ["run", "validate"] {
            let end = try ChildProcess(Repository.portsim, [command, path, "--no-progress"]).waitForEnd()
            #expect(end.exitCode == 0)
            #expect(
                end.error.contains("a.json5:2:78: warning: 'drop' never applies: its probability is 0"),
                "\(end.error)"
            )
            if command == "run" { #expect(end.output.contains("faults")) }
        }
    }
}
