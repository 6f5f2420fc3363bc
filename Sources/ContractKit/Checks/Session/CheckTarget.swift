package import DeliveryKit
package import SimulationKit
package import WireKit

/// The consumer that is tested, and what is known of it.
package struct CheckTarget: Sendable {
    /// Where it takes deliveries.
    package var url: WebhookURL
    /// What deliveries are signed with.
    package var secret: [UInt8]
    /// What they were signed with before the last rotation; nil where the consumer knows no other.
    package var previousSecret: [UInt8]?
    /// The provider that it listens to.
    package var profile: Profile
    /// Further fields of every head.
    package var fields: [ExtraField] = []
    /// Where it tells what it believes; nil for nowhere.
    package var probe: ProbeDefinition?
    /// A URL whose POST makes it forget everything; nil where there is none.
    package var reset: WebhookURL?
    /// A URL whose POST makes the next authentic delivery fail before any work; nil where there is none.
    package var failNext: WebhookURL?
    /// Whom encrypted connections believe.
    package var trust = TLSTrust()

    /// Names a consumer.
    package init(url: WebhookURL, secret: [UInt8], profile: Profile) {
        self.url = url
        self.secret = secret
        self.profile = profile
    }
}
