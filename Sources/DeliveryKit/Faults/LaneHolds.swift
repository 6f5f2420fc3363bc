import SimulationKit

/// Deliveries that wait for later ones of their lane: by lane and step of the stream's faults.
struct LaneHolds: Sendable {
    struct Place: Hashable, Sendable {
        let lane: StreamLane
        let step: Int
    }

    /// What is held until so many have passed it.
    struct Reordered: Sendable {
        var draft: StreamDraft
        let passesWanted: Int
        var passes = 0
    }

    /// What is held until there are enough of it; `isHit` tells those that the fault has chosen.
    struct Burst: Sendable {
        var drafts: [(draft: StreamDraft, isHit: Bool)] = []
        var hitCount: Int { drafts.reduce(0) { $0 + ($1.isHit ? 1 : 0) } }

        /// All of them, to go out at one moment.
        func released(by last: StreamDraft, _ fault: Int) -> [StreamDraft] {
            drafts.map { held in
                var draft = held.draft
                var mark = FaultMark(.burst, fault: fault, detail: max(0, last.due - draft.due))
                // What only stood behind one that was hit is held with it, and is no injection of its own.
                mark.isInherited = !held.isHit
                draft.marks.append(mark)
                draft.hold(until: last.due)
                draft.leavesAt = max(draft.leavesAt, last.leavesAt)
                return draft
            }
        }
    }

    var reordered: [Place: Reordered] = [:]
    var bursts: [Place: Burst] = [:]

    /// Whose deliveries wait.
    var users: [Int] { reordered.keys.map(\.lane.user) + bursts.keys.map(\.lane.user) }

    /// Takes what waits of a user at one place, the first step first, and the step at which it goes on.
    mutating func takeFirst(of user: Int, steps: [StreamFaults.Step]) -> (drafts: [StreamDraft], step: Int)? {
        guard !reordered.isEmpty || !bursts.isEmpty else { return nil }
        let places = (Array(reordered.keys) + Array(bursts.keys)).filter { $0.lane.user == user }
        let first = places.min { left, right in
            left.step == right.step ? left.lane < right.lane : left.step < right.step
        }
        guard let first else { return nil }
        if let held = reordered.removeValue(forKey: first) {
            // Where nothing has passed it, nothing was done to it.
            var draft = held.draft
            if held.passes > 0 {
                let mark = FaultMark(.reorder, fault: steps[first.step].place, detail: Int64(held.passes))
                draft.marks.append(mark)
            }
            return ([draft], first.step + 1)
        }
        guard let burst = bursts.removeValue(forKey: first), let last = burst.drafts.last else { return nil }
        return (burst.released(by: last.draft, steps[first.step].place), first.step + 1)
    }
}
