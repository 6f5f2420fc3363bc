import DeliveryKit
import JSONKit
import TestSupport
import Testing

@testable import portsim

/// Reports that are made again from run files and JSON reports.
@Suite struct ReportCommandTests {
    private let directory = TemporaryDirectory()

    private func run(_ words: [String]) throws -> ChildResult {
        try Tool.run(words, directory: directory.path)
    }

    private func failing() -> String {
        directory.write(
            """
            { portsim: 1, name: 'it fails', users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }],
              expect: [{ count: { event: 'integration.created' }, equals: 3 }] }
            """,
            to: "failing.json5"
        )
    }

    @Test func `a JSON report gives the same reports and code again`() throws {
        let scenario = failing()
        let formats = ["json", "junit", "tap", "sarif", "markdown"]
        let first = formats.map { "\($0)=1.\($0)" }.joined(separator: ",")
        let ran = try run(["run", scenario, "--report", first])
        #expect(ran.exitCode == 1, "\(ran.error)")
        let second = formats.map { "\($0)=2.\($0)" }.joined(separator: ",")
        let again = try run(["report", "1.json", "--report", second])
        #expect(again.exitCode == 1 && again.error == "")
        #expect(again.output == ran.output)
        for format in formats {
            #expect(
                FileTree.read(directory.path("2.\(format)")) == FileTree.read(directory.path("1.\(format)"))
            )
        }
    }

    @Test func `reports are merged in the order given, and the worst code wins`() throws {
        _ = try run(["run", failing(), "--report", "json=a.json,jsonl=all.jsonl"])
        _ = try run(["run", Tool.scenario, "--report", "json=b.json,jsonl=all.jsonl"])
        let merged = try run(["report", "b.json", "a.json", "all.jsonl", "--report", "json=-", "--quiet"])
        #expect(merged.exitCode == 1 && merged.error == "")
        let value = try JSONReader.read(merged.outputBytes, dialect: .json).value
        #expect(
            value["runs"]?.array?.map { $0["scenario"]?.string } == [
                "first-connection", "it fails", "it fails", "first-connection",
            ]
        )
        let whole = directory.write(merged.output, to: "whole.json")
        #expect(try run(["report", whole, "--report", "json=-", "--quiet"]).output == merged.output)
    }

    @Test func `a run file is reported on and stays as it is`() throws {
        let ran = try run(["run", Tool.scenario, "--db", "run.sqlite", "--report", "json=ran.json"])
        let bytes = FileTree.read(directory.path("run.sqlite"))
        let result = try run(["report", "run.sqlite", "--report", "json=again.json"])
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        #expect(FileTree.read(directory.path("run.sqlite")) == bytes)
        #expect(FileTree.names(in: directory.path).sorted() == ["again.json", "ran.json", "run.sqlite"])
        let reports = try ["ran.json", "again.json"].map {
            try JSONReader.read(FileTree.read(directory.path($0)), dialect: .json).value
        }
        for key in [
            "scenario", "profile", "seed", "verdict", "exitCode", "digest", "simulatedSeconds", "events",
            "deliveries", "attempts", "retries", "resent", "ack",
        ] {
            #expect(reports[0][key] == reports[1][key], "\(key)")
        }
        #expect(result.output.split(separator: "\n").first == ran.output.split(separator: "\n").first)
    }

    @Test func `what cannot be reported on is told clearly, and nothing is written`() throws {
        directory.write("{\"portsim\": 2}", to: "newer.json")
        directory.write("{\n  \"portsim\": 1, \"command\": \"run\"\n}", to: "torn.json")
        directory.write("<testsuites/>", to: "other.xml")
        directory.write("", to: "empty.json")
        directory.write("{\"portsim\": 1,", to: "cut.json")
        directory.write("SQLite format 3\0 and nothing more", to: "cut.sqlite")
        let cases: [(String, Int32, String)] = [
            ("newer.json", 3, "newer.json:1:13: error: this is of a newer format, 2, "),
            ("torn.json", 3, "torn.json:1:1: error: 'checks' is missing\n 1 | {\n   | ^"),
            ("cut.json", 3, "cut.json:1:1: error: this object is never closed"),
            ("other.xml", 2, "error: 'other.xml' is neither a run file nor a JSON report of portsim\n"),
            ("empty.json", 2, "error: 'empty.json' is neither a run file nor a JSON report of portsim\n"),
            ("cut.sqlite", 2, "error: cut.sqlite is not a run file of portsim\n"),
            ("none.json", 2, "error: there is no file 'none.json'\n"),
            (".", 2, "error: '.' is a directory, not a file\n"),
        ]
        for (name, code, words) in cases {
            let result = try run(["report", name, "--report", "junit=out.xml"])
            #expect(result.exitCode == code, "\(name): \(result.error)")
            #expect(result.error.hasPrefix(words), "\(name): \(result.error)")
            #expect(result.output == "")
            #expect(FileTree.read(directory.path("out.xml")).isEmpty)
            Tool.expectNoTrace(result)
        }
    }

    @Test func `a report without a run is inconclusive`() throws {
        directory.write("{ \"portsim\": 1, \"runs\": [] }", to: "none.json")
        let result = try run(["report", "none.json", "--report", "tap=out.tap"])
        #expect(result.exitCode == 4 && result.output == "")
        #expect(result.error == "warning: 'none.json' has no run in it, so that nothing was judged\n")
        #expect(FileTree.text(directory.path("out.tap")).hasSuffix("1..0 # SKIP nothing was judged\n"))
        _ = try run(["run", Tool.scenario, "--report", "json=a.json"])
        #expect(try run(["report", "a.json"]).exitCode == 0)
        #expect(try run(["report", "a.json", "none.json"]).exitCode == 4)
    }

    @Test func `strictness judges run files and reports as it does runs`() throws {
        let text = FileTree.text(failing()).replacing("equals: 3 }", with: "equals: 3, severity: 'should' }")
        let scenario = directory.write(text, to: "wish.json5")
        let ran = try run(["run", scenario, "--db", "run.sqlite", "--report", "json=lax.json,junit=lax.xml"])
        #expect(ran.exitCode == 0)
        _ = try run(["run", scenario, "--strict", "--report", "json=strict.json,junit=strict.xml"])
        #expect(FileTree.text(directory.path("lax.xml")).contains("failures=\"0\""))
        #expect(FileTree.text(directory.path("strict.xml")).contains("tests=\"2\" failures=\"1\""))
        for (file, isStrict) in [("run.sqlite", false), ("lax.json", false), ("strict.json", true)] {
            #expect(try run(["report", file]).exitCode == (isStrict ? 1 : 0))
            let result = try run(["report", file, "--strict", "--report", "json=again.json,junit=again.xml"])
            #expect(result.exitCode == 1 && result.output.hasPrefix("✗ failed"), "\(file)")
            let value = try JSONReader.read(FileTree.read(directory.path("again.json")), dialect: .json).value
            #expect(value["strict"] == true && value["verdict"]?.string == "failed")
            #expect(FileTree.text(directory.path("again.xml")).contains("tests=\"2\" failures=\"1\""))
        }
    }

    @Test func `what is reported on again has a place to show it at`() throws {
        _ = try run(["run", failing(), "--db", "run.sqlite", "--report", "json=ran.json"])
        let bare = FileTree.text(directory.path("ran.json")).split(separator: "\n").filter {
            !$0.hasPrefix("  \"file\": ")
        }
        directory.write(bare.joined(separator: "\n"), to: "bare.json")
        for file in ["run.sqlite", "ran.json", "bare.json"] {
            let result = try run(["report", file, "--report", "sarif=-", "--quiet"])
            let value = try JSONReader.read(result.outputBytes, dialect: .json).value
            let results = try #require(value["runs"]?.array?.first?["results"]?.array)
            #expect(!results.isEmpty)
            for result in results { #expect(result["locations"]?.array?.count == 1, "\(file)") }
        }
        let replayed = try run(["replay", "run.sqlite", "--report", "json=-"])
        let value = try JSONReader.read(replayed.outputBytes, dialect: .json).value
        #expect(value["file"]?.string == "run.sqlite")
    }

    @Test func `a run file in use is told to be`() throws {
        _ = try run(["run", Tool.scenario, "--db", "run.sqlite"])
        let held = try RecordedRun(path: directory.path("run.sqlite"))
        defer { held.close() }
        let result = try run(["report", "run.sqlite"])
        Tool.expect(
            result,
            code: 2,
            sentence: "the run file run.sqlite is in use by another run; wait until that has ended"
        )
    }

    @Test func `a report over what is read is code 2 and spares it`() throws {
        _ = try run(["run", Tool.scenario, "--report", "json=a.json"])
        let bytes = FileTree.read(directory.path("a.json"))
        let result = try run(["report", "a.json", "--report", "markdown=./a.json"])
        Tool.expect(
            result,
            code: 2,
            sentence: "the report './a.json' would overwrite a file of this run; give it a path of its own"
        )
        #expect(FileTree.read(directory.path("a.json")) == bytes)
    }
}
