import Glibc
import Synchronization
import TestSupport
import Testing

@testable import portsim

/// Everything that portsim does, done with secrets that are easily found again, and then looked for.
@Suite struct SecretSweepTests {
    /// No other test has it, so that whoever shows it is one of these processes.
    private static let mark = "marked7f3a9c51e0"
    private let secret = "whsec_\(kept)_first"
    private let second = "whsec_\(kept)_second"
    /// What the words of a command line say themselves.
    private let spoken = "whsec_\(mark)_spoken"
    /// What no command line has in it.
    private static let kept = "\(mark)_kept"
    private let directory = TemporaryDirectory()

    /// Command lines of all processes that had the mark in them while something was delivered.
    private final class CommandLines: Sendable {
        private let state = Mutex<(marked: Set<String>, count: Int)>(([], 0))

        var marked: Set<String> { state.withLock { $0.marked } }
        var count: Int { state.withLock { $0.count } }

        func look(for mark: String) {
            for name in FileTree.names(in: "/proc") where name.utf8.allSatisfy({ (48...57).contains($0) }) {
                // Whoever has ended meanwhile has no command line.
                guard unsafe access("/proc/\(name)/cmdline", R_OK) == 0,
                    let bytes = try? InputFile.read("/proc/\(name)/cmdline", bytesMax: 1 << 20)
                else { continue }
                let text = String(decoding: bytes, as: UTF8.self)
                state.withLock { state in
                    state.count += 1
                    if text.contains(mark) { state.marked.insert(text) }
                }
            }
        }
    }

    private func scenario(_ webhooks: String) -> String {
        """
        { portsim: 1, webhooks: [\(webhooks)], users: { alice: { integrations: { main: { provider: 'kraken' } } } },
          timeline: [{ at: '0s', connect: 'alice/main' }, { at: '1h', rotateSecret: 'main', secret: '${SECOND}' },
            { at: '2h', resync: 'alice/main' }] }
        """
    }

    private func run(_ words: [String], input: ChildProcess.Input = .none) throws -> ChildResult {
        try ChildProcess.run(
            Repository.portsim,
            words,
            environment: ["PORTSIM_SECRET": secret, "SECOND": second, "GITHUB_ACTIONS": "true"],
            input: input,
            directory: directory.path
        )
    }

    private func expectUnmarked(
        _ words: [String],
        code: Int32,
        input: ChildProcess.Input = .none,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let result = try run(words, input: input)
        #expect(result.exitCode == code, "\(result.error)\(result.output)", sourceLocation: location)
        #expect(!(result.output + result.error).isEmpty, sourceLocation: location)
        #expect(!result.output.contains(Self.mark), "\(result.output)", sourceLocation: location)
        #expect(!result.error.contains(Self.mark), "\(result.error)", sourceLocation: location)
    }

    /// Expects that no file but those that a test wrote has the mark in it.
    private func expectFilesUnmarked(besides given: Set<String>, at location: SourceLocation) {
        let files = FileTree.files(below: directory.path, skipping: given)
        #expect(!files.isEmpty, sourceLocation: location)
        for file in files {
            let bytes = FileTree.read(directory.path(file))
            #expect(!bytes.contains(Array(Self.mark.utf8)), "\(file)", sourceLocation: location)
        }
    }

    private func looking(_ lines: CommandLines, status: Int, body: String) throws -> ScriptedConsumer {
        try ScriptedConsumer { request in
            if request.number % 5 == 0 { lines.look(for: Self.kept) }
            return .status(status, body: body)
        }
    }

    @Test func `runs keep their secrets, whether they pass or fail, go on or are stopped`() throws {
        let lines = CommandLines()
        directory.write(scenario("{ name: 'main', secret: '${PORTSIM_SECRET}' }"), to: "given.json5")
        // A consumer may well say what it should not.
        let good = try looking(lines, status: 200, body: secret)
        let bad = try looking(lines, status: 500, body: second)
        defer {
            good.stop()
            bad.stop()
        }
        let formats = ReportFormat.allCases.map(\.rawValue)
        func words(_ name: String, _ url: String) -> [String] {
            let reports = formats.map { "\($0)=\(name).\($0)" }.joined(separator: ",")
            return [
                "run", "given.json5", "--endpoint", url, "--db", "\(name).sqlite", "--report", reports,
                "--verbose",
            ]
        }
        try expectUnmarked(words("passed", good.url), code: 0)
        try expectUnmarked(words("passed", good.url) + ["--resume"], code: 0)
        try expectUnmarked(words("failed", bad.url), code: 1)
        try expectUnmarked(words("failed", bad.url) + ["--resume", "--set", "seed=2"], code: 3)
        try expectUnmarked(words("nobody", "http://127.0.0.1:9/"), code: 4)
        let again = ["--endpoint", bad.url, "--db", "again.sqlite", "--report", "json=again.json"]
        try expectUnmarked(["replay", "failed.sqlite", "--only", "failed"] + again, code: 1)
        try expectUnmarked(["diff", "passed.sqlite", "failed.sqlite"], code: 1)
        let rebuilt = formats.map { "\($0)=rebuilt.\($0)" }.joined(separator: ",")
        try expectUnmarked(["report", "failed.sqlite", "--report", rebuilt], code: 1)
        try expectUnmarked(["run", "given.json5", "--report", "json=-"], code: 0)
        try expectUnmarked(
            ["run", "given.json5", "--endpoint", "http://127.0.0.1:9/", "--exec"]
                + ["env >&2; tr '\\0' '\\n' < /proc/$$/environ >&2; exit 1"],
            code: 4
        )
        let slow = try ScriptedConsumer { _ in
            lines.look(for: Self.kept)
            return .never
        }
        defer { slow.stop() }
        let child = ChildProcess(
            Repository.portsim,
            words("stopped", slow.url),
            environment: ["PORTSIM_SECRET": secret, "SECOND": second],
            directory: directory.path
        )
        _ = try slow.requests(atLeast: 1)
        child.send(signal: SIGTERM)
        let stopped = try child.waitForEnd()
        #expect(stopped.exitCode == 143 && !(stopped.output + stopped.error).contains(Self.mark))
        #expect(lines.count > 0 && lines.marked.isEmpty, "\(lines.marked)")
        expectFilesUnmarked(besides: ["given.json5"], at: #_sourceLocation)
    }

    @Test func `what is printed, sent and checked by hand shows no secret`() throws {
        let lines = CommandLines()
        directory.write(scenario("{ name: 'main', secret: '${PORTSIM_SECRET}' }"), to: "given.json5")
        directory.write("\(secret)\n", to: "given.secret")
        directory.write("{}", to: "body.json")
        let consumer = try looking(lines, status: 422, body: "not with \(secret)")
        defer { consumer.stop() }
        for format in GenerateFormat.allCases.map(\.rawValue) {
            try expectUnmarked(["generate", "given.json5", "--webhook", "main", "--format", format], code: 0)
        }
        let file = ["--secret-file", "given.secret"]
        try expectUnmarked(["send", "integration.created", consumer.url, "--verbose"] + file, code: 1)
        try expectUnmarked(["send", "integration.created", consumer.url, "--dry-run"] + file, code: 0)
        try expectUnmarked(["sign", "body.json"], code: 0)
        try expectUnmarked(["sign", "-", "--secret-env", "SECOND"], code: 0, input: .bytes([1, 2]))
        try expectUnmarked(["signature", "body.json", "0f", "--show-expected"] + file, code: 1)
        try expectUnmarked(["signature", "body.json", spoken], code: 1)
        #expect(lines.count > 0 && lines.marked.isEmpty, "\(lines.marked)")
        expectFilesUnmarked(besides: ["given.json5", "given.secret"], at: #_sourceLocation)
    }

    @Test func `a secret on the command line is warned of and shows nowhere else`() throws {
        let words = ["send", "integration.created", "http://127.0.0.1:9/", "--secret", spoken]
        let result = try run(words)
        #expect(result.exitCode == 4)
        #expect(result.error.contains("warning: the value of --secret shows in process lists"))
        #expect(!(result.output + result.error).contains(Self.mark))
        try expectUnmarked(words + ["--dry-run"], code: 0)
        try expectUnmarked(["run", Tool.scenario, "--secret", spoken + "\n"], code: 2)
        try expectUnmarked(["run", Tool.scenario, "--secrt", spoken], code: 2)
        try expectUnmarked(["run", Tool.scenario, "--secrt=\(spoken)"], code: 2)
    }

    @Test func `a listener that is sent other signatures shows no secret`() throws {
        let listener = ChildProcess(
            Repository.portsim,
            ["listen", "--port", "0", "--verbose"],
            environment: ["PORTSIM_SECRET": secret]
        )
        let ready = try listener.waitForLine()
        let url = String(ready.dropFirst("listening on ".count)) + "/webhooks"
        try expectUnmarked(["send", "integration.created", url], code: 0)
        try expectUnmarked(["send", "integration.created", url, "--secret-env", "SECOND"], code: 1)
        listener.send(signal: SIGINT)
        let result = try listener.waitForEnd()
        #expect(result.exitCode == 130 && result.error.contains("1 processed"), "\(result.error)")
        #expect(!(result.output + result.error).contains(Self.mark))
    }

    @Test(arguments: [
        "{ name: 'main', secret: '@ }", "{ name: 'main', secret: @ }", "{ name: 'main', secrt: '@' }",
        "{ name: 'main', secret: ['@'] }", "{ name: 'main' secret: '@' }", "{ name: 'main', secret = '@' }",
        "{ name: 'main', secret: '@\\xZ' }", "{ name: 'main', secretPrevious: '@', secretPrevious: '@' }",
        "{ name: 'main', events: ['*'], secret: '@', x: 1 }", "{ name: 'main', secret: '@\\ud800' }",
    ])
    func `a file that is wrong is shown without its secrets`(webhook: String) throws {
        directory.write(scenario(webhook.replacing("@", with: secret)), to: "given.json5")
        try expectUnmarked(["validate", "given.json5"], code: 3)
        try expectUnmarked(["run", "given.json5", "--report", "json=-"], code: 3)
    }

    @Test(arguments: [
        "webhooks.7.secret=@", "webhooks.0.secrt='@'", "webhooks.0.secret=['@']",
        "webhooks.0.secret={ a: '@' }",
        "webhooks.0.x.secret.y='@",
    ])
    func `a setting that is wrong is shown without its secrets`(setting: String) throws {
        directory.write(scenario("{ name: 'main' }"), to: "given.json5")
        let words = ["validate", "given.json5", "--set", setting.replacing("@", with: spoken)]
        try expectUnmarked(words, code: 3)
    }
}
