import Testing
import WireKit

/// One delivery of a test: a right one to begin with, then changed where the test wants it wrong.
struct Parcel {
    static let secret = "whsec_0123456789abcdef"
    static let previousSecret = "whsec_before_the_rotation"

    var body: [UInt8]
    /// The values of the signature's fields; none for no field.
    var signatures: [[UInt8]]
    var signatureName = "X-Webhook-Signature"
    var event: String?
    var identifier: String?
    var time: String? = Bodies.time(0)
    var contentType = "application/json"
    var isChunked = false
    var method = "POST"
    var target = "/webhooks"
    /// Which connection it comes by.
    var connection: UInt64 = 1

    /// A body as the provider signs and announces it.
    init(_ text: String, event: String? = nil, identifier: String? = nil) {
        self.init(bytes: Array(text.utf8), event: event, identifier: identifier)
    }

    init(bytes: [UInt8], event: String? = nil, identifier: String? = nil) {
        body = bytes
        signatures = [Self.signature(of: bytes)]
        self.event = event
        self.identifier = identifier
    }

    /// An event about an integration.
    static func integration(
        _ action: String = "created",
        id: String,
        user: String = "alice",
        wallet: String = "w1",
        status: String = "QUEUED",
        second: Int = 0,
        lastSyncedAt: Int = 0
    ) -> Parcel {
        Parcel(
            Bodies.integration(
                action,
                id: id,
                user: user,
                wallet: wallet,
                status: status,
                second: second,
                lastSyncedAt: lastSyncedAt
            ),
            event: "integration.\(action)",
            identifier: id
        )
    }

    /// An event about a job.
    static func job(_ job: String, _ action: String, id: String, second: Int) -> Parcel {
        Parcel(
            Bodies.job(job, action, id: id, second: second),
            event: "\(job).\(action)",
            identifier: id
        )
    }

    static func signature(of body: [UInt8], secret: String = secret) -> [UInt8] {
        Signature.sign(body: body, key: Signature.key(secret: secret))
    }

    /// The same with something changed.
    func with(_ change: (inout Parcel) -> Void) -> Parcel {
        var changed = self
        change(&changed)
        return changed
    }

    /// The same with another signature.
    func signed(_ signature: [UInt8]) -> Parcel { with { $0.signatures = [signature] } }

    /// The same signed with another key.
    func signed(secret: String) -> Parcel { signed(Self.signature(of: body, secret: secret)) }

    /// The same with a part of the body replaced, and signed anew.
    func replacing(_ part: String, with other: String) -> Parcel {
        with {
            let text = String(decoding: $0.body, as: UTF8.self)
            guard let range = text.firstRange(of: part) else { return }
            $0.body = Array((text[..<range.lowerBound] + other + text[range.upperBound...]).utf8)
            $0.signatures = [Self.signature(of: $0.body)]
        }
    }

    /// The bytes as they go over the wire.
    var bytes: [UInt8] {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: x\r\nContent-Type: \(contentType)\r\n"
        head += isChunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: \(body.count)\r\n"
        if let event { head += "X-Webhook-Event: \(event)\r\n" }
        if let identifier { head += "X-Webhook-Id: \(identifier)\r\n" }
        if let time { head += "X-Webhook-Timestamp: \(time)\r\n" }
        var bytes = Array(head.utf8)
        for signature in signatures { bytes += Array("\(signatureName): ".utf8) + signature + [13, 10] }
        bytes += [13, 10]
        guard isChunked else { return bytes + body }
        return bytes + Array("\(String(body.count, radix: 16))\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)
    }

    /// The request as a server receives it.
    func request() throws -> HTTPRequest {
        var parser = HTTPParser(.request)
        var offset = 0
        while try parser.parse(bytes.span, offset: &offset) != .complete {}
        return parser.takeRequest()
    }
}
