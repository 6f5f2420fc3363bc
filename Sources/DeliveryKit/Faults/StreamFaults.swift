import SimulationKit

/// The faults of the stream: turns what an event gives rise to into what is stored, in the order of the file.
///
/// Everything hangs on one user at a time, so that parts of a crowd come to the same as the whole. A lane's
/// order is the order in which deliveries leave.
struct StreamFaults: Sendable {
    /// A fault of this stage with its place in the file.
    struct Step: Sendable {
        let place: Int
        let fault: Fault
    }

    /// What each clock that can stand showed to each receiver last.
    private typealias ClockFaces = [ClockPlace: ToldTimes]

    private struct ClockPlace: Hashable {
        let target: Target
        let fault: Int
    }

    let plan: FaultPlan
    /// Those of this stage.
    let steps: [Step]
    /// Those that make integrations report another status: of the first stage, and done to events here.
    private let vocabulary: [Step]
    /// Those that put the clock wrong; empty where none of them stops it.
    private let clocks: [Step]
    /// Whether any fault counts; only then is anything kept of each user.
    private let counts: Bool
    let profile: Profile
    /// A writer for each profile, made when it is wanted.
    private var writers: [BodyWriter]

    /// How many events each fault was aimed at, by user.
    private var occurrences: [Int: [Int64]] = [:]
    /// What clocks that can stand showed last, by user.
    private var clockFaces: [Int: ClockFaces] = [:]
    /// What waits for its moment, with the step at which it goes on.
    private var held = HeldQueue<(draft: StreamDraft, step: Int)>()
    /// How many deliveries of a user wait for their moment.
    private var heldCounts: [Int: Int] = [:]
    var lanes = LaneHolds()
    /// Users who have no more events and some deliveries that wait.
    private var leaving: Set<Int> = []
    /// Whether no user has any more events.
    private var isOver = false

    init(_ plan: FaultPlan, profile: Profile) {
        self.plan = plan
        self.profile = profile
        let all = plan.faults.enumerated().map { Step(place: $0.offset, fault: $0.element) }
        steps = all.filter { $0.fault.kind.name.stage == .stream }
        vocabulary = all.filter { $0.fault.kind.name == .statusVocabulary }
        let stops = steps.contains { $0.fault.kind == .clockSkew(byMilliseconds: nil) }
        clocks = stops ? steps.filter { $0.fault.kind.name == .clockSkew } : []
        counts = plan.faults.contains { fault in
            if case .count = fault.choice { true } else { fault.target.nth != nil }
        }
        writers = [BodyWriter(profile: profile, seed: plan.seed)]
        writers += Profile.all.map { BodyWriter(profile: $0, seed: plan.seed) }
    }

    /// When something that waits is due; nil where nothing does.
    var nextMoment: Moment? { held.next }

    /// What an event is told as, and what decides which faults its deliveries may meet.
    struct Subject {
        var event: Event
        var taken: UInt64
        var marks: [FaultMark]
    }

    /// Counts an event, and does to it what faults of the first stage do to what it tells.
    mutating func begin(_ event: Event, jobFault: Int?) -> Subject {
        var subject = Subject(event: event, taken: count(event), marks: [])
        if let jobFault {
            subject.marks.append(FaultMark(plan.faults[jobFault].kind.name, fault: jobFault))
        }
        for step in vocabulary where subject.taken >> UInt64(step.place) & 1 == 1 {
            guard case .statusVocabulary(let status) = step.fault.kind else { continue }
            var draws = FaultDraw.stream(
                seed: plan.seed,
                fault: step.place,
                user: event.user.key,
                subject: UInt64(bitPattern: event.ordinal)
            )
            guard step.fault.choice.chooses(at: event.moment, &draws),
                let other = subject.event.reporting(status)
            else { continue }
            subject.event = other
            subject.marks.append(FaultMark(.statusVocabulary, fault: step.place))
        }
        return subject
    }

    /// Takes in a delivery of an event; `number` counts those of the event from 0.
    mutating func add(
        _ subject: Subject,
        for target: Target,
        number: Int,
        at moment: Moment,
        into deliveries: inout [PlannedDelivery]
    ) {
        let key = StableHash(
            UInt64(bitPattern: subject.event.ordinal),
            UInt64(target.webhook),
            UInt64(target.grant),
            0
        ).low
        var draft = StreamDraft(
            event: subject.event,
            target: target,
            emittedAt: moment,
            contentKey: key,
            key: key,
            taken: subject.taken,
            profile: 0,
            leavesAt: moment
        )
        draft.marks = subject.marks.map { FaultMark($0.name, fault: $0.fault, detail: Int64(number)) }
        for (place, fault) in plan.faults.enumerated() {
            if let webhook = fault.target.webhook, webhook != target.webhook {
                draft.taken &= ~(1 << UInt64(place))
            }
        }
        if !clocks.isEmpty { readClocks(&draft) }
        pass(draft, from: 0, into: &deliveries)
    }

    /// Finds out what clocks show that stand where one of their faults hits a delivery.
    ///
    /// Here, and not where the fault comes in: what is delayed, or a copy, has the times of its own event.
    private mutating func readClocks(_ draft: inout StreamDraft) {
        var faces = clockFaces.removeValue(forKey: draft.event.user.index) ?? [:]
        var times = draft.event.times
        for step in clocks {
            guard case .clockSkew(let milliseconds) = step.fault.kind else { continue }
            let (isHit, _) = hit(by: step, draft)
            if let milliseconds {
                if isHit { times = times.ahead(by: milliseconds) }
                continue
            }
            let place = ClockPlace(target: draft.target, fault: step.place)
            if let before = faces[place] {
                draft.stops.append((step.place, before))
                if isHit { times = before }
            }
            faces[place] = times
        }
        clockFaces[draft.event.user.index] = faces
    }

    /// Whether a fault hits a delivery, and whatever more it draws.
    func hit(by step: Step, _ draft: StreamDraft) -> (isHit: Bool, draws: RandomStream) {
        var draws = draws(of: step.fault, step.place, for: draft)
        let isHit =
            draft.taken >> UInt64(step.place) & 1 == 1
            && step.fault.choice.chooses(at: draft.emittedAt, &draws)
        return (isHit, draws)
    }

    /// Lets the first of what waits go on.
    mutating func release(into deliveries: inout [PlannedDelivery]) -> Int? {
        guard let moment = held.next, let first = held.popFirst() else { return nil }
        let step = first.step
        var draft = first.draft
        draft.leavesAt = max(draft.leavesAt, moment)
        let user = draft.event.user.index
        heldCounts[user, default: 1] -= 1
        pass(draft, from: step, into: &deliveries)
        guard isOver || leaving.contains(user) else { return nil }
        flush(user, into: &deliveries)
        return leaving.contains(user) && isGone(user) ? user : nil
    }

    /// A user has no more events; true where nothing of it waits any more.
    mutating func retire(_ user: Int, into deliveries: inout [PlannedDelivery]) -> Bool {
        flush(user, into: &deliveries)
        leaving.insert(user)
        return isGone(user)
    }

    /// No user has any more events: what only waits for others of its lane goes on.
    mutating func finish(into deliveries: inout [PlannedDelivery]) {
        isOver = true
        for user in Set(lanes.users).sorted() { flush(user, into: &deliveries) }
    }

    /// Lets a delivery wait for a moment, and go on with a step.
    mutating func hold(_ draft: StreamDraft, until moment: Moment, step: Int) {
        heldCounts[draft.event.user.index, default: 0] += 1
        held.insert((draft, step), at: min(moment, .latest))
    }

    /// Lets go what waits for later deliveries of its lane, once none is to come: not even one that waits.
    private mutating func flush(_ user: Int, into deliveries: inout [PlannedDelivery]) {
        while heldCounts[user, default: 0] == 0, let (drafts, step) = lanes.takeFirst(of: user, steps: steps)
        {
            for draft in drafts { pass(draft, from: step, into: &deliveries) }
        }
    }

    private mutating func isGone(_ user: Int) -> Bool {
        guard heldCounts[user, default: 0] == 0 else { return false }
        heldCounts[user] = nil
        occurrences[user] = nil
        clockFaces[user] = nil
        leaving.remove(user)
        return true
    }

    /// A bit for each fault that an event may meet, as far as event, user and counting decide.
    private mutating func count(_ event: Event) -> UInt64 {
        var taken: UInt64 = 0
        var seen =
            counts
            ? occurrences[event.user.index] ?? [Int64](repeating: 0, count: plan.faults.count) : []
        for (place, fault) in plan.faults.enumerated() {
            guard fault.target.fits(event.type, user: event.user.index),
                fault.kind.name != .statusVocabulary || event.isOfIntegration
            else { continue }
            if counts {
                seen[place] += 1
                guard fault.choice.takes(occurrence: seen[place], nth: fault.target.nth) else { continue }
            }
            taken |= 1 << UInt64(place)
        }
        if counts { occurrences[event.user.index] = seen }
        return taken
    }

    /// Writes what has come through all steps.
    mutating func emit(_ draft: StreamDraft, into deliveries: inout [PlannedDelivery]) {
        var body: [UInt8] = []
        writers[draft.profile].append(draft.event, for: draft.target, to: &body)
        var marks = draft.marks
        for (edit, mark) in draft.edits {
            let edited = edit.applied(to: body)
            // A spelling that is the same as before is no injection.
            if edited == body { marks.removeAll { $0 == mark } }
            body = edited
        }
        let candidates = draft.taken & plan.attemptBits
        let isPlain = marks.isEmpty && candidates == 0 && draft.notBefore == nil
        deliveries.append(
            PlannedDelivery(
                user: draft.event.user,
                webhook: draft.target.webhook,
                type: draft.event.type,
                ordinal: draft.event.ordinal,
                moment: draft.leavesAt,
                identifier: writers[0].identifierBytes(of: draft.event, for: draft.target),
                body: body,
                fault: isPlain
                    ? nil
                    : PlannedFault(
                        marks: marks,
                        subject: FaultSubject(key: draft.key, candidates: candidates),
                        notBefore: draft.notBefore,
                        eventName: draft.eventName
                    )
            )
        )
    }
}

extension Event {
    fileprivate var isOfIntegration: Bool {
        switch payload {
        case .integration: true
        case .job, .account, .given: false
        }
    }
}
