package import WireKit

/// The reference consumer's mind: bodies go in, beliefs come out, and nothing else matters.
///
/// A pure value. For every user, job and integration the greatest event wins (`JobStanding`,
/// `IntegrationStanding`), so the beliefs after a set of bodies are the same in whatever order and however
/// often they came.
package struct ConsumerState: Sendable {
    /// What is believed now.
    package internal(set) var beliefs: ConsumerBeliefs
    /// What became of the deliveries so far.
    package internal(set) var counts = ConsumerCounts()
    /// Whether the next delivery that can be read fails before any work.
    package var failsNext = false
    let limits: ConsumerLimits
    let trait: Trait
    var seen: IdentifierWindow
    /// The deliveries that were believed or not, for personas that go by them.
    var arrivals: Int64 = 0

    /// Believes nothing yet.
    package init(limits: ConsumerLimits = ConsumerLimits()) {
        self.init(limits: limits, trait: .nothing)
    }

    /// Believes nothing yet, and has a persona's trait.
    init(limits: ConsumerLimits, trait: Trait) {
        self.limits = limits
        self.trait = trait
        beliefs = ConsumerBeliefs(keepsDetails: limits.keepsDetails)
        var identifiersMax = limits.identifiersMax
        if case .window(let count) = trait.deduplication { identifiersMax = min(count, identifiersMax) }
        seen = IdentifierWindow(capacity: identifiersMax)
    }

    /// Takes a body whose signature was verified.
    ///
    /// - Parameters:
    ///   - body: the body.
    ///   - fields: the head, of which only personas read anything.
    /// - Returns: The event and what became of it, a duplicate included.
    /// - Throws: `DeliveryRefusal` when it is no event or there is no room; its id is not remembered then, so
    ///   that it can be sent again.
    package mutating func take(
        _ body: [UInt8],
        fields: HTTPFields = HTTPFields()
    ) throws(DeliveryRefusal) -> (SignedEvent, DeliveryOutcome) {
        do throws(DeliveryRefusal) {
            let event = try read(body, fields)
            let mark = mark(of: event, body, fields)
            let outcome = try take(event, marked: mark, fields)
            counts.note(outcome)
            return (event, outcome)
        } catch {
            counts.note(error.outcome)
            throw error
        }
    }

    /// Takes an event that was read already.
    mutating func take(
        _ event: SignedEvent,
        marked mark: IdentifierWindow.Mark?,
        _ fields: HTTPFields
    ) throws(DeliveryRefusal) -> DeliveryOutcome {
        if failsNext {
            failsNext = false
            if trait.deduplication == .beforeWork, let mark, !seen.contains(mark) { seen.insert(mark) }
            throw .thrown("told to fail")
        }
        if let mark, seen.contains(mark) {
            if trait.deduplication == .refusing { throw .unwanted(.conflict, "the id was seen before") }
            return .duplicate
        }
        let outcome = try believe(event, fields)
        // Only now: an id that is remembered before its event has had its effect could lose the event.
        if let mark { seen.insert(mark) }
        count(event)
        return outcome
    }

    /// Counts an event that was taken.
    mutating func count(_ event: SignedEvent) {
        beliefs.processed += 1
        if event.unknownFieldCount > 0 { counts.withUnknownFields += 1 }
    }

    /// Takes in what an event says.
    mutating func believe(
        _ event: SignedEvent,
        _ fields: HTTPFields
    ) throws(DeliveryRefusal) -> DeliveryOutcome {
        switch event.meaning {
        case .unknown: return .unknownEvent
        case .unowned: return .unowned
        case .change(let change, let owner):
            guard try believe(change, of: owner, fields) else { return .outdated }
            keep(event, change, owner)
            return .applied
        }
    }
}
