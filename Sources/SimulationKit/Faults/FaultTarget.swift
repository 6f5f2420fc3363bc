/// What a fault is aimed at: whatever matches all that is given.
package struct FaultTarget: Equatable, Sendable {
    /// The kind of event; nil for all.
    package var event: EventType?
    /// The place of a named user; nil for everybody, members of a crowd included.
    package var user: Int?
    /// The place of a webhook; nil for all.
    package var webhook: Int?
    /// Which attempt of a delivery, from 1.
    package var attempt: Int?
    /// Which of the matching events of each user, from 1, in the order of emission.
    package var nth: Int64?

    /// Aims at what fits all that is given.
    package init(
        event: EventType? = nil,
        user: Int? = nil,
        webhook: Int? = nil,
        attempt: Int? = nil,
        nth: Int64? = nil
    ) {
        self.event = event
        self.user = user
        self.webhook = webhook
        self.attempt = attempt
        self.nth = nth
    }
}

/// Which of all that a fault is aimed at it hits.
package enum FaultChoice: Equatable, Sendable {
    /// All of it.
    case every
    /// Each by chance, drawn for itself.
    case probability(Probability)
    /// The first so many of each user, in the order of emission.
    case count(Int64)
    /// What falls into a span of simulated time, its end not included.
    case window(Range<Moment>)
}

extension FaultTarget {
    /// Whether an event is one of those aimed at, whoever is told of it.
    package func fits(_ type: EventType, user index: Int) -> Bool {
        (event == nil || event == type) && (user == nil || user == index)
    }
}

extension FaultChoice {
    /// Whether it takes the so-manieth of what matches of a user, as far as counting decides.
    package func takes(occurrence: Int64, nth: Int64?) -> Bool {
        if let nth, nth != occurrence { return false }
        if case .count(let count) = self { return occurrence <= count }
        return true
    }

    /// Whether chance and time choose it; as many draws are made whatever the probability.
    package func chooses(at moment: Moment, _ draws: inout RandomStream) -> Bool {
        switch self {
        case .every, .count: true
        case .probability(let probability): draws.happens(probability)
        case .window(let window): window.contains(moment)
        }
    }
}
