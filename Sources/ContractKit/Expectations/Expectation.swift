package import SimulationKit

/// Something that a scenario says must be true of its run.
package struct Expectation: Equatable, Sendable {
    /// The closed vocabulary of expectations.
    package enum Kind: Equatable, Sendable {
        /// Every delivery was accepted; with `allowPending`, those that nobody refused may still wait.
        case accepted(allowPending: Bool)
        /// So many deliveries match the selector, copies included.
        case count(EventSelector, NumberCondition)
        /// No delivery matches the selector.
        case never(EventSelector)
        /// These events were first accepted in this order, wherever all of them were.
        case order([EventType], per: OrderScope)
    }

    /// What an order is judged within; always apart for each webhook, as only a receiver sees an order.
    package enum OrderScope: String, CaseIterable, Sendable {
        /// The events of one user.
        case user
        /// The events of one integration of a user.
        case wallet
        /// All events.
        case run
    }

    /// What reports call it: `expect[0]` for the first of a file.
    package var id: String
    /// What the scenario calls it; nil where it gives no name.
    package var name: String?
    /// How much depends on it.
    package var severity: Severity
    /// Whether it holds where there was nothing to judge it by.
    package var allowEmpty: Bool
    /// What is expected.
    package var kind: Kind

    /// States an expectation.
    package init(
        id: String,
        name: String? = nil,
        severity: Severity = .must,
        allowEmpty: Bool = false,
        kind: Kind
    ) {
        self.id = id
        self.name = name
        self.severity = severity
        self.allowEmpty = allowEmpty
        self.kind = kind
    }

    /// States an expectation that has a place in a file, counted from 0.
    package init(
        place: Int,
        name: String? = nil,
        severity: Severity = .must,
        allowEmpty: Bool = false,
        kind: Kind
    ) {
        self.init(id: "expect[\(place)]", name: name, severity: severity, allowEmpty: allowEmpty, kind: kind)
    }

    /// What holds for every scenario that does not say otherwise, so that a run always checks something.
    package static let everyDeliveryIsAccepted = Expectation(
        id: "accepted",
        name: everyDeliveryIsAcceptedName,
        kind: .accepted(allowPending: false)
    )

    static let everyDeliveryIsAcceptedName = "every delivery is accepted"
}
