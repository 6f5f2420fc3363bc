/// What at least one delivery must be like; all that is given must be true of the same one.
package struct DeliveryProperty: Equatable, Sendable {
    /// What became of a delivery in the end.
    package enum Outcome: String, CaseIterable, Sendable {
        /// It was accepted.
        case accepted
        /// It was given up.
        case failed
        /// It was given up because its webhook was deleted.
        case cancelled
    }

    /// What became of it; nil for anything.
    package var outcome: Outcome?
    /// How many attempts it took; nil for any number.
    package var attempts: NumberCondition?
    /// What stands in its body; nil for anything.
    package var body: BodyCondition?

    /// Asks for what is given.
    package init(outcome: Outcome? = nil, attempts: NumberCondition? = nil, body: BodyCondition? = nil) {
        self.outcome = outcome
        self.attempts = attempts
        self.body = body
    }

    /// The property as the end of a sentence: ` that was accepted, with at least 2 attempts`.
    package var description: String {
        let parts = [
            outcome.map { " that was \($0.rawValue)" },
            attempts.map { " with \($0.description("attempt", "attempts"))" },
            body.map { " with \($0.description)" },
        ]
        return parts.compactMap(\.self).joined(separator: ",")
    }

    /// Whether it shows only once a delivery has settled.
    var needsSettlement: Bool { outcome != nil || attempts != nil }
}
