/// The reference consumer's mind: bodies go in, beliefs come out, and nothing else matters.
///
/// A pure value. For every user, job and integration the greatest event wins (`JobStanding`,
/// `IntegrationStanding`), so the beliefs after a set of bodies are the same in whatever order and however
/// often they came.
package struct ConsumerState: Sendable {
    /// What is believed now.
    package private(set) var beliefs = ConsumerBeliefs()
    /// What became of the deliveries so far.
    package internal(set) var counts = ConsumerCounts()
    private let limits: ConsumerLimits
    private var seen: IdentifierWindow

    /// Believes nothing yet.
    package init(limits: ConsumerLimits = ConsumerLimits()) {
        self.limits = limits
        seen = IdentifierWindow(capacity: limits.identifiersMax)
    }

    /// Takes a body whose signature was verified.
    ///
    /// - Returns: The event and what became of it, a duplicate included.
    /// - Throws: `DeliveryRefusal` when it is no event or there is no room; its id is not remembered then, so
    ///   that it can be sent again.
    package mutating func take(_ body: [UInt8]) throws(DeliveryRefusal) -> (SignedEvent, DeliveryOutcome) {
        do throws(DeliveryRefusal) {
            let event = try SignedEvent(body: body)
            let outcome = try take(event)
            counts.note(outcome)
            return (event, outcome)
        } catch {
            counts.note(error.outcome)
            throw error
        }
    }

    /// Takes an event that was read already.
    mutating func take(_ event: SignedEvent) throws(DeliveryRefusal) -> DeliveryOutcome {
        let mark = IdentifierWindow.Mark(event.identifier)
        guard !seen.contains(mark) else { return .duplicate }
        let outcome = try believe(event)
        // Only now: an id that is remembered before its event has had its effect could lose the event.
        seen.insert(mark)
        beliefs.processed += 1
        if event.unknownFieldCount > 0 { counts.withUnknownFields += 1 }
        return outcome
    }

    private mutating func believe(_ event: SignedEvent) throws(DeliveryRefusal) -> DeliveryOutcome {
        switch event.meaning {
        case .unknown: .unknownEvent
        case .unowned: .unowned
        case .change(let change, let owner):
            try beliefs.take(change, of: owner, limits: limits) ? .applied : .outdated
        }
    }
}
