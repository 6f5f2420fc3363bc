package import SimulationKit

/// Something that a scenario says must be true of its run.
package struct Expectation: Equatable, Sendable {
    /// The closed vocabulary of expectations.
    package enum Kind: Equatable, Sendable {
        /// Every delivery was accepted; with `allowPending`, those that nobody refused may still wait.
        case accepted(allowPending: Bool)
        /// No forged request was accepted: none of those that faults have signed with no secret of the webhook.
        case forgeriesRefused
        /// So many deliveries match the selector, copies included; or so many ids where ids are counted.
        case count(EventSelector, NumberCondition, of: Counted = .deliveries)
        /// No delivery matches the selector.
        case never(EventSelector)
        /// These events were first accepted in this order, wherever all of them were.
        case order([EventType], per: OrderScope)
        /// Every delivery that matches took so many attempts.
        case attempts(EventSelector, NumberCondition)
        /// Every request for a delivery that matches had these fields in its head.
        case headers(EventSelector, [FieldCondition])
        /// The body of every delivery that matches has such a value in this place.
        case body(EventSelector, BodyCondition)
        /// All requests of one id had the same bytes in their body.
        case sameBytes(EventSelector)
        /// Every request for a delivery that matches verifies under the secret of its moment.
        case signature(EventSelector)
        /// What the consumer tells of itself is such a value, in the end.
        case probe(ProbeQuestion)
        /// A figure of the run keeps to a bound.
        case metric(Metric, MetricLimit)
        /// At least one delivery that matches is like that.
        case sometimes(EventSelector, DeliveryProperty)
        /// The run's digest, in lower-case hex.
        case digest(String)
    }

    /// What a count counts.
    package enum Counted: String, CaseIterable, Sendable {
        /// Deliveries, copies included.
        case deliveries
        /// Ids, each once however often it was delivered.
        case ids
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

    /// What holds beside it where faults forge signatures, for scenarios that do not say otherwise.
    ///
    /// A fault that chance has kept from happening has shown nothing of the consumer, good or bad.
    package static let noForgeryIsAccepted = Expectation(
        id: "forged",
        name: noForgeryIsAcceptedName,
        allowEmpty: true,
        kind: .forgeriesRefused
    )

    static let noForgeryIsAcceptedName = "no forged request is accepted"
    static let everyDeliveryIsAcceptedName = "every delivery is accepted"
}
