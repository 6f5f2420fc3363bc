import Glibc
import TestSupport
import Testing

@testable import portsim

/// `run --watch`: again with every change, until somebody ends it.
@Suite struct WatchTests {
    private let directory = TemporaryDirectory()

    private func write(_ text: String, to name: String) {
        // As editors do: a new file in the place of the old one.
        directory.write(text, to: "\(name).new")
        let moved = unsafe rename(directory.path("\(name).new"), directory.path(name))
        #expect(moved == 0)
    }

    private func writeScenario(updates: Int) {
        write(
            """
            { portsim: 1, extends: './base.json5', name: 'watched',
              expect: [{ name: 'updates', count: { event: 'integration.updated' }, equals: \(updates) }] }
            """,
            to: "watched.json5"
        )
    }

    private func writeBase(_ more: String = "") {
        write(
            """
            { portsim: 1, users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }\(more)] }
            """,
            to: "base.json5"
        )
    }

    @Test func `a change of the file, of what it extends, or of the baseline runs it again`() throws {
        writeBase()
        writeScenario(updates: 1)
        write("{ portsim: 1, accepted: [] }", to: "known.json5")
        let child = ChildProcess(
            Repository.portsim,
            ["run", "--watch", directory.path("watched.json5"), "--baseline", directory.path("known.json5")]
        )
        func next(_ beginning: String) throws {
            try child.waitForLine { $0.hasPrefix("✓ ") || $0.hasPrefix("✗ ") }
            let lines = String(decoding: child.output, as: UTF8.self).split(separator: "\n")
            let verdict = lines.last { $0.hasPrefix("✓ ") || $0.hasPrefix("✗ ") }
            #expect(verdict?.hasPrefix(beginning) == true, "\(lines)")
            try child.waitForErrorLine { $0 == "watching 3 files; Ctrl-C ends" }
        }
        try next("✗ failed")
        writeScenario(updates: 2)
        try next("✓ passed")
        writeBase(", { at: '5m', rename: 'alice/main', alias: 'Other' }")
        try next("✗ failed")
        write(
            "{ portsim: 1, accepted: [{ check: 'updates', reason: 'soon', expires: '2999-12-31' }] }",
            to: "known.json5"
        )
        try next("✓ passed")
        // A mistake is told, and the next change is waited for.
        writeScenario(updates: -1)
        try child.waitForErrorLine { $0.contains("watched.json5:2:") && $0.contains(": error: ") }
        try child.waitForErrorLine { $0.hasPrefix("watching 3 files") }
        writeScenario(updates: 3)
        try next("✓ passed")
        child.send(signal: SIGINT)
        let result = try child.waitForEnd()
        #expect(result.ending == .exited(code: 130))
        // Nobody clears a pipe.
        #expect(!result.output.contains("\u{1b}"))
        Tool.expectNoTrace(result)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal ends a run that is watched, with its partial report`(signal: Int32) throws {
        let consumer = try ScriptedConsumer { _ in .never }
        let report = directory.path("report.json")
        let child = ChildProcess(
            Repository.portsim,
            ["run", "--watch", Tool.scenario, "--endpoint", consumer.url, "--report", "json=\(report)"],
            environment: ["PORTSIM_SECRET": "whsec_x"]
        )
        _ = try consumer.requests(atLeast: 1)
        child.send(signal: signal)
        #expect(try child.waitForEnd().ending == .exited(code: 128 + signal))
        #expect(FileTree.text(report).contains("\"verdict\": \"aborted\""))
    }

    @Test(
        arguments: [
            (["--db", "run.sqlite"], .flagsExclusive([.watch, .database])),
            (["--step"], .flagsExclusive([.watch, .step])),
        ] as [([String], UsageError)]
    )
    func `what cannot be done twice does not go with it`(words: [String], error: UsageError) {
        #expect(throws: error) { try Invocation(["run", "--watch", "file"] + words) }
    }
}
