import Glibc
import JSONKit
import TestSupport
import Testing

@testable import portsim

/// The consumer that `run --exec` starts: waited for, heard, and gone afterwards.
@Suite struct ExecTests {
    private let directory = TemporaryDirectory()
    private let secret = "whsec_that_the_consumer_prints"

    init() {
        directory.write("", to: "pids")
    }

    private func words(_ command: String, port: UInt16, _ more: [String] = []) -> [String] {
        [
            "run", Tool.scenario, "--endpoint", "http://127.0.0.1:\(port)/webhooks", "--no-progress",
            "--exec", "echo $$ >> pids; \(command)",
        ] + more
    }

    private func run(_ command: String, port: UInt16, _ more: [String] = []) throws -> ChildResult {
        try Tool.run(words(command, port: port, more), secret: secret, directory: directory.path)
    }

    private func listening(on port: UInt16) -> String { "exec \(Repository.portsim) listen --port \(port)" }

    /// A consumer of another kind, which answers every request so and writes what it is told.
    private func python(_ status: Int, port: UInt16) -> String {
        let program = """
            import http.server, os, sys
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    self.rfile.read(int(self.headers['Content-Length']))
                    sys.stderr.write('cannot do it with ' + os.environ['PORTSIM_SECRET'] + ' \\x1b[31m\\n')
                    self.send_response(\(status))
                    self.send_header('Content-Length', '0')
                    self.end_headers()
                def log_message(self, *arguments): pass
            http.server.ThreadingHTTPServer(('127.0.0.1', \(port)), Handler).serve_forever()
            """
        return "exec python3 \(directory.write(program, to: "consumer.py"))"
    }

    /// The processes that said who they are.
    private var known: [Int32] {
        FileTree.text(directory.path("pids")).split(separator: "\n").compactMap { Int32($0) }
    }

    /// Those that still run; one that nobody has reaped runs no more.
    private var survivors: [Int32] {
        #expect(!known.isEmpty)
        return known.filter { number in
            guard let facts = facts(number) else { return false }
            return !["Z", "X"].contains(facts[0])
        }
    }

    /// What the system knows of a process from its state on, which its parent follows; nil where there is none.
    private func facts(_ number: Int32) -> [Substring]? {
        guard let bytes = try? InputFile.read("/proc/\(number)/stat", bytesMax: 4_096) else { return nil }
        let line = String(decoding: bytes, as: UTF8.self)
        // The name may have spaces and parentheses in it.
        guard let end = line.lastIndex(of: ")") else { return nil }
        let facts = line[end...].dropFirst().split(separator: " ")
        return facts.count > 2 ? facts : nil
    }

    /// How many processes a process has started and not outlived.
    private func childCount(of parent: Int32) -> Int {
        FileTree.names(in: "/proc").compactMap { Int32($0) }.count { facts($0)?[1] == "\(parent)" }
    }

    @Test func `a consumer is started, waited for, delivered to and ended`() throws {
        let port = FreePort.next()
        let report = directory.path("report.json")
        let command = "sleep 1000 & echo $! >> pids; sleep 0.1; \(listening(on: port))"
        let result = try run(command, port: port, ["--report", "json=\(report)"])
        #expect(result.exitCode == 0, "\(result.error)\(result.output)")
        #expect(result.error == "")
        #expect(survivors.isEmpty)
        let lines = try JSONReader.read(FileTree.read(report), dialect: .json)["consumerStderr"]?.array
        #expect(lines?.count == 7 && lines?.first?.string?.hasPrefix("200 applied") == true)
        // The port is free again, and all begins anew.
        #expect(try run(command, port: port).exitCode == 0)
    }

    @Test func `what a consumer wrote last stands beside each failure, without the secret`() throws {
        let port = FreePort.next()
        let report = directory.path("report.json")
        let result = try run(python(500, port: port), port: port, ["--report", "json=\(report)"])
        #expect(result.exitCode == 1, "\(result.error)")
        #expect(
            result.output.contains("      the consumer wrote last:\n        | cannot do it with (secret) ")
        )
        let text = FileTree.text(report)
        #expect(
            text.contains("\"consumerStderr\": [\n") && text.contains("cannot do it with (secret) \\u001b")
        )
        #expect(![text, result.output, result.error].contains { $0.contains(secret) })
        #expect(survivors.isEmpty)
    }

    @Test func `a consumer that ends early is told with what it wrote`() throws {
        let result = try run("echo no config >&2; exit 3", port: FreePort.next())
        Tool.expect(result, code: 4, sentence: "the consumer ended with code 3 before it listened")
        #expect(result.error.hasSuffix("help: it wrote: no config\n"))
        let silent = try run("kill -9 $$", port: FreePort.next())
        Tool.expect(silent, code: 4, sentence: "the consumer was killed by signal 9 before it listened")
        #expect(silent.error.hasSuffix("help: it wrote nothing on stderr\n"))
    }

    @Test func `a consumer that never listens is given up and ended`() throws {
        let port = FreePort.next()
        let result = try run("echo starting >&2; exec sleep 1000", port: port, ["--wait", "300ms"])
        let sentence = "the consumer does not listen on 127.0.0.1:\(port) after 300 ms"
        Tool.expect(result, code: 4, sentence: sentence)
        #expect(result.error.hasSuffix("help: it wrote: starting\n"))
        #expect(survivors.isEmpty)
    }

    @Test func `a consumer that will not end is killed`() throws {
        let pids = directory.path("pids")
        let stubborn = "trap '' TERM INT; echo $$ >> \(pids); sleep 1000 & echo $! >> \(pids); sleep 1000"
        let group = try ChildGroup(stubborn, hiding: [])
        wait { known.count == 2 }
        group.stop(patienceMilliseconds: 100)
        #expect(survivors.isEmpty && group.ending == .killed(signal: SIGKILL))
    }

    @Test func `nothing is started where it could not be delivered to`() throws {
        let consumer = try ScriptedConsumer()
        defer { consumer.stop() }
        let taken = try run("exec sleep 1000", port: consumer.port)
        let sentence =
            "something listens on 127.0.0.1:\(consumer.port) already, before the consumer of --exec is started"
        Tool.expect(taken, code: 2, sentence: sentence)
        let inside = try Tool.run(["run", Tool.scenario, "--exec", "exec sleep 1000"])
        Tool.expect(
            inside,
            code: 2,
            sentence: "--exec starts a consumer, and nothing would be delivered to it"
        )
    }

    @Test(arguments: [SIGINT, SIGTERM], [1, 2])
    func `nothing outlives a signal`(signal: Int32, count: Int) throws {
        let port = FreePort.next()
        // Whoever waits for a port waits for a signal too; a second one does not wait for the consumer.
        let command = count == 1 ? "exec sleep 1000" : "trap '' TERM; touch ended; sleep 1000; sleep 1000"
        let child = ChildProcess(
            Repository.portsim,
            words("echo ready >&2; " + command, port: port, ["--wait", "1h"]),
            environment: ["PORTSIM_SECRET": secret],
            directory: directory.path
        )
        wait { !known.isEmpty }
        for _ in 1...count {
            child.send(signal: signal)
            giveWay()
        }
        let result = try child.waitForEnd()
        #expect(result.ending == .exited(code: 128 + signal), "\(result.error)")
        #expect(survivors.isEmpty)
    }

    @Test func `nothing outlives a run that is killed itself`() throws {
        let port = FreePort.next()
        let child = ChildProcess(
            Repository.portsim,
            words(
                "trap '' TERM INT HUP; sleep 1000 & echo $! >> pids; sleep 1000",
                port: port,
                ["--wait", "1h"]
            ),
            environment: ["PORTSIM_SECRET": secret],
            directory: directory.path
        )
        // The consumer, what it has started, and its guardian, which is started right behind it.
        wait { known.count == 2 && childCount(of: child.processIdentifier) == 2 }
        child.send(signal: SIGKILL)
        _ = try child.waitForEnd()
        // Not at once, but soon: another process has to notice.
        wait { survivors.isEmpty }
    }

    @Test func `a target is waited for without a consumer of one's own`() throws {
        let port = FreePort.next()
        let sleeper = ChildProcess(
            "sh",
            ["-c", "sleep 0.2; \(listening(on: port))"],
            environment: ["PORTSIM_SECRET": secret]
        )
        defer { sleeper.send(signal: SIGKILL) }
        let target = [
            "run", Tool.scenario, "--endpoint", "http://127.0.0.1:\(port)/webhooks", "--no-progress",
        ]
        let result = try Tool.run(target + ["--wait", "30s"], secret: secret)
        #expect(result.exitCode == 0, "\(result.error)\(result.output)")
        let nobody = ["run", Tool.scenario, "--endpoint", "http://127.0.0.1:9/", "--wait", "100ms"]
        let sentence = "nobody listens on 127.0.0.1:9 after 100 ms"
        Tool.expect(try Tool.run(nobody, secret: secret), code: 4, sentence: sentence)
    }

    /// Waits for what must become so, for a minute at most.
    private func wait(at location: SourceLocation = #_sourceLocation, until isSo: () -> Bool) {
        for _ in 1...600 {
            if isSo() { return }
            giveWay()
        }
        Issue.record("it has not become so", sourceLocation: location)
    }

    /// Gives others a while.
    private func giveWay() { _ = poll(nil, 0, 100) }
}
