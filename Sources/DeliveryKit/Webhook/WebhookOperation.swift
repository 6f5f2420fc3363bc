package import SimulationKit
package import WireKit

/// Something that is done to a webhook at a moment, known beforehand.
package struct WebhookOperation: Sendable {
    /// What is done; the new secret itself is not kept.
    package enum Change: Sendable {
        /// Every later attempt is signed with another key, retries of earlier deliveries included.
        case rotate(HMACSHA256)
        /// No deliveries are made for it, and pending ones wait; once more changes nothing.
        case disable
        /// Deliveries are made for it again, and those that waited go out; once more changes nothing.
        case enable
        /// A new URL serves every later attempt, new events only later events; nil leaves either as it is.
        case edit(url: WebhookURL?, subscription: Webhook.Subscription?)
        /// It is gone for good: pending deliveries are cancelled.
        case delete
    }

    /// The webhook's place in the file.
    package let webhook: Int
    /// When it is done.
    package let moment: Moment
    /// How many of the world's commands come before it, in order of moment and then of the file.
    package let commandsBefore: Int
    /// What is done.
    package let change: Change

    /// Describes an operation.
    package init(webhook: Int, at moment: Moment, commandsBefore: Int, _ change: Change) {
        self.webhook = webhook
        self.moment = moment
        self.commandsBefore = commandsBefore
        self.change = change
    }
}
