package import DeliveryKit
package import SimulationKit

/// What a scenario does to a webhook at a moment; the run fills in secrets that the file leaves out.
package struct WebhookStep: Sendable {
    /// What is done.
    package enum Change: Sendable {
        /// The secret is another from here on; nil is `secret` after `secretPrevious`, or a derived one.
        case rotate(secret: String?)
        case disable
        case enable
        /// Nil leaves the one or the other as it is.
        case edit(url: WebhookURL?, subscription: Webhook.Subscription?)
        case delete
    }

    /// The webhook's place in the file.
    package let webhook: Int
    /// When it is done.
    package let moment: Moment
    /// How many of the scenario's commands come before it.
    package let commandsBefore: Int
    /// What is done.
    package let change: Change

    /// Describes a step.
    package init(webhook: Int, at moment: Moment, commandsBefore: Int, _ change: Change) {
        self.webhook = webhook
        self.moment = moment
        self.commandsBefore = commandsBefore
        self.change = change
    }
}

extension WebhookStep.Change: CustomStringConvertible, CustomReflectable {
    /// What is done, without a secret: whatever prints a step by accident prints none.
    package var description: String {
        switch self {
        case .rotate(let secret): secret == nil ? "rotate" : "rotate to a given secret"
        case .disable: "disable"
        case .enable: "enable"
        case .edit(let url, let subscription):
            "edit to \(url?.text ?? "the same URL"), \(subscription.map { "\($0)" } ?? "the same events")"
        case .delete: "delete"
        }
    }

    /// Nothing but the description.
    package var customMirror: Mirror { Mirror(self, children: ["change": description]) }
}
