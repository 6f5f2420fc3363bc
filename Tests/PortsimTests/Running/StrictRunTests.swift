import JSONKit
import TestSupport
import Testing

@testable import portsim

/// What decides a run: `--strict`, `--only`, `--skip`, `--baseline`, `--fail-fast`, `--max-time`.
@Suite struct StrictRunTests {
    private let directory = TemporaryDirectory()

    /// A scenario of one user with seven deliveries, and these expectations.
    private func scenario(_ expectations: String, named name: String = "checked") -> String {
        directory.write(
            """
            { portsim: 1, name: '\(name)', users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main', sync: { queued: '2s', takes: '30s' } }],
              expect: [\(expectations)] }
            """,
            to: "\(name).json5"
        )
    }

    private static let tooMany = "{ name: 'no update', never: { event: 'integration.updated' } }"
    private static let should =
        "{ name: 'no update', never: { event: 'integration.updated' }, severity: 'should' }"

    private func run(
        _ words: [String],
        today: String? = nil,
        secret: String? = nil
    ) throws -> ChildResult {
        var environment: [String: String] = [:]
        environment["PORTSIM_TODAY"] = today
        environment["PORTSIM_SECRET"] = secret
        return try ChildProcess.run(
            Repository.portsim,
            ["run", "--no-progress"] + words,
            environment: environment
        )
    }

    @Test func `what should hold must, where strictness is asked for`() throws {
        let file = scenario(Self.should)
        #expect(try run([file]).exitCode == 0)
        let strict = try run([file, "--strict"])
        #expect(strict.exitCode == 1)
        #expect(strict.output.hasPrefix("✗ failed"))
        #expect(strict.output.hasSuffix("--seed 1 --strict\n"))
    }

    @Test func `checks are chosen by their id or their name`() throws {
        let file = scenario("{ accepted: 'all' }, \(Self.tooMany)")
        #expect(try run([file]).exitCode == 1)
        let skipping = try run([file, "--skip", "no update"])
        #expect(skipping.exitCode == 0)
        #expect(skipping.output.contains("  - no update (expect[1])\n      left out by --skip\n"))
        #expect(try run([file, "--only", "expect[0]"]).exitCode == 0)
        #expect(try run([file, "--only", "expect[0]", "--only", "no update"]).exitCode == 1)
    }

    @Test func `a choice of what is not there, or of nothing, is refused`() throws {
        let file = scenario(Self.tooMany)
        Tool.expect(
            try run([file, "--only", "no updates"]),
            code: 2,
            sentence: "no check has the id or name 'no updates'; did you mean 'no update'?"
        )
        Tool.expect(
            try run([file, "--skip", "no update", "--skip", "accepted"]),
            code: 2,
            sentence: "--only and --skip leave no check that counts"
        )
    }

    // MARK: Baseline

    private func baseline(_ entries: String) -> String {
        directory.write("{ portsim: 1, accepted: [\(entries)] }", to: "known.json5")
    }

    @Test func `a known failure is a warning until its last day has passed`() throws {
        let file = scenario(Self.tooMany)
        let known = baseline("{ check: 'no update', reason: 'ticket 12', expires: '2030-06-30' }")
        let report = directory.path("report.json")
        let words = [file, "--baseline", known, "--report", "json=\(report)"]
        let last = try run(words, today: "2030-06-30")
        #expect(last.exitCode == 0, "\(last.error)")
        #expect(
            last.output.contains(
                "  ! no update (expect[0])\n      a known failure, put up with until 2030-06-30: ticket 12\n"
            )
        )
        let check = try JSONReader.read(FileTree.read(report), dialect: .json)["checks"]?.array?.first {
            $0["id"]?.string == "expect[0]"
        }
        #expect(check?["verdict"]?.string == "warn")
        #expect(try run(words + ["--strict"], today: "2030-06-30").exitCode == 0)
        let expired = try run(words, today: "2030-07-01")
        #expect(expired.exitCode == 1)
        #expect(expired.output.contains("it was put up with until 2030-06-30: ticket 12\n"))
    }

    @Test func `an entry that nothing needs is told, and fails where strictness is asked for`() throws {
        let (first, second) = (
            scenario(Self.tooMany, named: "a"), scenario("{ accepted: 'all' }", named: "b")
        )
        let known = baseline(
            """
            { check: 'no update', scenario: 'a', reason: 'ticket 12', expires: '2999-12-31' },
            { check: 'expect[0]', scenario: 'b', reason: 'ticket 13', expires: '2999-12-31' },
            """
        )
        let result = try run([first, second, "--baseline", known])
        #expect(result.exitCode == 0, "\(result.error)")
        #expect(
            result.output.contains(
                "  ✗ the known failure of expect[0] (baseline[1], should)\n      stale: it holds now"
            )
        )
        #expect(!result.output.contains("baseline[0]"))
        #expect(try run([first, second, "--baseline", known, "--strict"]).exitCode == 1)
        // A part of the scenarios says nothing about the entries of the others.
        #expect(try run([first, "--baseline", known, "--strict"]).exitCode == 0)
    }

    @Test func `a baseline that is none is refused at its place`() throws {
        let file = scenario(Self.tooMany)
        let known = baseline("{ check: 'no update', expires: '2030-06-30' }")
        let result = try run([file, "--baseline", known])
        #expect(result.exitCode == 3)
        #expect(result.error.hasPrefix("\(known):1:26: error: a known failure needs 'reason'\n"))
        let missing = try run([file, "--baseline", directory.path("missing.json5")])
        Tool.expect(missing, code: 2, sentence: "\(directory.path("missing.json5")): there is no such file")
    }

    // MARK: The first failure

    @Test func `the first failure ends a run, which goes on to the next`() throws {
        let consumer = try ScriptedConsumer { .status([1, 2].contains($0.number) ? 400 : 200) }
        let runFile = directory.path("run.sqlite")
        let report = directory.path("report.json")
        let words = [
            Tool.scenario, "--endpoint", consumer.url, "--db", runFile, "--report", "json=\(report)",
            "--fail-fast", "--concurrency", "1",
        ]
        let first = try run(words, secret: "whsec_x")
        #expect(first.exitCode == 1, "\(first.error)")
        #expect(first.output.hasPrefix("! aborted"))
        #expect(first.output.contains("\n  ended at the first failure, and not gone on with\n"))
        #expect(consumer.requests.count == 2)
        #expect(try JSONReader.read(FileTree.read(report), dialect: .json)["verdict"]?.string == "aborted")

        let second = try run(words + ["--resume"], secret: "whsec_x")
        #expect(second.exitCode == 1 && second.output.hasPrefix("! aborted"))
        #expect(consumer.requests.count == 3)
        let last = try run(words + ["--resume"], secret: "whsec_x")
        #expect(last.exitCode == 1 && last.output.hasPrefix("✗ failed"))
        #expect(consumer.requests.count == 7)
    }

    @Test func `what is known, left out or only should hold ends no run`() throws {
        let file = scenario(Self.tooMany)
        let words = [file, "--fail-fast"]
        #expect(try run(words).output.hasPrefix("! aborted"))
        let known = baseline("{ check: 'no update', reason: 'ticket 12', expires: '2999-12-31' }")
        #expect(try run(words + ["--baseline", known]).output.hasPrefix("✓ passed"))
        let both = scenario("\(Self.tooMany), { accepted: 'all' }", named: "both")
        #expect(try run([both, "--fail-fast", "--skip", "expect[0]"]).output.hasPrefix("✓ passed"))
        let should = scenario(Self.should, named: "should")
        #expect(try run([should, "--fail-fast"]).output.hasPrefix("✓ passed"))
        #expect(try run([should, "--fail-fast", "--strict"]).output.hasPrefix("! aborted"))
    }

    @Test func `the files after a failure are not run`() throws {
        let late = scenario("{ count: { event: 'integration.updated' }, equals: 9 }", named: "late")
        let result = try run([late, Tool.scenario, "--fail-fast"])
        #expect(result.exitCode == 1)
        #expect(result.error == "stopped before \(Tool.scenario)\n")
        #expect(!result.output.contains("first-connection"))
    }

    // MARK: Time

    @Test func `the time that is up ends a run with its report, and it goes on later`() throws {
        let silent = try ScriptedConsumer { $0.number < 3 ? .status(200) : .never }
        let runFile = directory.path("run.sqlite")
        let report = directory.path("report.json")
        let stopped = try run(
            [
                Tool.scenario, Tool.scenario, "--endpoint", silent.url, "--max-time", "300ms", "--report",
                "json=\(report)",
            ],
            secret: "whsec_x"
        )
        #expect(stopped.exitCode == 6, "\(stopped.error)")
        #expect(stopped.error == "stopped before \(Tool.scenario)\n")
        let runs = try JSONReader.read(FileTree.read(report), dialect: .json)
        #expect(runs["verdict"]?.string == "aborted" && runs["exitCode"]?.int64 == 6)

        let words = [Tool.scenario, "--endpoint", silent.url, "--max-time", "300ms", "--db", runFile]
        #expect(try run(words, secret: "whsec_x").exitCode == 6)
        let awake = try ScriptedConsumer()
        let end = try run(
            [Tool.scenario, "--endpoint", awake.url, "--db", runFile, "--resume"],
            secret: "whsec_x"
        )
        #expect(end.exitCode == 0 && end.output.contains("all accepted"), "\(end.error)")
    }
}
