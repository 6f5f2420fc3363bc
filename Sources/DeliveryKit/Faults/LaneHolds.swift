import SimulationKit

/// Deliveries that wait for later ones of their lane: by lane and step of the stream's faults.
///
/// By user first: taking in a delivery, and letting a user go, cost the same however many others wait.
struct LaneHolds: Sendable {
    struct Place: Hashable, Sendable {
        let lane: StreamLane
        let step: Int
    }

    /// What is held until so many have passed it.
    struct Reordered: Sendable {
        private var draft: StreamDraft
        /// When it would have gone out.
        private let due: Moment
        let passesWanted: Int
        private(set) var passes = 0

        init(_ draft: StreamDraft, passesWanted: Int) {
            self.draft = draft
            self.passesWanted = passesWanted
            due = draft.due
        }

        /// Lets another one go before it, which it goes out no earlier than.
        mutating func letPass(_ other: StreamDraft) {
            passes += 1
            draft.hold(until: other.due)
            draft.leavesAt = max(draft.leavesAt, other.leavesAt)
        }

        /// It, to go on behind those that have passed it; where nothing has, nothing was done to it.
        func released(_ fault: Int) -> StreamDraft {
            var draft = draft
            if passes > 0 { draft.marks.append(FaultMark(.reorder, fault: fault, detail: draft.due - due)) }
            return draft
        }
    }

    /// What is held until there are enough of it; `isHit` tells those that the fault has chosen.
    struct Burst: Sendable {
        private var drafts: [(draft: StreamDraft, isHit: Bool)] = []
        private(set) var hitCount = 0

        mutating func add(_ draft: StreamDraft, _ isHit: Bool) {
            drafts.append((draft, isHit))
            if isHit { hitCount += 1 }
        }

        /// All of them, to go out at one moment: that of the last.
        func released(_ fault: Int) -> [StreamDraft] {
            guard let last = drafts.last?.draft else { return [] }
            return drafts.map { held in
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

    private var reordered: [Int: [Place: Reordered]] = [:]
    private var bursts: [Int: [Place: Burst]] = [:]

    /// Whose deliveries wait, each once or twice.
    var users: [Int] { Array(reordered.keys) + Array(bursts.keys) }

    /// What is held at a place for others to pass it.
    func reordered(at place: Place) -> Reordered? { reordered[place.lane.user]?[place] }

    /// Holds something at a place for others to pass it, or nothing any more.
    mutating func set(_ held: Reordered?, at place: Place) {
        reordered[place.lane.user, default: [:]][place] = held
        if reordered[place.lane.user]?.isEmpty ?? false { reordered[place.lane.user] = nil }
    }

    /// Whether a burst gathers at a place.
    func isBursting(at place: Place) -> Bool { bursts[place.lane.user]?[place] != nil }

    /// Adds to the burst at a place; gives all of it, once so many of it are hit.
    mutating func add(_ draft: StreamDraft, _ isHit: Bool, of size: Int, at place: Place) -> Burst? {
        // Where it stands: a copy of what is held for each that comes would make many dear.
        bursts[place.lane.user, default: [:]][place, default: Burst()].add(draft, isHit)
        guard let burst = bursts[place.lane.user]?[place], burst.hitCount >= size else { return nil }
        return takeBurst(at: place)
    }

    /// Takes what waits of a user at one place, the first step first, and the step at which it goes on.
    mutating func takeFirst(of user: Int, steps: [StreamFaults.Step]) -> (drafts: [StreamDraft], step: Int)? {
        let places = [reordered[user].map { Array($0.keys) }, bursts[user].map { Array($0.keys) }]
        let first = places.compactMap(\.self).joined().min { left, right in
            left.step == right.step ? left.lane < right.lane : left.step < right.step
        }
        guard let first else { return nil }
        let fault = steps[first.step].place
        if let held = reordered(at: first) {
            set(nil, at: first)
            return ([held.released(fault)], first.step + 1)
        }
        return takeBurst(at: first).map { ($0.released(fault), first.step + 1) }
    }

    private mutating func takeBurst(at place: Place) -> Burst? {
        let burst = bursts[place.lane.user]?.removeValue(forKey: place)
        if bursts[place.lane.user]?.isEmpty ?? false { bursts[place.lane.user] = nil }
        return burst
    }
}
