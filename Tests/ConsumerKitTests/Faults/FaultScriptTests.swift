import Testing
import WireKit

@testable import ConsumerKit

/// What a fault does, as a function of requests.
@Suite struct FaultScriptTests {
    private static func request(_ body: String) throws -> HTTPRequest {
        var parser = HTTPParser(.request)
        let text = "POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let bytes = Array(text.utf8)
        var offset = 0
        while try parser.parse(bytes.span, offset: &offset) != .complete {}
        return parser.takeRequest()
    }

    /// What is sent for attempts of these deliveries, in this order; a second is 1,771,610,947.
    private static func sent(
        _ fault: ConsumerFault,
        _ bodies: [String],
        sequence: UInt64 = 0,
        deliveriesMax: Int = 1_000
    ) throws -> [[FaultStep]] {
        var script = FaultScript(fault, deliveriesMax: deliveriesMax)
        var handler = ConsumerHandler(secret: "whsec_test")
        return try bodies.map { body in
            let request = try request(body)
            return script.reply(to: request, sequence: sequence, nowMilliseconds: 1_771_610_947_962) {
                handler.handle(request)
            }.steps
        }
    }

    private static func status(_ steps: [FaultStep]) -> String {
        guard case .send(let bytes)? = steps.first else { return "nothing" }
        return String(String(decoding: bytes, as: UTF8.self).split(separator: " ")[1])
    }

    @Test func `a sequence of statuses is each delivery's own`() throws {
        let sent = try Self.sent(.statuses([500, 503, 404]), ["a", "b", "a", "a", "b", "a"])
        #expect(sent.map(Self.status) == ["500", "500", "503", "404", "503", "404"])
    }

    @Test func `more deliveries than are counted are counted anew`() throws {
        let sent = try Self.sent(.statuses([500, 404]), ["a", "b", "a", "c", "a"], deliveriesMax: 2)
        #expect(sent.map(Self.status) == ["500", "500", "404", "500", "500"])
    }

    @Test func `a date says the same as the seconds`() throws {
        let seconds = try Self.sent(.retryAfter(status: 429, seconds: 65, asDate: false), ["a", "a"])
        #expect(
            seconds[0]
                == [
                    .send(
                        Array(
                            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 65\r\nContent-Length: 0\r\n\r\n"
                                .utf8
                        )
                    ),
                    .keep,
                ]
        )
        #expect(Self.status(seconds[1]) == "401", "the honest consumer answers what comes again")
        let date = try Self.sent(.retryAfter(status: 503, seconds: 65, asDate: true), ["a"])
        guard case .send(let bytes)? = date[0].first else {
            Issue.record("nothing is sent")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("\r\nDate: Fri, 20 Feb 2026 18:09:07 GMT\r\n"))
        #expect(text.contains("\r\nRetry-After: Fri, 20 Feb 2026 18:10:12 GMT\r\n"))
    }

    @Test func `a brownout takes its part, whatever the order`() throws {
        let bodies = (0..<2_000).map { "delivery \($0)" }
        let sent = try Self.sent(.brownout(millionths: 250_000), bodies).map(Self.status)
        let failed = sent.count { $0 == "500" }
        // Four standard deviations of a binomial: 4 × √(2000 × 0.25 × 0.75) ≈ 77.
        #expect((423...577).contains(failed), "\(failed)")
        let backwards = try Self.sent(.brownout(millionths: 250_000), bodies.reversed()).map(Self.status)
        #expect(Array(backwards.reversed()) == sent)
        #expect(try Self.sent(.brownout(millionths: 0), bodies).allSatisfy { Self.status($0) == "401" })
        #expect(
            try Self.sent(.brownout(millionths: 1_000_000), bodies).allSatisfy { Self.status($0) == "500" }
        )
    }

    @Test func `a latency is drawn between its bounds`() throws {
        let waits = try Self.sent(.latency(milliseconds: 5...8), (0..<200).map { "\($0)" }).map { steps in
            if case .wait(let milliseconds)? = steps.first { milliseconds } else { 0 }
        }
        #expect(Set(waits) == [5, 6, 7, 8])
    }

    @Test func `a kept connection is closed at its second request`() throws {
        #expect(try Self.sent(.keepAliveClose(idleMilliseconds: nil), ["a"], sequence: 1) == [[.close]])
        #expect(Self.status(try Self.sent(.keepAliveClose(idleMilliseconds: nil), ["a"])[0]) == "401")
        let idle = try Self.sent(.keepAliveClose(idleMilliseconds: 5), ["a"], sequence: 1)
        #expect(Self.status(idle[0]) == "401")
    }

    @Test func `a huge body has the bytes that it is announced with`() throws {
        let steps = try Self.sent(.hugeBody(bytes: 40_000), ["a"])[0]
        var bytes: [UInt8] = []
        for case .send(let piece) in steps { bytes += piece }
        let text = String(decoding: bytes, as: UTF8.self)
        let body = text.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
        #expect(text.contains("Content-Length: 40000\r\n") && body.utf8.count == 40_000)
        #expect(steps.last == .keep)
    }

    @Test func `endless answers go on from their second step`() throws {
        for fault in [ConsumerFault.endlessBody, .endlessHeaders] {
            #expect(try Self.sent(fault, ["a"])[0].last == .again(from: 1))
        }
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_771_610_947, "Fri, 20 Feb 2026 18:09:07 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        ] as [(Int64, String)]
    )
    func `a date is written as HTTP wants it`(seconds: Int64, text: String) {
        #expect(HTTPDate.text(secondsSince1970: seconds) == text)
    }
}
