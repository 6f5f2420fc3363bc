package import SimulationKit
import WireKit

/// Writes the requests of deliveries: head, signature and body in one piece.
package struct RequestWriter: Sendable {
    private let opening: [UInt8]
    private let key: HMACSHA256
    private let timeFormat: TimeFormat
    private let eventNames: [[UInt8]]
    /// Whether event, id and time stand in the head too.
    private let namesAll: Bool

    /// The product and version that requests name, as RFC 9110 section 10.1.5 has it.
    package static let userAgent = "portsim/\(Product.version)"

    /// Makes a writer for a webhook that nothing has been done to.
    package init(webhook: Webhook, profile: Profile, headers: DeliverySettings.Headers = .documented) {
        self.init(WebhookHistory(webhook).latest, profile: profile, headers: headers)
    }

    /// Makes a writer for one version of a webhook.
    package init(
        _ webhook: WebhookHistory.Version,
        profile: Profile,
        headers: DeliverySettings.Headers = .documented,
        extraFields: [ExtraField] = []
    ) {
        namesAll = headers.namesAll(in: profile)
        opening = Array(
            """
            POST \(webhook.url.target) HTTP/1.1\r
            Host: \(webhook.url.authority)\r
            User-Agent: \(Self.userAgent)\r
            Content-Type: application/json\r
            \(extraFields.map(\.line).joined())\
            Content-Length:\u{20}
            """.utf8
        )
        key = webhook.key
        timeFormat = profile.timeFormat
        eventNames = EventType.allCases.map { Array($0.name.utf8) }
    }

    /// The request of one attempt: its time is the attempt's, all else the delivery's (000).
    ///
    /// `eventName` stands for the name of the type where the body has another.
    /// Signature and content type are all that 001 and 003 name; the other three stand in it by a knob.
    package func request(
        body: [UInt8],
        identifier: [UInt8],
        type: EventType,
        eventName: [UInt8]? = nil,
        attemptAt moment: Moment
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(opening.count + body.count + 320)
        bytes += opening
        bytes += String(body.count).utf8
        bytes += Self.signature
        Signature.append(body: body.span, key: key, to: &bytes)
        if namesAll {
            bytes += Self.event
            bytes += eventName ?? eventNames[Int(type.rawValue)]
            bytes += Self.identifier
            bytes += identifier
            bytes += Self.timestamp
            timeFormat.append(moment, to: &bytes)
        }
        bytes += Self.end
        bytes += body
        return bytes
    }

    private static let signature = Array("\r\nX-Webhook-Signature: ".utf8)
    private static let event = Array("\r\nX-Webhook-Event: ".utf8)
    private static let identifier = Array("\r\nX-Webhook-Id: ".utf8)
    private static let timestamp = Array("\r\nX-Webhook-Timestamp: ".utf8)
    private static let end = Array("\r\n\r\n".utf8)
}

/// What this program calls itself.
package enum Product {
    /// The version, as `--version`, reports and run files give it.
    package static let version = "0.1.0"
}
