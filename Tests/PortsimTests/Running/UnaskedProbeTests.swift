import TestSupport
import Testing

/// A consumer of one's own that tells nothing of itself.
@Suite struct UnaskedProbeTests {
    private let directory = TemporaryDirectory()

    @Test func `what only a probe could tell is skipped, with what to do, also from the run file`() throws {
        let consumer = try ScriptedConsumer()
        let file = directory.path("run.sqlite")
        let scenario = Repository.path("Scenarios/first-connection.json5")
        let words = ["run", scenario, "--endpoint", consumer.url, "--db", file, "--no-progress"]
        for result in [
            try Tool.run(words, secret: "whsec_x"), try Tool.run(["report", file]),
        ] {
            #expect(result.exitCode == 0, "\(result.output)\(result.error)")
            #expect(result.sentences.contains("it needs a probe"), "\(result.output)")
            #expect(result.sentences.contains("--set probe.url=URL"))
        }
    }

    @Test func `a probe that is named and cannot be read leaves the run undecided`() throws {
        let consumer = try ScriptedConsumer()
        let result = try Tool.run(
            [
                "run", Repository.path("Scenarios/first-connection.json5"), "--endpoint", consumer.url,
                "--set", "probe.url=\(consumer.url)", "--no-progress",
            ],
            secret: "whsec_x"
        )
        #expect(result.exitCode == 4, "\(result.output)\(result.error)")
        #expect(!result.sentences.contains("it needs a probe"))
    }

    @Test func `the consumer inside is not asked of what came before a run was gone on with`() throws {
        let words = [
            "run", Repository.path("Scenarios/first-connection.json5"), "--db",
            directory.path("inside.sqlite"), "--no-progress",
        ]
        #expect(try Tool.run(words + ["--until", "20s"]).exitCode == 4)
        let result = try Tool.run(words + ["--resume"])
        #expect(result.exitCode == 4, "\(result.output)\(result.error)")
        #expect(result.sentences.contains("only what came after the run was gone on with"))
    }
}
