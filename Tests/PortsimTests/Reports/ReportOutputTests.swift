import JSONKit
import TestSupport
import Testing

@testable import portsim

/// Where reports go: files, stdout, and what GitHub reads.
@Suite struct ReportOutputTests {
    private let directory = TemporaryDirectory()

    private func run(_ words: [String], _ environment: [String: String] = [:]) throws -> ChildResult {
        try ChildProcess.run(
            Repository.portsim,
            words,
            environment: environment,
            directory: directory.path
        )
    }

    @discardableResult
    private func failing() -> String {
        directory.write(
            """
            { portsim: 1, name: 'it fails', users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }],
              expect: [{ count: { event: 'integration.created' }, equals: 3 },
                { never: { event: 'integration.created' }, severity: 'should' }] }
            """,
            to: "failing.json5"
        )
    }

    @Test(arguments: ReportFormat.allCases)
    func `each format goes to stdout alone, and people read on stderr`(format: ReportFormat) throws {
        let result = try run(["run", Tool.scenario, "--report", "\(format.rawValue)=-", "--no-progress"])
        #expect(result.exitCode == 0)
        #expect(result.error.hasPrefix("✓ passed"))
        #expect(!result.output.contains("✓ passed  first") || format == .junit)
        #expect(!result.output.isEmpty)
    }

    @Test(arguments: ReportFormat.allCases)
    func `each format is refused where it cannot be written, at the start and later`(
        format: ReportFormat
    ) throws {
        let early = try run(["run", Tool.scenario, "--report", "\(format.rawValue)=none/x"])
        Tool.expect(
            early,
            code: 74,
            sentence: "the report 'none/x' cannot be written: No such file or directory"
        )
        let late = try run(["run", Tool.scenario, "--report", "\(format.rawValue)=/dev/full,tap=kept.tap"])
        Tool.expect(
            late,
            code: 74,
            sentence: "the report '/dev/full' cannot be written: No space left on device"
        )
        // One that cannot be written does not cost the others.
        #expect(FileTree.text(directory.path("kept.tap")).hasPrefix("TAP version 14\n"))
    }

    @Test func `two reports to one file by two names are code 2`() throws {
        let result = try run(["run", Tool.scenario, "--report", "json=a,junit=./a"])
        Tool.expect(
            result,
            code: 2,
            sentence: "the reports 'a' and './a' are one file; give each a path of its own"
        )
        let devices = try run(["run", Tool.scenario, "--report", "json=/dev/null,junit=/dev/../dev/null"])
        #expect(devices.exitCode == 0)
    }

    @Test(arguments: ["--baseline", "--secret-file", "--ca-file"])
    func `a report over a file that a flag names is code 2 and spares it`(flag: String) throws {
        try #require(Flag.common.contains { $0.spelling == flag })
        directory.write("{ portsim: 1, accepted: [] }", to: "read")
        let result = try run(["run", Tool.scenario, flag, "read", "--report", "json=./read"])
        Tool.expect(
            result,
            code: 2,
            sentence: "the report './read' would overwrite a file of this run; give it a path of its own"
        )
        #expect(FileTree.text(directory.path("read")) == "{ portsim: 1, accepted: [] }")
    }

    @Test func `a comparison has one format`() throws {
        let result = try run(["diff", "a", "b", "--report", "junit=x"])
        Tool.expect(
            result,
            code: 2,
            sentence:
                "--report cannot be 'junit=x': expected json=PATH, as a comparison has no other format"
        )
        #expect(result.error.contains("did you mean 'json=x'?"))
    }

    @Test func `a history grows, also behind a line that was torn`() throws {
        directory.write("{\"torn\": ", to: "history.jsonl")
        for _ in 0..<2 {
            #expect(try run(["run", Tool.scenario, "--report", "jsonl=history.jsonl"]).exitCode == 0)
        }
        let lines = FileTree.text(directory.path("history.jsonl")).split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "{\"torn\": ")
        for line in lines.dropFirst() {
            let value = try JSONReader.read(Array(line.utf8), dialect: .json).value
            #expect(value["scenario"]?.string == "first-connection")
            #expect(value["time"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        }
    }

    @Test func `annotations make room for a report on stdout`() throws {
        failing()
        let scenario = "failing.json5"
        let github = ["GITHUB_ACTIONS": "true"]
        let plain = try run(["run", scenario], github)
        #expect(plain.exitCode == 1 && plain.error == "")
        #expect(plain.output.contains("\n::error file=failing.json5,line=3,col=12,"))
        #expect(plain.output.contains("\n::warning file=failing.json5,line=4,col=5,"))
        let taken = try run(["run", scenario, "--report", "json=-", "--quiet"], github)
        #expect(taken.exitCode == 1)
        _ = try JSONReader.read(taken.outputBytes, dialect: .json)
        #expect(taken.error.split(separator: "\n").map { $0.prefix(9) } == ["::error f", "::warning"])
        let elsewhere = try run(["run", scenario], ["GITHUB_ACTIONS": "false"])
        #expect(!elsewhere.output.contains("::"))
    }

    @Test func `paths of annotations begin at the root of the repository`() throws {
        let scenario = failing()
        let root = directory.path.split(separator: "/").dropLast().joined(separator: "/")
        let name = directory.path.split(separator: "/").last ?? ""
        _ = try ChildProcess.run("mkdir", [directory.path("x")])
        for path in [scenario, "failing.json5", "./x/../failing.json5"] {
            let result = try run(["run", path], ["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/\(root)/"])
            #expect(result.output.contains("\n::error file=\(name)/failing.json5,line=3"), "\(result.output)")
        }
    }

    @Test func `a summary goes behind what is there and never beyond the limit`() throws {
        let environment = ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": directory.path("summary.md")]
        directory.write("before\n", to: "summary.md")
        #expect(try run(["run", Tool.scenario], environment).exitCode == 0)
        let text = FileTree.text(directory.path("summary.md"))
        #expect(text.hasPrefix("before\n### ✅ passed: first-connection\n"))
        let count = GitHubStep.summaryBytesMax - 600
        directory.write(Array(repeating: UInt8(ascii: "\n"), count: count), to: "summary.md")
        #expect(try run(["run", Tool.scenario], environment).exitCode == 0)
        let full = FileTree.read(directory.path("summary.md"))
        #expect(full.count > count && full.count <= GitHubStep.summaryBytesMax)
        #expect(String(decoding: full, as: UTF8.self).hasSuffix("did not fit and were left out._\n"))
    }

    @Test func `a summary that cannot be written is a warning`() throws {
        let environment = [
            "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": directory.path("none/summary.md"),
        ]
        let result = try run(["run", Tool.scenario], environment)
        #expect(result.exitCode == 0)
        #expect(result.error.hasPrefix("warning: the summary of this step is missing: the report '"))
    }
}
