import JSONKit
import Synchronization
import TestSupport
import Testing
import WireKit

/// Consumers that others would write with care, in their languages: they pass everything.
@Suite struct CarefulContractTests {
    /// What measures time; it takes a machine with nothing else to do, which a suite is not.
    private static let measuring = "PRF-02,PRF-03,PRF-06"
    private static let previousSecret = "whsec_before_the_rotation"
    private let directory = TemporaryDirectory()

    private func consumer(_ script: String, closes: Bool = false) throws -> ForeignConsumer {
        var environment = [
            "WEBHOOK_SECRET": ContractRun.secret, "WEBHOOK_SECRET_PREVIOUS": Self.previousSecret,
        ]
        if closes { environment["CLOSES"] = "1" }
        return try ForeignConsumer(script: script, environment: environment)
    }

    /// A probe file with every read and every hook.
    private func probe(_ base: String) -> String {
        let text = """
            {
              url: '\(base)/debug/state',
              read: {
                processed: '/processed',
                integration: '/users/{uid}/integrations/{walletId}',
                transferDetection: '/users/{uid}/transfer_detection',
                costBasis: '/users/{uid}/costbasis',
                reason: '/users/{uid}/reasons/transfer_detection',
                alias: '/users/{uid}/details/{walletId}/alias',
                totalTransactions: '/users/{uid}/details/{walletId}/totalTransactions',
                lastSyncedAt: '/users/{uid}/details/{walletId}/lastSyncedAt',
              },
              reset: '\(base)/debug/reset',
              failNext: '\(base)/debug/fail-next',
              secretPrevious: '\(Self.previousSecret)',
            }
            """
        return directory.write(text, to: "probe.json5")
    }

    /// Tests a consumer with a probe and expects that everything passes.
    ///
    /// It is more patient than other tests: a suite keeps the machine busy, and effects come when they come.
    @discardableResult
    private func expectPass(_ base: String, _ words: [String]) throws -> ContractRun {
        let run = try ContractRun(
            [base + "/webhooks/kryptos", "--probe", probe(base)] + words,
            patience: "300ms"
        )
        #expect(run.ids("fail", "warn", "inconclusive").isEmpty, "\(run.troubles)")
        #expect(run.result.exitCode == 0, "\(run.troubles)")
        return run
    }

    @Test func `a careful consumer in Flask, whose server speaks HTTP/1.0, passes everything`() throws {
        let consumer = try consumer("careful_flask.py")
        let run = try expectPass(consumer.url(""), ["--set-of", "full", "--skip", Self.measuring])
        #expect(run.ids("skip") == ["SEC-10"])
        #expect(run.ids("pass", "info").count == 72)
        // With the usual patience even a busy machine is quick enough to be measured.
        let measured = try ContractRun([consumer.url, "--only", "PRF-02"], patience: "5s")
        #expect(measured.ids("pass") == ["PRF-02"], "\(measured.troubles)")
    }

    @Test func `a careful consumer in Node behind nginx passes everything over http`() throws {
        let consumer = try consumer("careful_node.js")
        let nginx = try Nginx([Nginx.Site("location / { proxy_pass http://127.0.0.1:\(consumer.port); }")])
        let run = try expectPass(
            "http://127.0.0.1:\(nginx.ports[0])",
            ["--profile", "kryptos-v2", "--set-of", "full", "--skip", Self.measuring]
        )
        #expect(run.ids("skip") == ["SEC-10"])
    }

    @Test func `behind nginx with TLS every byte arrives as over http`() throws {
        let certificates = try Certificates()
        let consumer = try consumer("careful_node.js")
        let nginx = try Nginx([
            Nginx.Site(
                try certificates.make(.good),
                "location / { proxy_pass http://127.0.0.1:\(consumer.port); }"
            )
        ])
        let run = try expectPass(
            "https://localhost:\(nginx.ports[0])",
            ["--ca-file", certificates.authorityPath, "--only", "SIG,HDR,ROB,SEC-09"]
        )
        #expect(run.ids("pass").contains("SIG-12") && run.ids("pass").contains("SEC-09"))
    }

    @Test func `a careful consumer passes everything that is asked of an account's`() throws {
        let consumer = try consumer("careful_node.js")
        try expectPass(
            consumer.url(""),
            // Five hundred deliveries are taken by the tests of the other profiles.
            ["--profile", "account", "--set-of", "full", "--skip", Self.measuring + ",IDM-03"]
        )
    }

    @Test func `a consumer that works after its answers, one delivery after the other, passes`() throws {
        struct Queue {
            var identifiers: Set<String> = []
            var ends: [Int64] = []
        }
        let queue = Mutex(Queue())
        let consumer = try ScriptedConsumer { request in
            let now = request.arrivedNanoseconds
            guard request.request.method == "POST" else {
                let count = queue.withLock { queue in queue.ends.count { $0 <= now } }
                return .status(200, body: #"{"processed":\#(count)}"#)
            }
            guard ScriptedSignature.isRight(request) else { return .status(401) }
            let body = try? JSONReader.read(request.body, dialect: .json).value
            queue.withLock { queue in
                guard queue.identifiers.insert(body?["id"]?.string ?? "").inserted else { return }
                queue.ends.append(max(now, queue.ends.last ?? 0) + 2_000_000)
            }
            return .status(200)
        }
        let probe = directory.write(
            "{ url: '\(consumer.url)', read: { processed: '/processed' } }",
            to: "queue.json5"
        )
        let run = try ContractRun([
            consumer.url, "--profile", "account", "--probe", probe, "--only",
            "HDR-08,IDM-02,IDM-04,ROB-09,PRF-05,CON-01,CON-02,SEC-02",
        ])
        #expect(run.ids("pass").count == 8, "\(run.troubles)")
    }

    @Test func `a consumer that closes each connection after its answer passes`() throws {
        let consumer = try consumer("careful_node.js", closes: true)
        try expectPass(consumer.url(""), ["--set-of", "core"])
    }

    @Test func `a consumer that closes each connection without saying so passes`() throws {
        let consumer = try ScriptedConsumer { request in
            let status = ScriptedSignature.isRight(request) ? 200 : 401
            return .raw("HTTP/1.1 \(status) Words\r\nContent-Length: 0\r\n\r\n", thenCloses: true)
        }
        let run = try ContractRun([consumer.url])
        #expect(run.ids("fail", "warn", "inconclusive").isEmpty, "\(run.troubles)")
        #expect(run.result.exitCode == 0)
    }

    @Test func `a consumer whose answers end with the connection passes`() throws {
        let consumer = try ScriptedConsumer { request in
            let status = ScriptedSignature.isRight(request) ? 200 : 401
            return .raw("HTTP/1.0 \(status) Words\r\n\r\nsomething", thenCloses: true)
        }
        let run = try ContractRun([consumer.url])
        #expect(run.ids("fail", "warn", "inconclusive").isEmpty, "\(run.troubles)")
        #expect(run.result.exitCode == 0)
    }
}
