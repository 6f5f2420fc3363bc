/// The order of first acceptances within one user, integration or run, round by round.
///
/// A round of an event is made of itself and, of each kind that is expected before it, the latest
/// that was emitted before it. So a second chain is held against its own beginning, a kind that
/// repeats (`integration.updated`) against what it follows, and what was never accepted in a round
/// is left out of it. An event with nothing of an expected kind emitted before it is out of order
/// where that kind comes only later:
///
/// | expected | emitted | accepted | order |
/// | --- | --- | --- | --- |
/// | a b | a1 b1 a2 b2 | a1 b1 a2 b2 | holds |
/// | a b | a1 b1 b2 a2 | a1 b1 b2 a2 | holds: b2 follows a1 |
/// | a b | a1 b1 a2 b2 | a1 b1 b2 a2 | b2 before a2 |
/// | a b | a1 b1 | b1 a1 | b1 before a1 |
/// | b a | a1 b1 | a1 b1 | a1 before b1 |
/// | a b | a1 b1 a2 b2 | a1 a2 b2 | holds |
/// | a b | a1 b1 a2 b2 | b1 a2 b2 | holds: round 1 lacks its a |
/// | a b | a1 b1 | b1 | not judged |
struct OrderRounds {
    /// Two events that were accepted the wrong way round.
    struct Inversion: Equatable {
        /// What was accepted first.
        let early: OrderedEvent
        /// What should have been accepted before it.
        let late: OrderedEvent
    }

    /// What the events of one group came to.
    enum Outcome: Equatable {
        /// One of the kinds was never accepted.
        case notJudged
        case held
        /// The first inversion in order of emission.
        case broken(Inversion)
    }

    /// Judges the events of one group, in any order, against so many steps.
    static func outcome(of events: [OrderedEvent], stepCount: Int) -> Outcome {
        let emitted = firstAcceptances(events)
        var first = [OrderedEvent?](repeating: nil, count: stepCount)
        for event in emitted where event.isAccepted {
            let step = Int(event.step)
            if let earlier = first[step], earlier.wasSettled(before: event) { continue }
            first[step] = event
        }
        let firsts = first.compactMap(\.self)
        guard firsts.count == stepCount else { return .notJudged }
        return inversion(in: emitted, firsts: firsts).map(Outcome.broken) ?? .held
    }

    /// The events in order of emission, each once: copies count as the one that was accepted first.
    private static func firstAcceptances(_ events: [OrderedEvent]) -> [OrderedEvent] {
        var kept: [OrderedEvent] = []
        kept.reserveCapacity(events.count)
        for event in events.sorted(by: { $0.wasEmitted(before: $1) }) {
            if let last = kept.last, event.isCopy(of: last) { continue }
            kept.append(event)
        }
        return kept
    }

    private static func inversion(in emitted: [OrderedEvent], firsts: [OrderedEvent]) -> Inversion? {
        var latest = [OrderedEvent?](repeating: nil, count: firsts.count)
        for event in emitted {
            if event.isAccepted {
                for step in 0..<Int(event.step) {
                    // Without one before it, the first of all is the one that should have come before.
                    let predecessor = latest[step] ?? firsts[step]
                    if predecessor.isAccepted, event.wasSettled(before: predecessor) {
                        return Inversion(early: event, late: predecessor)
                    }
                }
            }
            latest[Int(event.step)] = event
        }
        return nil
    }
}
