package import DeliveryKit

/// What a scenario says of a webhook; the command line may fill in or replace where it leads and its secret.
package struct WebhookSpecification: Sendable {
    /// What reports and expectations call it.
    package var name: String
    /// Where its deliveries go; nil where the file leaves that to the command line.
    package var url: WebhookURL?
    /// What its deliveries are signed with; nil where the file leaves that to the command line.
    package var secret: String?
    /// Which events it is told of.
    package var subscription: Webhook.Subscription
    /// What it is for, in the author's words.
    package var summary: String?
    /// Whether deliveries are made for it.
    package var isActive: Bool
    /// What it signs with until it is first rotated without a secret given; nil where that is `secret`.
    package var previousSecret: String?
    /// How much it is given at most, beside what holds for every webhook.
    package var limits: WebhookLimits

    /// Describes a webhook; the rest has defaults.
    package init(
        name: String,
        url: WebhookURL? = nil,
        secret: String? = nil,
        subscription: Webhook.Subscription = .all,
        summary: String? = nil,
        isActive: Bool = true,
        previousSecret: String? = nil,
        limits: WebhookLimits = WebhookLimits()
    ) {
        self.name = name
        self.url = url
        self.secret = secret
        self.subscription = subscription
        self.summary = summary
        self.isActive = isActive
        self.previousSecret = previousSecret
        self.limits = limits
    }
}

extension WebhookSpecification: CustomStringConvertible, CustomReflectable {
    /// The name alone: whatever prints a webhook by accident prints no secret.
    package var description: String { "webhook '\(name)'" }

    /// Nothing but the name.
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
