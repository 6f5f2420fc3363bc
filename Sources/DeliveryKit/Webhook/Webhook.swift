package import SimulationKit
package import WireKit

/// One endpoint that is told of events: where, which, and signed with what.
package struct Webhook: Sendable {
    /// Which events a webhook is told of.
    package enum Subscription: Equatable, Sendable {
        /// All, those of later versions included.
        case all
        case only([EventType])

        /// Whether events of this type are among them.
        package func includes(_ type: EventType) -> Bool {
            switch self {
            case .all: true
            case .only(let types): types.contains(type)
            }
        }
    }

    /// What the scenario calls it.
    package let name: String
    /// Where its deliveries go.
    package let url: WebhookURL
    /// What it is told of.
    package let subscription: Subscription
    /// Whether deliveries are made for it.
    package let isActive: Bool
    /// The signing key: the UTF-8 bytes of the whole secret, prefix included (000, 001, 003).
    package let key: HMACSHA256
    /// The key before that; nil where none is known of.
    package let previousKey: HMACSHA256?

    /// Makes a webhook; the secrets themselves are not kept.
    package init(
        name: String,
        url: WebhookURL,
        subscription: Subscription = .all,
        isActive: Bool = true,
        secret: String,
        previousSecret: String? = nil
    ) {
        self.name = name
        self.url = url
        self.subscription = subscription
        self.isActive = isActive
        key = Signature.key(secret: secret)
        previousKey = previousSecret.map { Signature.key(secret: $0) }
    }
}
