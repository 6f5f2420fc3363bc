import Glibc
import TestSupport
import Testing

/// Run files that are gone on with under other circumstances, and damaged ones: seen from outside.
@Suite struct ResumedRunTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path("run.sqlite") }

    /// Begins a run and kills it after so many answers.
    private func interrupt(_ consumer: ScriptedConsumer, afterSends count: Int = 3) throws {
        let child = ChildProcess(
            Repository.portsim,
            ["run", Tool.scenario, "--db", path, "--quiet", "--endpoint", consumer.url],
            environment: ["PORTSIM_SECRET": "whsec_x", "PORTSIM_CRASH": "afterSend:\(count)"]
        )
        #expect(try child.waitForEnd().ending == .killed(signal: SIGKILL))
    }

    private func resume(_ consumer: ScriptedConsumer, secret: String = "whsec_x") throws -> ChildResult {
        try Tool.run(
            ["run", Tool.scenario, "--db", path, "--resume", "--quiet", "--endpoint", consumer.url],
            secret: secret
        )
    }

    @Test func `a run goes on with another secret`() throws {
        let consumer = try ScriptedConsumer()
        try interrupt(consumer)
        let result = try resume(consumer, secret: "whsec_rotated")
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        #expect(Set(consumer.requests.compactMap { $0.field("X-Webhook-Id") }).count == 7)
    }

    @Test func `a run goes on with another endpoint and says so`() throws {
        let (consumer, other) = (try ScriptedConsumer(), try ScriptedConsumer())
        try interrupt(consumer)
        let result = try resume(other)
        #expect(result.exitCode == 0)
        #expect(
            result.error
                == "warning: 'endpoint-1' goes on with \(other.url), and began with \(consumer.url)\n"
        )
        let sent = consumer.requests + other.requests
        #expect(Set(sent.compactMap { $0.field("X-Webhook-Id") }).count == 7 && sent.count <= 8)
    }

    @Test func `a finished run that is resumed only reports`() throws {
        let consumer = try ScriptedConsumer()
        let words = ["run", Tool.scenario, "--db", path, "--endpoint", consumer.url, "--report", "json=-"]
        let first = try Tool.run(words + ["--quiet"], secret: "whsec_x")
        let before = FileTree.read(path)
        let second = try Tool.run(words + ["--quiet", "--resume"], secret: "whsec_x")
        #expect(first.exitCode == 0 && second.exitCode == 0 && second.error == "")
        #expect(consumer.requests.count == 7)
        #expect(second.output.contains("\"delivered\": 7"))
        #expect(FileTree.read(path) == before)
    }

    @Test func `the run file of another version is code 3 and stays as it is`() throws {
        let consumer = try ScriptedConsumer()
        _ = try Tool.run(
            ["run", Tool.scenario, "--db", path, "--quiet", "--endpoint", consumer.url],
            secret: "whsec_x"
        )
        try RunFileForgery.setVersion("0.0.9", in: path)
        let before = FileTree.read(path)
        Tool.expect(
            try resume(consumer),
            code: 3,
            sentence: "\(path) is the record of another run: portsim 0.0.9 made it, this is 0.1.0; "
                + "go on with that version, or give another --db"
        )
        #expect(FileTree.read(path) == before && consumer.requests.count == 7)
    }

    @Test func `the run file of a newer format is code 3 and stays as it is`() throws {
        let consumer = try ScriptedConsumer()
        try interrupt(consumer)
        try RunFileForgery.setFormat(9, in: path)
        let before = FileTree.read(path)
        Tool.expect(
            try resume(consumer),
            code: 3,
            sentence: "\(path) was made by a newer portsim (format 9, this one knows 2); use that version"
        )
        #expect(FileTree.read(path) == before)
    }

    @Test func `a database of something else is code 2 and stays as it is`() throws {
        try RunFileForgery.makeForeign(at: path)
        let before = FileTree.read(path)
        Tool.expect(
            try resume(try ScriptedConsumer()),
            code: 2,
            sentence: "\(path) is not a run file of portsim; it was left as it is, give another --db"
        )
        #expect(FileTree.read(path) == before)
    }

    @Test func `a file without bytes is begun, as a run that died at once leaves one`() throws {
        _ = directory.write("", to: "run.sqlite")
        let consumer = try ScriptedConsumer()
        #expect(try resume(consumer).exitCode == 0)
        #expect(consumer.requests.count == 7)
    }

    @Test func `a truncated run file is code 74, and nothing is sent or written`() throws {
        let consumer = try ScriptedConsumer()
        _ = try Tool.run(
            ["run", Tool.scenario, "--db", path, "--quiet", "--endpoint", consumer.url],
            secret: "whsec_x"
        )
        let bytes = FileTree.read(path)
        FileTree.write(Array(bytes.prefix(bytes.count / 2)), to: path)
        let result = try resume(consumer)
        #expect(result.exitCode == 74)
        #expect(result.error.hasPrefix("error: the run file \(path) is damaged ("), "\(result.error)")
        #expect(result.error.hasSuffix("); start a new run, or restore the file from a copy\n"))
        #expect(FileTree.read(path) == Array(bytes.prefix(bytes.count / 2)))
        #expect(consumer.requests.count == 7)
    }

    @Test func `a run whose log was torn goes on from what was whole`() throws {
        let consumer = try ScriptedConsumer()
        try interrupt(consumer, afterSends: 4)
        let log = FileTree.read(path + "-wal")
        FileTree.write(Array(log.prefix(log.count - 5_000)), to: path + "-wal")
        let result = try resume(consumer)
        #expect(result.exitCode == 0 && result.error == "", "\(result.error)")
        let ids = consumer.requests.compactMap { $0.field("X-Webhook-Id") }
        #expect(Set(ids).count == 7)
        // The torn outcome is sent once more; nothing else is.
        #expect(ids.count <= 9 && Set(consumer.requests.map(\.bodyText)).count == 7)
    }
}

/// Changes run files as only another program could.
enum RunFileForgery {
    static func setVersion(_ version: String, in path: String) throws {
        // The checksum of the entry is part of it, so that it is found by the tool's own code.
        try python(
            """
            import sqlite3, sys
            def mix(state, word):
                product = ((state ^ word) * 0x9E3779B97F4A7C15) & (2**64 - 1)
                return ((product << 29) | (product >> 35)) & (2**64 - 1)
            def add(state, text):
                data = text.encode()
                state = mix(state, len(data))
                while len(data) >= 8:
                    state, data = mix(state, int.from_bytes(data[:8], 'little')), data[8:]
                return mix(state, int.from_bytes(data, 'big'))
            state = add(add(4, 'version'), sys.argv[2])
            value = state ^ (state >> 32)
            value = value - 2**64 if value >= 2**63 else value
            base = sqlite3.connect(sys.argv[1])
            base.execute("UPDATE meta SET value = ?, checksum = ? WHERE key = 'version'", (sys.argv[2], value))
            base.commit()
            base.close()
            """,
            [path, version]
        )
    }

    static func setFormat(_ format: Int, in path: String) throws {
        try python(
            """
            import sqlite3, sys
            base = sqlite3.connect(sys.argv[1])
            base.execute('PRAGMA user_version = ' + sys.argv[2])
            base.commit()
            base.close()
            """,
            [path, String(format)]
        )
    }

    static func makeForeign(at path: String) throws {
        try python(
            """
            import sqlite3, sys
            base = sqlite3.connect(sys.argv[1])
            base.execute('CREATE TABLE shopping(item TEXT)')
            base.commit()
            base.close()
            """,
            [path]
        )
    }

    private static func python(_ script: String, _ words: [String]) throws {
        let result = try ChildProcess.run("python3", ["-c", script] + words)
        #expect(result.exitCode == 0, "\(result.error)")
    }
}
