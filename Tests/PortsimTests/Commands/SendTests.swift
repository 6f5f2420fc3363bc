import DeliveryKit
import SimulationKit
import TestSupport
import Testing
import WireKit

@testable import portsim

/// One signed delivery by hand, against consumers that are there, refuse, or are not there.
@Suite struct SendTests {
    private let secret = "whsec_for_one_event"

    private func send(_ words: [String], secret: String? = "whsec_for_one_event") throws -> ChildResult {
        try Tool.run(["send"] + words, secret: secret)
    }

    /// Expects a request that the secret has signed, and returns its body.
    @discardableResult
    private func body(of request: ScriptedRequest) throws -> String {
        let signature = Signature.key(secret: secret).authenticate(request.body).hex
        #expect(request.field("X-Webhook-Signature") == signature)
        return String(decoding: request.body, as: UTF8.self)
    }

    @Test func `an accepted event ends with 0 and shows what came back`() throws {
        let consumer = try ScriptedConsumer { _ in .status(201, body: "thank you\nvery \u{1B}[31mmuch") }
        defer { consumer.stop() }
        let result = try send(["integration.created", consumer.url, "--seed", "5", "--header", "X-Mine: yes"])
        #expect(result.exitCode == 0, "\(result.error)")
        let request = try #require(try consumer.requests(atLeast: 1).first)
        let body = try body(of: request)
        #expect(body.contains(#""event":"integration.created","timestamp":"2026-01-01T00:00:00.000Z""#))
        #expect(request.field("X-Webhook-Event") == "integration.created")
        #expect(request.field("X-Mine") == "yes")
        let id = try #require(request.field("X-Webhook-Id"))
        #expect(result.output.hasPrefix("✓ integration.created  \(id)  201 in "))
        #expect(result.output.contains("    thank you\n    very ") && !result.output.contains("\u{1B}"))
        #expect(try send(["integration.created", consumer.url, "--seed", "5"]).exitCode == 0)
        let again = try consumer.requests(atLeast: 2)[1]
        #expect(again.body == request.body)
    }

    @Test func `each event without a seed is one of its own, and of now`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        defer { consumer.stop() }
        let before = WallClock.milliseconds()
        for _ in 1...2 { #expect(try send(["costbasis.completed", consumer.url]).exitCode == 0) }
        let after = WallClock.milliseconds()
        let requests = try consumer.requests(atLeast: 2)
        let stamps = requests.compactMap { $0.field("X-Webhook-Timestamp").flatMap(TimeFormat.moment(from:)) }
        #expect(Set(requests.compactMap { $0.field("X-Webhook-Id") }).count == 2)
        #expect(stamps.count == 2 && stamps.allSatisfy { (before...after).contains($0.milliseconds) })
    }

    @Test func `several events are sent, counted and judged together`() throws {
        let consumer = try ScriptedConsumer { _ in .status(200) }
        defer { consumer.stop() }
        let result = try send([
            "user.created", consumer.url, "--times", "4", "--data", "{ id: 'u', tags: [1.0] }", "--profile",
            "account",
        ])
        #expect(result.exitCode == 0, "\(result.error)")
        #expect(result.output.hasSuffix("\n4 sent, 4 accepted\n"))
        let bodies = try consumer.requests(atLeast: 4).map { try body(of: $0) }
        #expect(bodies.allSatisfy { $0.hasSuffix(#""data":{"id":"u","tags":[1]}}"#) })
        #expect(Set(bodies).count == 4)
    }

    @Test(arguments: [302, 404, 500, 503])
    func `a refusal ends with 1 after one attempt`(status: Int) throws {
        let consumer = try ScriptedConsumer { _ in .status(status, body: "no") }
        defer { consumer.stop() }
        let result = try send(["integration.failed", consumer.url])
        #expect(result.exitCode == 1)
        #expect(result.output.contains("✗ integration.failed") && result.output.contains("  \(status) in "))
        #expect(result.output.hasSuffix("    no\n"))
        #expect(consumer.requests.count == 1)
    }

    @Test func `a target that is not there ends with 4 and says why`() throws {
        let result = try send(["integration.created", "http://127.0.0.1:9/webhooks"])
        #expect(result.exitCode == 4)
        #expect(result.output.contains("no answer: the connection was refused"))
    }

    @Test(arguments: [
        (["nothing.created", "http://127.0.0.1/"], "there is no event 'nothing.created'"),
        (
            ["user.created", "http://127.0.0.1/", "--profile", "kryptos-v1"],
            "'user.created' is an event of account, not of kryptos-v1"
        ),
        (
            ["user.created", "127.0.0.1"],
            "'127.0.0.1' cannot be used: a webhook's URL begins with https:// or http://"
        ),
        (
            ["user.created", "http://example.com/"],
            "'http://example.com/' cannot be used: plain http goes to this machine only, and example.com is another; use https"
        ),
        (
            ["user.created", "http://u:geheim@127.0.0.1/"],
            "the URL cannot be used: a webhook's URL carries no user name or password; remove what ends with @"
        ),
        (
            ["user.created", "http://127.0.0.1/", "--header", "x-webhook-id: geheim"],
            "--header 'x-webhook-id' cannot be given: 'X-Webhook-Id' belongs to the signed request and is never overwritten"
        ),
        (
            ["user.created", "http://127.0.0.1/", "--header", "no colon"],
            "--header 'no colon' is written 'NAME: VALUE', with a name of letters, digits and hyphens"
        ),
        (
            ["user.created", "http://127.0.0.1/", "--times", "0"],
            "--times cannot be '0': expected a whole number from 1 to 10000"
        ),
    ])
    func `what cannot be sent is a mistake of usage`(words: [String], sentence: String) throws {
        let result = try send(words)
        Tool.expect(result, code: 2, sentence: sentence)
        #expect(!result.error.contains("geheim"))
    }

    @Test func `data that are none are shown with their place`() throws {
        let result = try send(["user.created", "http://127.0.0.1/", "--data", "{ a: }"])
        #expect(result.exitCode == 2 && result.output == "")
        #expect(result.error.hasPrefix("in --data { a: }: error: "))
    }

    @Test func `without a secret nothing is sent`() throws {
        let result = try send(["user.created", "http://127.0.0.1:9/"], secret: nil)
        Tool.expect(result, code: 2, sentence: "there is no secret to sign with")
    }

    /// What is printed is really run, against the consumer that checks signatures.
    @Test(
        arguments: ["integration.updated", "user.created"],
        [[], ["--secret-env", "OTHER"], ["--secret-file"]]
    )
    func `the lines of a dry run send what portsim would send`(event: String, source: [String]) throws {
        let directory = TemporaryDirectory()
        let file = directory.write("\(secret)\n", to: "it's.secret")
        let words = source == ["--secret-file"] ? source + [file] : source
        let consumer = try ScriptedConsumer { _ in .status(200) }
        defer { consumer.stop() }
        let data = #"{ text: "it's \"$HOME\" `x` \\ é \ud800" }"#
        let flags = ["--seed", "9", "--header", "X-Quote: it's", "--data", data]
        let script = try ChildProcess.run(
            Repository.portsim,
            ["send", event, consumer.url, "--dry-run", "--times", "2"] + flags + words
        )
        #expect(script.exitCode == 0 && consumer.requests.isEmpty, "\(script.error)")
        #expect(!script.output.contains(secret))
        let variable = words.isEmpty ? "PORTSIM_SECRET" : "OTHER"
        let environment = words.first == "--secret-file" ? [:] : [variable: secret]
        let shell = try ChildProcess.run(
            "sh",
            ["-eu"],
            environment: environment,
            input: .bytes(script.outputBytes)
        )
        #expect(shell.exitCode == 0, "\(shell.error)")
        #expect(
            try ChildProcess.run(
                Repository.portsim,
                ["send", event, consumer.url, "--times", "2"] + flags + words,
                environment: environment
            ).exitCode == 0
        )
        let requests = try consumer.requests(atLeast: 4)
        for request in requests { try body(of: request) }
        func facts(_ requests: ArraySlice<ScriptedRequest>) -> Set<[String?]> {
            let names = [
                "X-Webhook-Signature", "X-Webhook-Event", "X-Webhook-Id", "X-Webhook-Timestamp",
                "Content-Type", "X-Quote", "User-Agent", "Accept",
            ]
            return Set(requests.map { request in names.map { request.field($0) } })
        }
        #expect(facts(requests[..<2]) == facts(requests[2...]))
        #expect(facts(requests[..<2]).count == 2)
    }
}
