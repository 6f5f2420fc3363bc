import JSONKit
import TestSupport
import Testing

/// Runs toward https, as somebody starts them who has nginx in front of a consumer.
@Suite struct SecureRunTests {
    private static let secret = "whsec_of_the_consumers"
    private let certificates: Certificates
    private let directory = TemporaryDirectory()

    init() throws {
        certificates = try Certificates()
    }

    private func run(_ url: String, _ words: [String] = []) throws -> ChildResult {
        try Tool.run(
            ["run", Tool.scenario, "--no-progress", "--endpoint", url] + words,
            secret: Self.secret
        )
    }

    /// An nginx that answers by itself.
    private func nginx(_ kind: Certificates.Kind) throws -> Nginx {
        try Nginx([Nginx.Site(try certificates.make(kind), "location / { return 204; }")])
    }

    @Test func `a run through TLS in front of Flask arrives whole and is verified`() throws {
        let consumer = try ForeignConsumer(.flask, secret: Self.secret)
        let nginx = try Nginx([
            Nginx.Site(
                try certificates.make(.good),
                "location / { proxy_pass http://127.0.0.1:\(consumer.port); }"
            )
        ])
        let path = directory.write(ForeignConsumerTests.population, to: "population.json5")
        let result = try Tool.run(
            [
                "run", path, "--endpoint", "https://localhost:\(nginx.ports[0])/webhooks/kryptos",
                "--ca-file",
                certificates.authorityPath, "--report", "json=-", "--no-progress",
            ],
            secret: Self.secret
        )
        #expect(result.exitCode == 0, "\(result.error)")
        let report = try JSONReader.read(result.outputBytes, dialect: .json).value
        let expected = try ForeignConsumerTests.projection(of: path)
        let count = try #require(try JSONPointer("/processed").evaluate(in: expected))
        for place in ["/deliveries/total", "/deliveries/delivered", "/attempts"] {
            #expect(try JSONPointer(place).evaluate(in: report) == count, "\(place)")
        }
        #expect(try JSONPointer("/processed").evaluate(in: consumer.state()) == count)
    }

    @Test func `an authority that nobody trusts is inconclusive, and says which flag helps`() throws {
        let nginx = try nginx(.good)
        let result = try run("https://localhost:\(nginx.ports[0])/")
        #expect(result.exitCode == 4 && result.error == "")
        #expect(
            result.sentences.contains(
                "nobody who is trusted has issued the server's certificate; trust its issuer with --ca-file, at attempt 3"
            ),
            "\(result.output)"
        )
    }

    @Test func `whom the system trusts is trusted without a flag`() throws {
        let nginx = try nginx(.good)
        let result = try ChildProcess.run(
            Repository.portsim,
            ["run", Tool.scenario, "--no-progress", "--endpoint", "https://localhost:\(nginx.ports[0])/"],
            // OpenSSL's own way to say where the system's store is.
            environment: ["PORTSIM_SECRET": Self.secret, "SSL_CERT_FILE": certificates.authorityPath]
        )
        #expect(result.exitCode == 0 && result.error == "", "\(result.output)")
    }

    @Test func `without a check everything is taken, and stderr warns by the flag's name`() throws {
        let nginx = try nginx(.expired)
        let result = try run("https://127.0.0.1:\(nginx.ports[0])/", ["--insecure"])
        #expect(result.exitCode == 0)
        #expect(
            result.error
                == "warning: --insecure: certificates are not checked, so deliveries may reach anybody\n"
        )
        // Whoever repeats the run needs the same.
        #expect(result.output.contains("--insecure"))
    }

    @Test func `a webhook that is edited to https goes on there`() throws {
        let nginx = try nginx(.addressOnly)
        let text = """
            { portsim: 1, name: 'moves', webhooks: [{ name: 'main', secret: 'whsec_x' }],
              users: { alice: { integrations: { main: { provider: 'binance' } } } },
              timeline: [{ at: '0s', connect: 'alice/main' }, { at: '10m', remove: 'alice/main' },
                { at: '5m', editWebhook: 'main', url: 'https://127.0.0.1:\(nginx.ports[0])/' }] }
            """
        let result = try Tool.run([
            "run", directory.write(text, to: "moves.json5"), "--ca-file", certificates.authorityPath,
            "--no-progress",
        ])
        #expect(result.exitCode == 0 && result.error == "", "\(result.output)\(result.error)")
    }

    @Test func `a file of trusted certificates that is of no use is code 2, and nothing is sent`() throws {
        let empty = directory.write("", to: "empty.pem")
        let runFile = directory.path("run.sqlite")
        for (path, sentence) in [
            (
                "/none/ca.pem",
                "the file '/none/ca.pem' of trusted certificates cannot be read: No such file or directory"
            ),
            (
                empty,
                "the file '\(empty)' holds no certificate to trust; it must have PEM blocks that begin with -----BEGIN CERTIFICATE-----"
            ),
        ] {
            let result = try run("https://127.0.0.1:9/", ["--ca-file", path, "--db", runFile])
            Tool.expect(result, code: 2, sentence: sentence)
            #expect(FileTree.kind(of: runFile) == nil)
        }
    }

    @Test func `without OpenSSL https is code 4 by the package's name, and http does not care`() throws {
        // What the loader finds first is no library.
        directory.write("no library", to: "libssl.so.3")
        let environment = ["PORTSIM_SECRET": Self.secret, "LD_LIBRARY_PATH": directory.path]
        let words = ["run", Tool.scenario, "--no-progress"]
        let secure = try ChildProcess.run(
            Repository.portsim,
            words + ["--endpoint", "https://127.0.0.1:9/"],
            environment: environment
        )
        #expect(secure.exitCode == 4)
        #expect(secure.error.hasPrefix("error: https needs OpenSSL 3, and its library cannot be loaded ("))
        #expect(secure.error.hasSuffix("); install the Debian package libssl3\n"), "\(secure.error)")
        let plain = try ChildProcess.run(Repository.portsim, words, environment: environment)
        #expect(plain.exitCode == 0 && plain.error == "")
    }

    @Test func `a host that is not known is inconclusive, by its name`() throws {
        let result = try run("https://consumer.invalid/")
        #expect(result.exitCode == 4 && result.error == "")
        let reasons = ["no address is known for the name consumer.invalid", "could not be looked up"]
        #expect(reasons.contains { result.sentences.contains($0) }, "\(result.output)")
    }
}
