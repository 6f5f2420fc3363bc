import Glibc
import JSONKit
import TestSupport
import Testing

@testable import portsim_bench

/// The bench from outside, with a stand-in for what it measures: no figure is judged here.
@Suite struct BenchTests {
    private let bench = Repository.path(ofProduct: "portsim-bench")
    private let directory = TemporaryDirectory()

    // Says what `portsim` would, and does nothing for it.
    private func standIn(generate: String = "yes | head -n 100000") throws -> String {
        let path = directory.write(
            """
            #!/usr/bin/env bash
            case "$1" in
            --version) echo 'portsim 0.0.0' ;;
            generate) \(generate) ;;
            run)
                endpoint=${4%/}
                exec 3<> "/dev/tcp/127.0.0.1/${endpoint##*:}"
                printf 'POST / HTTP/1.1' >&3
                read -r <&3
                ;;
            esac

            """,
            to: "portsim"
        )
        _ = try ChildProcess.run("chmod", ["+x", path])
        return path
    }

    @Test func `a row that can be measured has its figures`() throws {
        let words = ["--quick", "--json", "--only", "generate", "--only", "first-request", "--portsim"]
        let result = try ChildProcess.run(bench, words + [try standIn()])
        #expect(result.exitCode == 0, "\(result.error)")
        let report = try JSONReader.read(result.outputBytes, dialect: .json).value
        #expect(report["version"]?.string == "portsim 0.0.0")
        let rows = report["rows"]?.array ?? []
        #expect(
            rows.compactMap { $0["row"]?.string }
                == Array(repeating: "generate", count: 6) + Array(repeating: "first-request", count: 2)
        )
        for row in rows { #expect((row["ours"]?.number?.double ?? 0) > 0) }
    }

    @Test func `a row that cannot be measured does not keep the others from it`() throws {
        let portsim = try standIn(generate: "echo 'error: no such thing' >&2; exit 70")
        let words = ["--quick", "--only", "generate", "--only", "first-request", "--portsim", portsim]
        let result = try ChildProcess.run(bench, words)
        #expect(result.exitCode == 1)
        let reason = "portsim generate ended with code 70: error: no such thing"
        #expect(result.output.contains("not measured: \(reason)\n"))
        #expect(result.output.contains("start to first byte, median"))
    }

    @Test func `too few events are no figure`() throws {
        let portsim = try standIn(generate: "yes | head -n 99999")
        let result = try ChildProcess.run(bench, ["--quick", "--only", "generate", "--portsim", portsim])
        #expect(result.exitCode == 1)
        #expect(result.output.contains("99999 events, expected 100000 or more"))
    }

    @Test func `without the binary nothing is measured`() throws {
        let result = try ChildProcess.run(bench, ["--portsim", directory.path("none")])
        #expect(result.exitCode == 2)
        #expect(result.error.contains("error: there is no portsim to measure at \(directory.path("none"))\n"))
        #expect(result.output.isEmpty)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal ends it, its children and its directory`(signal: Int32) throws {
        let portsim = try standIn(generate: "echo $$ > \(directory.path("child")); exec tail -f /dev/null")
        let child = ChildProcess(
            bench,
            ["--only", "generate", "--portsim", portsim],
            environment: ["TMPDIR": directory.path]
        )
        while FileTree.kind(of: directory.path("child")) == nil
            || FileTree.text(directory.path("child")).isEmpty
        { sched_yield() }
        child.send(signal: signal)
        let result = try child.waitForEnd()
        #expect(result.exitCode == 128 + signal)
        #expect(result.error.hasSuffix("error: stopped by signal \(signal)\n"))
        #expect(FileTree.names(in: directory.path) == ["child", "portsim"])
        let number = FileTree.text(directory.path("child")).prefix { $0 != "\n" }
        #expect(FileTree.kind(of: "/proc/\(number)") == nil)
    }
}
