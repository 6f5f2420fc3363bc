package import SimulationKit

/// Which deliveries an expectation is about: those that match all that is given.
package struct EventSelector: Equatable, Sendable {
    /// A user, as bodies and as people call it.
    package struct User: Equatable, Sendable {
        /// The `uid` of payloads.
        package var uid: String
        /// The name in the scenario.
        package var name: String

        /// Names a user.
        package init(uid: String, name: String) {
            self.uid = uid
            self.name = name
        }
    }

    /// An integration, as bodies and as people call it.
    package struct Wallet: Equatable, Sendable {
        /// The `walletId` of payloads.
        package var identifier: String
        /// The name in the scenario, such as `alice/main`.
        package var name: String

        /// Names an integration.
        package init(identifier: String, name: String) {
            self.identifier = identifier
            self.name = name
        }
    }

    /// A webhook, by its place in the run and as people call it.
    package struct Webhook: Equatable, Sendable {
        /// The place in the run, from 0.
        package var index: Int
        /// The name in the scenario.
        package var name: String

        /// Names a webhook.
        package init(index: Int, name: String) {
            self.index = index
            self.name = name
        }
    }

    /// The kind of event; nil for all.
    package var event: EventType?
    /// The user it is about; nil for all.
    package var user: User?
    /// The integration it is about; nil for all.
    ///
    /// It is found by reading the body, which costs some microseconds for each delivery that all else fits.
    package var wallet: Wallet?
    /// The webhook it is sent to; nil for all.
    package var webhook: Webhook?

    /// Selects what fits all that is given.
    package init(
        event: EventType? = nil,
        user: User? = nil,
        wallet: Wallet? = nil,
        webhook: Webhook? = nil
    ) {
        self.event = event
        self.user = user
        self.wallet = wallet
        self.webhook = webhook
    }
}
