import JSONKit
import Synchronization
import TestSupport
import Testing
import WireKit

/// Endpoints that cannot be tested, or that make it hard.
@Suite struct BadEndpointTests {
    /// What must be refused; without a verifier every one of them fails.
    private static let refusals = [
        "SIG-02", "SIG-03", "SIG-04", "SIG-05", "SIG-06", "SIG-07", "SIG-08", "SIG-09", "SIG-10", "SIG-11",
        "SIG-16", "HDR-06", "CON-04", "SEC-03", "SEC-05",
    ]
    private let directory = TemporaryDirectory()

    // MARK: Nobody to judge

    @Test(arguments: [
        (
            "127.0.0.1:8080/webhooks",
            "'127.0.0.1:8080/webhooks' cannot be used: a webhook's URL begins with https:// or http://"
        ),
        ("http://", "'http://' cannot be used: the URL names no host"),
        (
            "https://consumer.example/webhooks",
            "'consumer.example' is not this machine: hostile requests go only where their owner agrees; "
                + "give --i-own-this-endpoint if that is so"
        ),
        (
            "http://192.0.2.1/",
            "'192.0.2.1' is not this machine: hostile requests go only where their owner agrees; "
                + "give --i-own-this-endpoint if that is so"
        ),
    ])
    func `a URL that cannot be tested is code 2`(url: String, sentence: String) throws {
        let result = try Tool.run(["verify", url], secret: ContractRun.secret)
        Tool.expect(result, code: 2, sentence: sentence)
        // What it points to is of this command.
        #expect(!result.error.contains("portsim send"), "\(result.error)")
    }

    @Test func `an endpoint that is down is code 4, and is asked twice`() throws {
        let consumer = try ScriptedConsumer()
        consumer.stop()
        let run = try ContractRun([consumer.url])
        expectInconclusive(run)
        #expect(
            run.message(of: "SIG-01").hasPrefix(
                "every right delivery was left without an answer: the connection was refused: nothing listens there"
            ),
            "\(run.troubles)"
        )
        #expect(run.report["attempts"] == 2)
        #expect(!run.message(of: "SIG-01").contains("likely:"))
    }

    @Test(arguments: [
        (ScriptedAnswer.raw("SSH-2.0-OpenSSH_9.2\r\n", thenCloses: true), "the answer cannot be read: "),
        (.raw([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46], thenCloses: true), "the answer cannot be read: "),
        (.hangUp, "the connection was closed without an answer"),
        (.reset, "the connection was reset"),
    ])
    func `what does not speak HTTP is code 4`(answer: ScriptedAnswer, reason: String) throws {
        let consumer = try ScriptedConsumer { _ in answer }
        let run = try ContractRun([consumer.url])
        expectInconclusive(run)
        let message = run.message(of: "SIG-01")
        #expect(message.hasPrefix("every right delivery was left without an answer: \(reason)"), "\(message)")
        #expect(message.contains("likely:"))
    }

    @Test func `an answer is shown with one line between its head and its body`() throws {
        let consumer = try ScriptedConsumer { _ in .status(500, fields: ["X-Last": "1"], body: "no luck") }
        let run = try ContractRun([consumer.url, "--only", "SIG-01"])
        let message = run.message(of: "SIG-01")
        #expect(message.contains("← 500 ← ") && message.contains(" ← ← no luck"), "\(message)")
        #expect(!message.contains("← ← ← "), "\(message)")
    }

    @Test func `a certificate that nobody vouches for is code 4, and says which flag helps`() throws {
        let certificates = try Certificates()
        let nginx = try Nginx([
            Nginx.Site(try certificates.make(.selfSigned), "location / { return 204; }")
        ])
        let run = try ContractRun(["https://localhost:\(nginx.ports[0])/"])
        expectInconclusive(run)
        #expect(run.message(of: "SIG-01").contains("--ca-file"), "\(run.troubles)")
    }

    @Test func `https where http is spoken is code 4, and says so`() throws {
        let consumer = try ScriptedConsumer()
        let run = try ContractRun(["https://127.0.0.1:\(consumer.port)/webhooks"])
        expectInconclusive(run)
        #expect(
            run.message(of: "SIG-01").contains(
                "the server does not speak TLS on that port; is it meant to be http?"
            ),
            "\(run.troubles)"
        )
    }

    private func expectInconclusive(_ run: ContractRun, at location: SourceLocation = #_sourceLocation) {
        #expect(run.result.exitCode == 4, "\(run.troubles)", sourceLocation: location)
        #expect(run.report["verdict"] == "inconclusive", sourceLocation: location)
        #expect(run.ids("fail") == ["SIG-01"] && run.ids("pass").isEmpty, sourceLocation: location)
    }

    // MARK: Everything is well

    @Test(arguments: ["kryptos-v1", "account"])
    func `where everything is answered with 200, nothing passes by luck`(profile: String) throws {
        let consumer = try ScriptedConsumer { _ in
            .status(200, fields: ["Content-Type": "application/json"], body: #"{"processed":0,"users":{}}"#)
        }
        // What measures passes or not by what else the machine does.
        let all = [
            consumer.url, "--profile", profile, "--set-of", "full", "--skip", "PRF-02,PRF-03,PRF-06",
        ]
        let run = try ContractRun(all, patience: "5ms")
        #expect(run.result.exitCode == 1)
        #expect(run.ids("fail") == Self.refusals, "\(run.troubles)")
        // What takes a probe is left out without one, and with one that never shows anything it is not green.
        let probe = directory.write("{ url: '\(consumer.url)' }", to: "probe.json5")
        let probed = try ContractRun(all + ["--probe", probe], patience: "5ms")
        let lucky = Set(probed.ids("pass")).subtracting(run.ids("pass"))
        #expect(lucky.isEmpty, "\(lucky.sorted())")
        // Nor is anything made up of a count that never moves.
        if profile == "account" { #expect(probed.ids("fail") == Self.refusals, "\(probed.troubles)") }
        #expect(probed.result.exitCode == 1)
    }

    // MARK: It goes away

    @Test func `an endpoint that dies of a hostile request is named, waited for, and left alone`() throws {
        let consumer = try ForeignConsumer(
            script: "frail_consumer.js",
            environment: ["WEBHOOK_SECRET": ContractRun.secret]
        )
        let run = try ContractRun([consumer.url])
        #expect(run.result.exitCode == 1 && run.report["verdict"] == "failed", "\(run.troubles)")
        #expect(run.ids("fail") == ["SIG-03"])
        let message = run.message(of: "SIG-03")
        #expect(
            message.contains(
                "the endpoint did not survive: after a delivery without a signature, a right delivery was left "
                    + "without an answer: the connection was refused: nothing listens there"
            ),
            "\(message)"
        )
        #expect(message.contains("the endpoint did not come back"), "\(message)")
        #expect(run.ids("pass") == ["SIG-01", "SIG-02"])
        #expect(run.ids("inconclusive").count > 10)
        #expect(
            run.message(of: "SIG-04").hasPrefix(
                "the endpoint is gone: it did not survive an earlier check"
            )
        )
        // Three times the patience.
        guard case .number(let seconds)? = run.report["wallSeconds"] else {
            Issue.record("the report tells no time")
            return
        }
        #expect(seconds.double >= 0.3)
    }

    @Test func `an endpoint that comes back in time fails one check, and the rest is judged`() throws {
        let absence = Mutex(0)
        let consumer = try ScriptedConsumer { request in
            let isAway = absence.withLock { left in
                if request.field("X-Webhook-Signature") == nil { left = 3 }
                left -= 1
                return left >= 0
            }
            guard !isAway else { return .reset }
            return .status(ScriptedSignature.isRight(request) ? 200 : 401)
        }
        let run = try ContractRun([consumer.url])
        #expect(run.ids("fail") == ["SIG-03"] && run.ids("inconclusive").isEmpty, "\(run.troubles)")
        #expect(run.message(of: "SIG-03").contains("the endpoint did not survive"))
        #expect(run.result.exitCode == 1)
    }

    // MARK: It takes only so much

    @Test func `an endpoint that limits its rate is waited for as it asks, slowed down for, and passes`()
        throws
    {
        struct Limit {
            var count = 0
            var closedUntil: Int64 = 0
            var impatientCount = 0
        }
        let limit = Mutex(Limit())
        let consumer = try ScriptedConsumer { request in
            let isLimited = limit.withLock { limit in
                limit.count += 1
                if limit.count == 20 {
                    limit.closedUntil = request.arrivedNanoseconds + 950_000_000
                } else if request.arrivedNanoseconds < limit.closedUntil {
                    limit.impatientCount += 1
                }
                return request.arrivedNanoseconds < limit.closedUntil
            }
            guard !isLimited else { return .status(429, fields: ["Retry-After": "1"]) }
            return .status(ScriptedSignature.isRight(request) ? 200 : 401)
        }
        let run = try ContractRun([consumer.url])
        #expect(run.ids("fail", "warn", "inconclusive").isEmpty, "\(run.troubles)")
        #expect(run.result.exitCode == 0)
        #expect(limit.withLock { $0.impatientCount } == 0)
        #expect(
            run.result.error.hasPrefix(
                "1 answer of 429: requests were sent again, and slower, 10 ms apart in the end\n"
            ),
            "\(run.result.error)"
        )
    }

    @Test func `a limit that many at once meet is waited for once`() throws {
        let count = Mutex(0)
        let consumer = try ScriptedConsumer { request in
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard !(21...40).contains(number) else { return .status(429) }
            return .status(ScriptedSignature.isRight(request) ? 200 : 401)
        }
        let run = try ContractRun([consumer.url, "--only", "CON-04"])
        #expect(run.ids("pass") == ["CON-04"] && run.result.exitCode == 0, "\(run.troubles)")
        #expect(
            run.result.error.hasPrefix(
                "20 answers of 429: requests were sent again, and slower, 10 ms apart in the end\n"
            ),
            "\(run.result.error)"
        )
    }

    @Test func `an endpoint that lets nobody in is code 4, and says that it limits`() throws {
        let consumer = try ScriptedConsumer { _ in .status(429, fields: ["Retry-After": "0"]) }
        let run = try ContractRun([consumer.url], patience: "10ms")
        #expect(run.result.exitCode == 4 && run.ids("pass", "fail").isEmpty, "\(run.troubles)")
        #expect(run.message(of: "SIG-01").contains("the consumer limits how much it takes"))
    }
}
