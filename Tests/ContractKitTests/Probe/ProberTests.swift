import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit
import TestSupport
import Testing
import WireKit

/// What is asked of a consumer that answers well, badly or not at all.
struct ProberTests {
    /// One injected patience for all waits.
    private static let patienceMilliseconds: Int64 = 50
    private static let alice = EventSelector.User(uid: "u1", name: "alice")
    private static let main = EventSelector.Wallet(identifier: "w1", name: "alice/main")

    private func expectation(
        _ value: ValueCondition,
        of read: String = "processed",
        user: EventSelector.User? = nil,
        wallet: EventSelector.Wallet? = nil,
        within: Int64? = nil
    ) -> Expectation {
        Expectation(
            place: 0,
            kind: .probe(
                ProbeQuestion(
                    read: read,
                    user: user,
                    wallet: wallet,
                    value: value,
                    withinMilliseconds: within
                )
            )
        )
    }

    private func report(
        _ expectations: [Expectation],
        fields: [ProbeDefinition.Field] = [],
        timeoutMilliseconds: Int? = 20_000,
        stopped: () -> EngineStop.Reason? = { nil },
        _ script: @escaping ScriptedConsumer.Script
    ) throws -> ProbeReport {
        let consumer = try ScriptedConsumer(script)
        defer { consumer.stop() }
        let url = try WebhookURL("http://127.0.0.1:\(consumer.port)/debug/state?full=1")
        let prober = Prober(
            ProbeDefinition(url: url, fields: fields),
            expectations,
            patienceMilliseconds: Self.patienceMilliseconds,
            timeoutMilliseconds: timeoutMilliseconds,
            mask: SecretMask(hiding: ["hidden"])
        )
        return prober.run(stopped: stopped)
    }

    private func outcome(
        _ condition: ValueCondition,
        within: Int64? = nil,
        timeoutMilliseconds: Int? = 20_000,
        _ script: @escaping ScriptedConsumer.Script
    ) throws -> ProbeOutcome? {
        try report([expectation(condition, within: within)], timeoutMilliseconds: timeoutMilliseconds, script)
            .outcomes[0]
    }

    @Test func `one answer serves all questions, each with its own place in it`() throws {
        let consumer = try ScriptedConsumer { request in
            request.bytes.starts(with: "GET /debug/state?full=1 HTTP/1.1\r\n".utf8)
                ? .status(
                    200,
                    body:
                        #"{"processed":3,"users":{"u1":{"costbasis":"completed","integrations":{"w1":"FAILED"}}}}"#
                ) : .status(404)
        }
        defer { consumer.stop() }
        let url = try WebhookURL("http://127.0.0.1:\(consumer.port)/debug/state?full=1")
        let prober = Prober(
            ProbeDefinition(url: url, fields: [.init(name: "Authorization", value: "Bearer hidden")]),
            [
                expectation(.equals(3)), .everyDeliveryIsAccepted,
                expectation(.oneOf(["FAILED"]), of: "integration", user: Self.alice, wallet: Self.main),
                expectation(.exists(true), of: "costBasis", user: Self.alice),
                expectation(.equals(nil), of: "transferDetection", user: Self.alice),
            ],
            patienceMilliseconds: Self.patienceMilliseconds
        )
        let report = prober.run()
        #expect(report.outcomes.count == 4)
        #expect(report.reads.map(\.value) == ["3", #""FAILED""#, #""completed""#, "null"])
        #expect(report.reads[1].subject == "integration of alice/main")
        for (_, outcome) in report.outcomes {
            guard case .held = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
        let request = try #require(consumer.requests.first)
        #expect(consumer.requests.count == 1)
        #expect(request.field("authorization") == "Bearer hidden")
    }

    @Test func `it is asked again until it is so`() throws {
        let outcome = try outcome(.equals(2), within: 20_000) {
            .status(200, body: #"{"processed":\#($0.number + 1)}"#)
        }
        guard case .held(let value)? = outcome else {
            Issue.record("\(outcome.debugDescription)")
            return
        }
        #expect(value.text == "2")
        #expect(value.read == 1)
    }

    @Test func `what stays another value to the end differs, and secrets in it are not shown`() throws {
        let report = try report([expectation(.equals(1), within: 0)]) { _ in
            .status(200, body: #"{"processed":"hidden"}"#)
        }
        guard case .differed(let value)? = report.outcomes[0] else {
            Issue.record("\(report)")
            return
        }
        #expect(value.text == #""(secret)""#)
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        var facts = RunFacts()
        facts.probes = report.outcomes
        let finding = try #require(
            run.findings(
                .probe(ProbeQuestion(read: "processed", value: .equals(1))),
                facts: facts
            ).first
        )
        #expect(finding.verdict == .fail)
        #expect(finding.message.hasPrefix(#"expected processed: 1, found "(secret)", read "#))
        #expect(finding.evidence.items.map(\.place) == [.probe(0)])
        #expect(finding.evidence.actual == #""(secret)""#)
    }

    @Test func `a secret is not shown in part where a long value is cut off`() throws {
        let filler = String(repeating: "x", count: ValueText.bytesMax - 4)
        let report = try report([expectation(.equals(1), within: 0)]) { _ in
            .status(200, body: #"{"processed":"\#(filler)hidden and more"}"#)
        }
        #expect(report.reads.map(\.value) == ["\"\(filler)(secret)…"])
    }

    @Test(
        arguments: [
            (.status(200, body: "<html>"), "the probe answered with HTML, not JSON"),
            (.status(500, body: "{}"), "the probe answered 500"),
            (.status(302, body: "{}"), "the probe answered 302, a redirect, which is not followed"),
            (.status(200, body: "{"), "the probe's answer is no JSON: "),
            (.status(200), "the probe's answer is no JSON: "),
            (.never, "the probe could not be read: timed out before the answer began"),
            (
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
                "the probe could not be read: timed out before the answer was complete"
            ),
            (.hangUp, "the probe could not be read: the connection was closed without an answer"),
        ] as [(ScriptedAnswer, String)]
    )
    func `what cannot be read is no verdict, and says why`(answer: ScriptedAnswer, reason: String) throws {
        // Only what never comes to an end is waited for in vain.
        let isSilent = reason.contains("timed out")
        let outcome = try outcome(
            .exists(false),
            within: 0,
            timeoutMilliseconds: isSilent ? nil : 20_000
        ) { _ in answer }
        guard case .unreadable(let message)? = outcome else {
            Issue.record("\(outcome.debugDescription)")
            return
        }
        #expect(message.hasPrefix(reason), "\(message)")
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        var facts = RunFacts()
        facts.probes = [0: .unreadable(message)]
        let question = ProbeQuestion(read: "processed", value: .exists(false))
        #expect(run.findings(.probe(question), facts: facts).first?.verdict == .inconclusive)
    }

    @Test func `what nobody is named to be asked about is skipped`() {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        var facts = RunFacts()
        facts.probes = [0: .unasked(ProbeFailure.noProbe.message)]
        let question = ProbeQuestion(read: "processed", value: .exists(false))
        #expect(run.findings(.probe(question), facts: facts).first?.verdict == .skip)
    }

    @Test(
        arguments: [
            ("/elsewhere", " to /elsewhere"), ("/hidden", " to /(secret)"),
            ("/" + String(repeating: "a", count: 198) + "hidden", ""),
        ]
    )
    func `where a redirect would lead is told whole or not at all, without secrets`(
        location: String,
        told: String
    ) throws {
        let outcome = try outcome(.exists(true), within: 0) { _ in
            .status(302, fields: ["Location": location])
        }
        #expect(outcome == .unreadable("the probe answered 302, a redirect\(told), which is not followed"))
    }

    // No argument above: what is given there is printed.
    @Test(arguments: [ProbeClient.bodyBytesMax + 1, 50 << 20])
    func `more than eight mebibytes are not read to their end`(size: Int) throws {
        let answer =
            Array("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n".utf8)
            + [UInt8](repeating: 0x20, count: size)
        let outcome = try outcome(.exists(true), within: 0) { _ in .raw(answer) }
        #expect(outcome == .unreadable("the probe's answer is longer than 8 MiB"))
    }

    @Test func `nobody listening, nothing to ask and a stop are each told`() throws {
        let port = FreePort.next()
        let url = try WebhookURL("http://127.0.0.1:\(port)/")
        let expectations = [expectation(.exists(true), within: 0)]
        func report(
            _ definition: ProbeDefinition?,
            _ stopped: () -> EngineStop.Reason? = { nil }
        ) -> ProbeReport {
            Prober(definition, expectations, patienceMilliseconds: Self.patienceMilliseconds)
                .run(stopped: stopped)
        }
        let refused = "the probe could not be read: the connection was refused: nothing listens there"
        #expect(report(ProbeDefinition(url: url)).outcomes[0] == .unreadable(refused))
        #expect(report(nil).outcomes[0] == .unasked(ProbeFailure.noProbe.message))
        #expect(report(ProbeDefinition(url: nil)).outcomes[0] == .unasked(ProbeFailure.noProbe.message))
        let stopped = report(ProbeDefinition(url: url)) { .signal(2) }
        #expect(stopped.outcomes.isEmpty)
        #expect(stopped.stopped == .signal(2))
    }

    @Test func `reads that say the same are kept once, and the first and the deciding one always`() throws {
        let report = try report([expectation(.equals(1), within: 200)]) { _ in
            .status(200, body: #"{"processed":0}"#)
        }
        #expect(report.reads.count == 2)
        #expect((report.reads.last?.elapsedMilliseconds ?? 0) >= 200)
    }
}
