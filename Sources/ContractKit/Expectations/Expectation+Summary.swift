import SimulationKit

extension Expectation.Kind {
    /// What is expected in a few words, for expectations without a name.
    var summary: String {
        switch self {
        case .accepted(allowPending: false): Expectation.everyDeliveryIsAcceptedName
        case .accepted(allowPending: true): "every delivery is accepted or pending"
        case .forgeriesRefused: Expectation.noForgeryIsAcceptedName
        case .count(let selector, let condition, of: let counted): counted.summary(condition, selector)
        case .never(let selector): "no \(selector.summary(isPlural: false))"
        case .order(let events, per: let scope):
            "\(events.map(\.name).joined(separator: ", ")) in this order\(scope.suffix)"
        case .attempts(let selector, let condition):
            "\(condition.description("attempt", "attempts")) of \(selector.summary(isPlural: true))"
        case .headers(let selector, let fields):
            "\(Phrase.list(fields.map(\.description))) on \(selector.summary(isPlural: true))"
        case .body(let selector, let condition):
            "\(condition.description) in \(selector.summary(isPlural: true))"
        case .sameBytes(let selector):
            "the same bytes on every attempt of \(selector.summary(isPlural: true))"
        case .signature(let selector): "a valid signature on \(selector.summary(isPlural: true))"
        case .probe(let question): question.description
        case .metric(let metric, let limit): "\(metric.rawValue) \(limit.text)"
        case .sometimes(let selector, let property):
            "at least one \(selector.summary(isPlural: false))\(property.description)"
        case .digest(let hex): "the digest \(hex.prefix(12))…"
        }
    }
}

extension Expectation.Counted {
    /// So many of what is counted: `exactly 1 delivery of integration.failed`, `at least 2 ids of deliveries`.
    func summary(_ condition: NumberCondition, _ selector: EventSelector) -> String {
        switch self {
        case .deliveries: condition.summary(of: selector)
        case .ids:
            "\(condition.description("id", "ids")) of "
                + selector.summary(isPlural: true)
        }
    }
}

extension Expectation.OrderScope {
    fileprivate var suffix: String {
        switch self {
        case .user: " for each user"
        case .wallet: " for each integration"
        case .run: ""
        }
    }
}

extension NumberCondition {
    /// So many deliveries of this kind: `exactly 1 delivery of integration.failed for user bob`.
    func summary(of selector: EventSelector) -> String {
        "\(description) \(selector.summary(isPlural: (atMost ?? atLeast) != 1))"
    }
}

extension EventSelector {
    /// The deliveries that are selected: `deliveries of integration.failed for user bob`.
    func summary(isPlural: Bool) -> String {
        var text = isPlural ? "deliveries" : "delivery"
        if let event { text += " of \(event.name)" }
        if let wallet { text += " about integration \(wallet.name)" }
        return text + receiver
    }

    /// Whose deliveries are selected: ` for user bob to webhook main`, or nothing.
    var receiver: String {
        (user.map { " for user \($0.name)" } ?? "") + (webhook.map { " to webhook \($0.name)" } ?? "")
    }
}
