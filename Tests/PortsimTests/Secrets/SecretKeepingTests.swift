import TestSupport
import Testing
import WireKit

@Suite struct SecretKeepingTests {
    @Test func `a run file and a report hold no secret, and the file holds its fingerprint`() throws {
        let secret = "whsec_that_nobody_may_read"
        let directory = TemporaryDirectory()
        let consumer = try ScriptedConsumer { _ in .status(200) }
        defer { consumer.stop() }
        let runFile = directory.path("run.sqlite")
        let report = directory.path("report.json")
        let result = try ChildProcess.run(
            Repository.portsim,
            [
                "run", Repository.path("Scenarios/first-connection.json5"), "--endpoint", consumer.url,
                "--db", runFile, "--report", "json=\(report)", "--verbose",
            ],
            environment: ["PORTSIM_SECRET": secret]
        )
        #expect(result.exitCode == 0, "\(result.error)")
        let printed = Array((result.output + result.error).utf8)
        let written = [FileTree.read(runFile), FileTree.read(report), printed]
        for bytes in written {
            #expect(bytes.count > 100)
            #expect(!bytes.contains(Array(secret.utf8)))
        }
        let fingerprint = Signature.key(secret: secret).fingerprint
        #expect(FileTree.read(runFile).contains(Array(fingerprint.utf8)))
    }
}
