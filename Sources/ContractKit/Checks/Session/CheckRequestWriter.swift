import DeliveryKit
import SimulationKit
import WireKit

/// Writes the requests of checks, right ones and wrong ones, byte for byte as they go out.
struct CheckRequestWriter: Sendable {
    private let url: WebhookURL
    private let fields: [ExtraField]
    private let key: HMACSHA256
    private let timeFormat: TimeFormat

    init(_ target: CheckTarget) {
        url = target.url
        fields = target.fields
        key = HMACSHA256(key: target.secret)
        timeFormat = target.profile.timeFormat
    }

    /// The whole request of a delivery.
    func bytes(of delivery: CheckDelivery) -> [UInt8] {
        let body = delivery.body
        var head = "\(delivery.method) \(url.target) HTTP/1.1\r\nHost: \(url.authority)\r\n"
        head += "User-Agent: \(RequestWriter.userAgent)\r\n"
        head += "Content-Type: \(delivery.contentType)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        switch delivery.framing {
        case .length: head += "Content-Length: \(body.count)\r\n"
        case .chunks: head += "Transfer-Encoding: chunked\r\n"
        }
        var bytes = Array(head.utf8)
        for signature in signatures(of: delivery, body: body) {
            bytes += delivery.signatureName.utf8
            bytes += ": ".utf8
            bytes += signature
            bytes += Self.lineEnd
        }
        append("X-Webhook-Event", delivery.eventField, to: &bytes)
        append("X-Webhook-Id", delivery.identifierField, to: &bytes)
        append("X-Webhook-Timestamp", delivery.timeField.map(timeFormat.text), to: &bytes)
        bytes += Self.lineEnd
        switch delivery.framing {
        case .length: bytes += body
        case .chunks(let size):
            for start in stride(from: 0, to: body.count, by: max(1, size)) {
                let chunk = body[start..<min(start + max(1, size), body.count)]
                bytes += String(chunk.count, radix: 16).utf8
                bytes += Self.lineEnd
                bytes += chunk
                bytes += Self.lineEnd
            }
            bytes += "0\r\n\r\n".utf8
        }
        return bytes
    }

    /// The right signature of a body.
    func signature(of body: [UInt8]) -> [UInt8] { Signature.sign(body: body, key: key) }

    private func signatures(of delivery: CheckDelivery, body: [UInt8]) -> [[UInt8]] {
        switch delivery.signing {
        case .right: [signature(of: body)]
        case .key(let key): [Signature.sign(body: body, key: HMACSHA256(key: key))]
        case .bytes(let bytes): [bytes]
        case .missing: []
        case .several(let values): values
        }
    }

    private func append(_ name: String, _ value: String?, to bytes: inout [UInt8]) {
        guard let value else { return }
        bytes += "\(name): \(value)\r\n".utf8
    }

    private static let lineEnd = Array("\r\n".utf8)
}
