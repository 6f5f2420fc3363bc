import TestSupport
import Testing

@testable import portsim

/// Requests that no provider sends: a consumer that takes them is what the tool is for.
@Suite struct ForgedRunTests {
    private let directory = TemporaryDirectory()

    private func scenario(_ expect: String = "") -> String {
        directory.write(
            """
            { portsim: 1, name: 'forged', users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }],
              faults: [{ fault: 'tamper', where: { nth: 1 } }, { fault: 'secret', where: { nth: 2 } },
                { fault: 'headerMismatch', where: { nth: 3 } }],
              expect: [\(expect)] }
            """,
            to: "forged.json5"
        )
        return directory.path("forged.json5")
    }

    @Test func `a consumer that looks at signatures passes`() throws {
        let result = try Tool.run(["run", scenario(), "--no-progress"])
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.output.contains("✓ no forged request is accepted (forged)"))
        #expect(
            result.output.contains("none of 2 forged requests was accepted; 1 more with a valid signature")
        )
    }

    @Test func `one that takes everything fails, and every report says by what`() throws {
        let consumer = try ScriptedConsumer()
        let formats = ["json", "junit", "tap", "sarif", "html", "markdown"]
        let reports = formats.map { "\($0)=\(directory.path($0))" }.joined(separator: ",")
        let file = directory.path("run.sqlite")
        let words = ["run", scenario(), "--endpoint", consumer.url, "--no-progress"]
        let result = try Tool.run(words + ["--db", file, "--report", reports], secret: "whsec_x")
        #expect(result.exitCode == 1, "\(result.error)")
        #expect(result.output.contains("2 of 2 forged requests were accepted"))
        for format in formats {
            let text = FileTree.text(directory.path(format))
            #expect(text.contains("no forged request is accepted"), "\(format)")
            #expect(text.contains("2 of 2 forged requests were accepted"), "\(format)")
        }
        // Judged again without scenario, secret and consumer.
        let again = try Tool.run(["report", file])
        #expect(again.exitCode == 1 && again.output.contains("2 of 2 forged requests were accepted"))
    }

    @Test func `a scenario says how much depends on it`() throws {
        let consumer = try ScriptedConsumer()
        let file = scenario("{ forged: 'refused', severity: 'should', name: 'who looks?' }")
        let words = ["run", file, "--endpoint", consumer.url, "--no-progress"]
        let result = try Tool.run(words, secret: "whsec_x")
        #expect(result.exitCode == 0, "\(result.output)")
        #expect(result.output.contains("✗ who looks? (expect[0], should)"))
        #expect(try Tool.run(words + ["--strict"], secret: "whsec_x").exitCode == 1)
    }
}
