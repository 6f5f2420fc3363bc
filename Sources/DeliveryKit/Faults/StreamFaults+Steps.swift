import SimulationKit

extension StreamFaults {
    /// Takes a delivery through the faults from a step on, and out at the end.
    mutating func pass(
        _ draft: StreamDraft,
        from first: Int,
        into deliveries: inout [PlannedDelivery]
    ) {
        var draft = draft
        for index in first..<max(first, steps.count) {
            let (place, fault) = (steps[index].place, steps[index].fault)
            var (isHit, draws) = hit(by: steps[index], draft)
            // These see all of a lane, to let it pass or to hold it up.
            switch fault.kind {
            case .reorder(let span):
                if reorder(draft, isHit, span, index, &draws, into: &deliveries) { return }
                continue
            case .burst(let size):
                if burst(draft, isHit, size, index, into: &deliveries) { return }
                continue
            case .jobFail, .jobStall, .statusVocabulary, .unknownEvent, .unknownField, .dialect, .wire,
                .clockSkew, .fanOut, .drop, .duplicate, .delay, .outage, .secret, .tamper, .stripHeader,
                .headerMismatch, .staleReplay, .sever, .dribble, .giveUpEarly, .loseAnswer, .crash:
                guard isHit else { continue }
            }
            switch fault.kind {
            case .unknownEvent, .fanOut, .duplicate:
                multiply(draft, fault.kind, index, draws, into: &deliveries)
                return
            case .drop:
                draft.marks.append(FaultMark(.drop, fault: place))
                emit(draft, into: &deliveries)
                return
            case .delay(let distribution, let overtakes):
                let milliseconds = max(0, distribution.draw(from: &draws))
                guard milliseconds > 0 else { continue }
                draft.marks.append(FaultMark(.delay, fault: place, detail: milliseconds))
                draft.hold(until: draft.due + milliseconds)
                guard !overtakes else { return hold(draft, until: draft.due, step: index + 1) }
            case .unknownField, .dialect, .wire, .clockSkew:
                rewrite(&draft, fault.kind, place)
            case .reorder, .burst, .jobFail, .jobStall, .statusVocabulary, .outage, .secret, .tamper,
                .stripHeader, .headerMismatch, .staleReplay, .sever, .dribble, .giveUpEarly, .loseAnswer,
                .crash:
                preconditionFailure("\(fault.kind.name) is no fault of the stream's contents")
            }
        }
        emit(draft, into: &deliveries)
    }

    /// The draws of one fault for one delivery; copies have the same contents.
    func draws(of fault: Fault, _ place: Int, for draft: StreamDraft) -> RandomStream {
        let subject: UInt64
        switch fault.kind {
        case .unknownEvent, .unknownField, .dialect, .wire, .clockSkew, .fanOut: subject = draft.contentKey
        case .drop, .duplicate, .reorder, .delay, .burst, .jobFail, .jobStall, .statusVocabulary, .outage,
            .secret, .tamper, .stripHeader, .headerMismatch, .staleReplay, .sever, .dribble, .giveUpEarly,
            .loseAnswer, .crash:
            subject = draft.key
        }
        return FaultDraw.stream(seed: plan.seed, fault: place, user: draft.event.user.key, subject: subject)
    }

    /// Changes what the body says or how it is spelt.
    private func rewrite(_ draft: inout StreamDraft, _ kind: FaultKind, _ place: Int) {
        var mark = FaultMark(kind.name, fault: place)
        mark.isInherited = draft.isCopy
        switch kind {
        case .dialect(let profile): draft.profile = profile + 1
        case .clockSkew(let milliseconds):
            let times = draft.event.times
            let told =
                milliseconds.map { times.ahead(by: $0) } ?? draft.stops.first { $0.fault == place }?.times
            // The first of all has nothing before it, and a time that is right is no injection.
            guard let told, told != times else { return }
            draft.event = draft.event.told(at: told)
            mark.detail = milliseconds ?? told.moment - times.moment
        case .unknownField: draft.edits.append((.addFields(draft.contentKey), mark))
        case .wire(let spelling): draft.edits.append((.spell(spelling), mark))
        case .unknownEvent, .fanOut, .drop, .duplicate, .reorder, .delay, .burst, .jobFail, .jobStall,
            .statusVocabulary, .outage, .secret, .tamper, .stripHeader, .headerMismatch, .staleReplay, .sever,
            .dribble, .giveUpEarly, .loseAnswer, .crash:
            preconditionFailure("\(kind.name) changes no body")
        }
        draft.marks.append(mark)
    }

    /// Lets a delivery go on, and what comes of it besides after it.
    private mutating func multiply(
        _ draft: StreamDraft,
        _ kind: FaultKind,
        _ index: Int,
        _ draws: RandomStream,
        into deliveries: inout [PlannedDelivery]
    ) {
        let place = steps[index].place
        pass(draft, from: index + 1, into: &deliveries)
        switch kind {
        case .unknownEvent, .fanOut:
            // What was announced once more with its original is not announced again with a copy.
            if draft.isCopy { return }
        case .duplicate, .unknownField, .dialect, .wire, .clockSkew, .drop, .reorder, .delay, .burst,
            .jobFail, .jobStall, .statusVocabulary, .outage, .secret, .tamper, .stripHeader,
            .headerMismatch, .staleReplay, .sever, .dribble, .giveUpEarly, .loseAnswer, .crash:
            break
        }
        switch kind {
        case .unknownEvent:
            let names = UnknownEvents.names(of: draft.event.type)
            var draws = draws
            let choice = Int(draws.below(UInt64(names.count)))
            var other = addition(1, to: draft, by: place, mark: FaultMark(.unknownEvent, fault: place))
            other.marks[other.marks.count - 1].detail = Int64(choice)
            let name = Array(names[choice].utf8)
            other.eventName = name
            other.edits.append((.rename(name), FaultMark(.unknownEvent, fault: place, detail: Int64(choice))))
            // What is aimed at a documented event is not aimed at this one.
            for (place, fault) in plan.faults.enumerated() where fault.target.event != nil {
                other.taken &= ~(1 << UInt64(place))
            }
            pass(other, from: index + 1, into: &deliveries)
        case .fanOut(let count):
            for number in 1..<max(2, count) {
                let mark = FaultMark(.fanOut, fault: place, detail: Int64(number))
                let other = addition(number, to: draft, by: place, mark: mark)
                pass(other, from: index + 1, into: &deliveries)
            }
        case .duplicate(let copies, let gapMilliseconds):
            for number in 1...max(1, copies) {
                var copy = draft
                copy.beCopy(number, of: place)
                copy.marks.append(FaultMark(.duplicate, fault: place, detail: Int64(number)))
                guard gapMilliseconds > 0 else {
                    pass(copy, from: index + 1, into: &deliveries)
                    continue
                }
                copy.hold(until: draft.due + gapMilliseconds * Int64(number))
                hold(copy, until: copy.due, step: index + 1)
            }
        case .unknownField, .dialect, .wire, .clockSkew, .drop, .reorder, .delay, .burst, .jobFail,
            .jobStall, .statusVocabulary, .outage, .secret, .tamper, .stripHeader, .headerMismatch,
            .staleReplay, .sever, .dribble, .giveUpEarly, .loseAnswer, .crash:
            preconditionFailure("\(kind.name) makes no further delivery")
        }
    }

    /// Another delivery of the same event with an id of its own; where bodies name a grant, another grant.
    private func addition(
        _ number: Int,
        to draft: StreamDraft,
        by place: Int,
        mark: FaultMark
    ) -> StreamDraft {
        var other = draft
        other.beAddition(number, of: place)
        other.marks.append(mark)
        let identifier = profile.identifier(
            ofAddition: number,
            by: place,
            to: draft.contentKey ^ draft.event.user.key,
            seed: plan.seed
        )
        other.event = draft.event.renamed(to: identifier)
        if mark.name == .fanOut {
            // Beyond all that the user has.
            let grant = (draft.target.grant + 1) * Self.grantStride + number
            other.target = Target(webhook: draft.target.webhook, grant: grant)
        }
        return other
    }

    /// Further than any user's own grants, and apart for each of them.
    private static let grantStride = 1_000

    /// Holds a delivery of a lane, or counts one that passes what is held; true where it goes no further here.
    private mutating func reorder(
        _ draft: StreamDraft,
        _ isHit: Bool,
        _ span: Int,
        _ index: Int,
        _ draws: inout RandomStream,
        into deliveries: inout [PlannedDelivery]
    ) -> Bool {
        let place = LaneHolds.Place(lane: draft.lane, step: index)
        guard var held = lanes.reordered(at: place) else {
            guard isHit else { return false }
            let wanted = 1 + Int(draws.below(UInt64(span)))
            lanes.set(LaneHolds.Reordered(draft, passesWanted: wanted), at: place)
            return true
        }
        held.letPass(draft)
        let isOver = held.passes == held.passesWanted
        lanes.set(isOver ? nil : held, at: place)
        pass(draft, from: index + 1, into: &deliveries)
        if isOver { pass(held.released(steps[index].place), from: index + 1, into: &deliveries) }
        return true
    }

    /// Holds a lane from the first that is hit until there are enough of them; true where it goes no further.
    private mutating func burst(
        _ draft: StreamDraft,
        _ isHit: Bool,
        _ size: Int,
        _ index: Int,
        into deliveries: inout [PlannedDelivery]
    ) -> Bool {
        let place = LaneHolds.Place(lane: draft.lane, step: index)
        guard isHit || lanes.isBursting(at: place) else { return false }
        guard let burst = lanes.add(draft, isHit, of: size, at: place) else { return true }
        for released in burst.released(steps[index].place) {
            pass(released, from: index + 1, into: &deliveries)
        }
        return true
    }
}

/// Events that a provider might announce one day (000, 002: "More Events Coming Soon").
enum UnknownEvents {
    /// Names that no profile knows, of the kind that the provider of an event might give.
    static func names(of type: EventType) -> [String] {
        type.isOfAccount
            ? ["invoice.created", "subscription.renewed"] : ["portfolio.rebalanced", "integration.synced"]
    }
}
