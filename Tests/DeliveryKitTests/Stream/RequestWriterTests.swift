import DeliveryKit
import SimulationKit
import Testing
import WireKit

@Suite struct RequestWriterTests {
    static let body = Array(#"{"id":"whd_1","event":"integration.created","data":{"alias":"ü/"}}"#.utf8)

    static func request(
        url: String = "http://127.0.0.1:8080/webhooks/kryptos?a=b",
        secret: String = "whsec_test",
        type: EventType = .integrationCreated,
        at moment: Int64 = 1_771_610_947_962
    ) throws -> [UInt8] {
        let webhook = Webhook(name: "main", url: try WebhookURL(url), secret: secret)
        return RequestWriter(webhook: webhook, profile: .kryptosV1).request(
            body: body,
            identifier: Array("whd_1".utf8),
            type: type,
            attemptAt: Moment(milliseconds: moment)
        )
    }

    @Test func `a request is these bytes`() throws {
        let signature = Signature.sign(body: Self.body, key: HMACSHA256(key: Array("whsec_test".utf8)))
        let expected = """
            POST /webhooks/kryptos?a=b HTTP/1.1\r
            Host: 127.0.0.1:8080\r
            User-Agent: portsim/\(Product.version)\r
            Content-Type: application/json\r
            Content-Length: \(Self.body.count)\r
            X-Webhook-Signature: \(String(decoding: signature, as: UTF8.self))\r
            X-Webhook-Event: integration.created\r
            X-Webhook-Id: whd_1\r
            X-Webhook-Timestamp: 2026-02-20T18:09:07.962Z\r
            \r

            """
        #expect(
            String(decoding: try Self.request(), as: UTF8.self) == expected
                + String(decoding: Self.body, as: UTF8.self)
        )
    }

    @Test func `the signature is what another implementation computes`() throws {
        // openssl dgst -sha256 -hmac whsec_test over the body.
        let text = String(decoding: try Self.request(), as: UTF8.self)
        #expect(
            text.contains(
                "X-Webhook-Signature: 7638df07f4b835f5834555c12a865d96c9c5857d880fd77dd1ec1efe39261278\r\n"
            )
        )
    }

    @Test func `a server reads the request back, and its signature holds`() throws {
        let bytes = try Self.request()
        var parser = HTTPParser(.request, limits: HTTPLimits())
        var offset = 0
        var progress = try parser.parse(bytes.span, offset: &offset)
        while progress != .complete { progress = try parser.parse(bytes.span, offset: &offset) }
        #expect(offset == bytes.count)
        let request = parser.takeRequest()
        #expect(request.method == "POST" && request.target == "/webhooks/kryptos?a=b" && request.keepAlive)
        #expect(request.body == Self.body)
        let signature = Array(try #require(request.fields["X-Webhook-Signature"]).utf8)
        #expect(Signature.verify(signature, body: request.body, key: Signature.key(secret: "whsec_test")))
        #expect(!Signature.verify(signature, body: request.body, key: Signature.key(secret: "whsec_tesu")))
        #expect(
            Array(request.fields).map(\.name) == [
                "Host", "User-Agent", "Content-Type", "Content-Length", "X-Webhook-Signature",
                "X-Webhook-Event", "X-Webhook-Id", "X-Webhook-Timestamp",
            ]
        )
    }

    @Test(arguments: EventType.allCases)
    func `the header names the event`(type: EventType) throws {
        let text = String(decoding: try Self.request(type: type), as: UTF8.self)
        #expect(text.contains("\r\nX-Webhook-Event: \(type.name)\r\n"))
    }

    @Test func `only the time of the attempt differs between two attempts`() throws {
        let first = String(decoding: try Self.request(), as: UTF8.self).split(separator: "\r\n")
        let second = String(decoding: try Self.request(at: 1_771_610_948_000), as: UTF8.self)
            .split(separator: "\r\n")
        let differing = zip(first, second).filter { $0 != $1 }
        #expect(first.count == second.count && differing.count == 1)
        #expect(differing.first?.1 == "X-Webhook-Timestamp: 2026-02-20T18:09:08.000Z")
    }
}
