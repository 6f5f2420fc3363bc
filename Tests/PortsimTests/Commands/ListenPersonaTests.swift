import ConsumerKit
import TestSupport
import Testing
import WireKit

/// `listen --persona` and `list personas` as processes.
@Suite struct ListenPersonaTests {
    private static let secrets = ["PORTSIM_SECRET": "whsec_now_and_later", "OLD": "whsec_before_it_was"]

    private static func statuses(_ words: [String], _ secrets: [String]) throws -> [Int] {
        let process = ChildProcess(
            Repository.portsim,
            ["listen", "--port", "0", "--no-progress", "--secret-previous-env", "OLD"] + words,
            environment: Self.secrets
        )
        let line = try process.waitForLine { $0.hasPrefix("listening on ") }
        let port = try #require(UInt16(line.split(separator: ":").last ?? ""))
        let loop = try WireLoop()
        var statuses: [Int] = []
        for (place, secret) in secrets.enumerated() {
            let body = Array(#"{"id":"whd_\#(place)","event":"portfolio.rebalanced","data":{}}"#.utf8)
            let signature = Signature.sign(body: body, key: Signature.key(secret: secret))
            let request = WireRequest(
                endpoint: WireEndpoint(host: "127.0.0.1", port: port),
                bytes: HTTPSerializer.request(
                    method: "POST",
                    target: "/webhooks",
                    host: "x",
                    fields: ["X-Webhook-Signature": String(decoding: signature, as: UTF8.self)],
                    body: body
                ),
                timeoutMilliseconds: 10_000
            )
            loop.submit(request, token: 1)
            var events: [WireEvent] = []
            while events.isEmpty { loop.turn(into: &events, waitMilliseconds: -1) }
            for case .completed(let completion) in events {
                statuses.append(try completion.result.get().status)
            }
        }
        loop.close()
        process.send(signal: 15)
        _ = try process.waitForEnd()
        return statuses
    }

    @Test func `the secret of before is taken too, unless the persona has forgotten it`() throws {
        let secrets = ["whsec_now_and_later", "whsec_before_it_was", "whsec_never_was_one"]
        #expect(try Self.statuses([], secrets) == [200, 200, 401])
        #expect(try Self.statuses(["--persona", "no-rotation"], secrets) == [200, 401, 401])
    }

    @Test func `a secret of before that is not there is a mistake`() throws {
        let result = try ChildProcess.run(
            Repository.portsim,
            ["listen", "--port", "0", "--secret-previous-env", "NOWHERE"],
            environment: Self.secrets
        )
        Tool.expect(
            result,
            code: 2,
            sentence: "the environment variable 'NOWHERE' is not set, but the secret should be in it"
        )
    }

    @Test func `every persona is listed with what finds it and what is wrong with it`() throws {
        let result = try Tool.run(["list", "personas"])
        #expect(result.exitCode == 0)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.count == Persona.all.count)
        for (line, persona) in zip(lines, Persona.all) {
            let found = persona.isGood ? "good" : persona.intended.joined(separator: " ")
            #expect(line.hasPrefix(persona.name + " ") && line.hasSuffix("  \(found): \(persona.summary)"))
        }
    }
}
