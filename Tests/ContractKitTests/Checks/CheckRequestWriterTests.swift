import DeliveryKit
import JSONKit
import SimulationKit
import Testing
import WireKit

@testable import ContractKit

/// Requests of checks, byte for byte.
@Suite struct CheckRequestWriterTests {
    private let writer: CheckRequestWriter

    init() throws {
        var target = CheckTarget(
            url: try WebhookURL("http://127.0.0.1:8080/webhooks"),
            secret: Array("whsec_test".utf8),
            profile: .kryptosV1
        )
        target.fields = [try ExtraField("X-Tenant: a")]
        writer = CheckRequestWriter(target)
    }

    private func delivery() -> CheckDelivery {
        var delivery = CheckDelivery(type: .integrationCreated, envelope: ["id": "whd_1"])
        delivery.eventField = "integration.created"
        delivery.identifierField = "whd_1"
        delivery.timeField = Moment(milliseconds: 1_767_225_600_000)
        return delivery
    }

    private func text(_ delivery: CheckDelivery) -> String {
        String(decoding: writer.bytes(of: delivery), as: UTF8.self)
    }

    @Test func `a right delivery carries the five fields and its signature`() {
        let body = Array(#"{"id":"whd_1"}"#.utf8)
        let signature = Signature.sign(body: body, key: Signature.key(secret: "whsec_test"))
        #expect(
            text(delivery()) == """
                POST /webhooks HTTP/1.1\r
                Host: 127.0.0.1:8080\r
                User-Agent: \(RequestWriter.userAgent)\r
                Content-Type: application/json\r
                X-Tenant: a\r
                Content-Length: 14\r
                X-Webhook-Signature: \(String(decoding: signature, as: UTF8.self))\r
                X-Webhook-Event: integration.created\r
                X-Webhook-Id: whd_1\r
                X-Webhook-Timestamp: 2026-01-01T00:00:00.000Z\r
                \r
                {"id":"whd_1"}
                """
        )
    }

    @Test func `a body in chunks ends with an empty one and has no length`() {
        let text = text(delivery().with { $0.framing = .chunks(of: 10) })
        #expect(text.hasSuffix("\r\n\r\na\r\n{\"id\":\"whd\r\n4\r\n_1\"}\r\n0\r\n\r\n"))
        #expect(text.contains("Transfer-Encoding: chunked\r\n") && !text.contains("Content-Length"))
    }

    @Test func `signatures are left out, given, made with another key, or several`() {
        #expect(!text(delivery().signed(.missing)).contains("X-Webhook-Signature"))
        #expect(text(delivery().signed(.bytes(Array("abc".utf8)))).contains("X-Webhook-Signature: abc\r\n"))
        #expect(text(delivery().signed(.bytes([]))).contains("X-Webhook-Signature: \r\n"))
        let other = text(delivery().signed(.key(Array("other".utf8))))
        #expect(other != text(delivery()))
        let two = text(delivery().signed(.several([Array("1".utf8), Array("2".utf8)])))
        #expect(two.contains("X-Webhook-Signature: 1\r\nX-Webhook-Signature: 2\r\n"))
    }
}
