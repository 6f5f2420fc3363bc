import JSONKit
import WireKit

/// What is done about requests over time.
extension ConsumerHandler {
    /// How long personas leave between a question and what they do by its answer, in milliseconds.
    private static let raceMilliseconds = 20
    private static let countRaceMilliseconds = 5
    private static let sharedVerdictMilliseconds = 3
    private static let crowdedMilliseconds = 5
    /// The bytes of a body that a server has read with the head, before it refuses.
    private static let bytesReadWithHead = 16_384
    /// The most connections that are remembered as left unread.
    private static let connectionsMax = 1_024

    /// Meets a request: what is done at once is done, and what is to follow is told.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - connection: names the connection that it came by.
    ///   - nowNanoseconds: the time on `MonotonicClock`.
    /// - Returns: The steps, of which one answers, or ends the process.
    mutating func meet(
        _ request: HTTPRequest,
        connection: UInt64,
        nowNanoseconds: Int64
    ) -> [ConsumerStep] {
        guard let pace = state.trait.pace, request.method == "POST",
            ConsumerRoute(target: request.target) == .deliveries
        else { return [Self.step(handle(request))] }
        memory.deliveryCount += 1
        let patience = memory.patienceMilliseconds
        switch pace {
        case .workAfterAnswer(let milliseconds): return workAfterAnswer(request, milliseconds)
        case .limited(let deliveries):
            return [Self.step(limited(request, deliveries, nowNanoseconds))]
        case .coldStart: return late(request, memory.deliveryCount == 1 ? 6 * patience : 0)
        case .pauses: return late(request, memory.deliveryCount.isMultiple(of: 8) ? patience * 3 / 2 : 0)
        case .tooLate: return late(request, 11 * patience)
        case .workBeforeAnswer:
            let answer = handle(request)
            let isWork =
                answer.fact?.outcome.isProcessed == true && answer.fact?.event == "costbasis.completed"
            return [.wait(milliseconds: isWork ? patience * 2 / 3 : 0), Self.step(answer)]
        case .crowded(let deliveries):
            guard memory.crowd < deliveries else { return [Self.step(fail(request, "too much at once"))] }
            memory.crowd += 1
            return [.wait(milliseconds: Self.crowdedMilliseconds), .work(.handleCrowded(request))]
        case .oneBodyAtATime: return [Self.step(handle(request))]
        case .watchdog: return watched(request)
        case .deduplicationRace: return deduplicationRace(request)
        case .countRace: return countRace(request)
        case .stateRace: return stateRace(request)
        case .sharedVerdict:
            memory.sharedVerdict = judge.verdict(on: request)
            return [.wait(milliseconds: Self.sharedVerdictMilliseconds), .work(.decide(request))]
        case .unreadBody: return unreadBody(request, connection)
        case .logosFetched:
            let answer = handle(request)
            let isTaken = answer.fact?.outcome.isProcessed == true
            return [Self.step(answer)] + (isTaken ? LogoRequest.steps(for: request.body) : [])
        }
    }

    /// Goes on with what was to be done later; what follows it, if anything.
    mutating func resume(_ work: PersonaWork) -> ConsumerStep? {
        switch work {
        case .take(let request):
            return take(request).fact.map(ConsumerStep.show)
        case .handleCrowded(let request):
            memory.crowd -= 1
            return Self.step(handle(request))
        case .finish(let event, let request):
            return Self.step(finish(event, request))
        case .count(let event, let request, let processed):
            state.beliefs.processed = processed
            return Self.step(received(DeliveryFact(event, .applied, bodyBytes: request.body.count)))
        case .write(let event, let request, let job, let standing, let owner, let isNewer):
            if isNewer { state.beliefs.replace(job, standing, of: owner) }
            let outcome = isNewer ? DeliveryOutcome.applied : .outdated
            return Self.step(received(DeliveryFact(event, outcome, bodyBytes: request.body.count)))
        case .decide(let request):
            guard case .bad(let problem) = memory.sharedVerdict else { return Self.step(take(request)) }
            return Self.step(refuse(request, problem))
        case .watch(let owner, let deliveryCount):
            guard memory.deliveryCount == deliveryCount else { return nil }
            let standing = state.beliefs[owner]?.standing(of: .transferDetection)
            return standing?.endsRun == false ? .crash(.untilRestart) : nil
        }
    }

    private static func step(_ answer: ConsumerAnswer) -> ConsumerStep {
        answer.crash.map(ConsumerStep.crash) ?? .answer(answer, closes: false)
    }

    /// Does the work at once and answers later.
    private mutating func late(_ request: HTTPRequest, _ milliseconds: Int) -> [ConsumerStep] {
        [.wait(milliseconds: milliseconds), Self.step(handle(request))]
    }
}

// MARK: - Lawful

extension ConsumerHandler {
    private mutating func workAfterAnswer(_ request: HTTPRequest, _ milliseconds: Int) -> [ConsumerStep] {
        guard case .good = judge.verdict(on: request), !state.failsNext else {
            return [Self.step(handle(request))]
        }
        let answer = ConsumerAnswer(.accepted, ConsumerAnswer.json, body: Array(#"{"queued":true}"#.utf8))
        return [.answer(answer, closes: false), .wait(milliseconds: milliseconds), .work(.take(request))]
    }

    private mutating func limited(
        _ request: HTTPRequest,
        _ deliveries: Int,
        _ now: Int64
    ) -> ConsumerAnswer {
        let stretch = Int64(memory.patienceMilliseconds) * 1_000_000
        if memory.limitBegan.map({ now - $0 >= stretch }) ?? true {
            memory.limitBegan = now
            memory.limitCount = 0
        }
        guard memory.limitCount < deliveries else {
            let answer = fail(request, "too many deliveries", status: .tooManyRequests)
            var fields = answer.fields
            // A header of whole seconds has no word for less.
            let seconds = memory.patienceMilliseconds / 1_000
            if seconds > 0 { fields.append("Retry-After", String(seconds)) }
            return ConsumerAnswer(answer.status, fields, body: answer.body, fact: answer.fact)
        }
        memory.limitCount += 1
        return handle(request)
    }
}

// MARK: - Races

extension ConsumerHandler {
    /// A new event of a good signature; nil for all that is answered at once.
    private func newEvent(_ request: HTTPRequest) -> SignedEvent? {
        guard case .good = judge.verdict(on: request), !state.failsNext,
            let event = try? state.read(request.body, request.fields),
            !state.seen.contains(IdentifierWindow.Mark(event.identifier))
        else { return nil }
        return event
    }

    private mutating func deduplicationRace(_ request: HTTPRequest) -> [ConsumerStep] {
        guard let event = newEvent(request) else { return [Self.step(handle(request))] }
        return [.wait(milliseconds: Self.raceMilliseconds), .work(.finish(event, request))]
    }

    /// Takes an event that was new when it came.
    private mutating func finish(_ event: SignedEvent, _ request: HTTPRequest) -> ConsumerAnswer {
        do throws(DeliveryRefusal) {
            let outcome = try state.believe(event, request.fields)
            let mark = IdentifierWindow.Mark(event.identifier)
            if !state.seen.contains(mark) { state.seen.insert(mark) }
            state.count(event)
            state.counts.note(outcome)
            return received(DeliveryFact(event, outcome, bodyBytes: request.body.count))
        } catch {
            state.counts.note(error.outcome)
            return refused(error, bodyBytes: request.body.count)
        }
    }

    private mutating func countRace(_ request: HTTPRequest) -> [ConsumerStep] {
        guard let event = newEvent(request) else { return [Self.step(handle(request))] }
        let before = state.beliefs.processed
        let answer = finish(event, request)
        guard answer.fact?.outcome.isProcessed == true else { return [Self.step(answer)] }
        // What `finish` counted is written over with what was read.
        state.beliefs.processed = before
        return [
            .wait(milliseconds: Self.countRaceMilliseconds),
            .work(.count(event, request, processed: before + 1)),
        ]
    }

    private mutating func stateRace(_ request: HTTPRequest) -> [ConsumerStep] {
        guard let event = newEvent(request),
            case .change(.job(let job, let standing), let owner) = event.meaning, !standing.endsRun
        else { return [Self.step(handle(request))] }
        let isNewer = state.beliefs[owner]?.standing(of: job).map { $0 < standing } ?? true
        state.seen.insert(IdentifierWindow.Mark(event.identifier))
        state.count(event)
        state.counts.note(isNewer ? .applied : .outdated)
        let work = PersonaWork.write(event, request, job, standing, owner: owner, isNewer: isNewer)
        return [.wait(milliseconds: Self.raceMilliseconds), .work(work)]
    }
}

// MARK: - Others

extension ConsumerHandler {
    private mutating func watched(_ request: HTTPRequest) -> [ConsumerStep] {
        let event = newEvent(request)
        let answer = handle(request)
        guard answer.fact?.outcome == .applied,
            case .change(.job(.transferDetection, let standing), let owner)? = event?.meaning,
            !standing.endsRun
        else { return [Self.step(answer)] }
        // It is gone when somebody who rested for a patience comes again.
        return [
            Self.step(answer), .wait(milliseconds: memory.patienceMilliseconds * 4 / 5),
            .work(.watch(owner: owner, deliveryCount: memory.deliveryCount)),
        ]
    }

    private mutating func unreadBody(_ request: HTTPRequest, _ connection: UInt64) -> [ConsumerStep] {
        if memory.connectionsLeftUnread.remove(connection) != nil {
            let answer = fail(request, "the bytes before it are no request", status: .badRequest)
            return [.answer(answer, closes: true)]
        }
        let answer = handle(request)
        if answer.status == .unauthorized, request.keepAlive, request.body.count > Self.bytesReadWithHead,
            memory.connectionsLeftUnread.count < Self.connectionsMax
        {
            memory.connectionsLeftUnread.insert(connection)
        }
        return [Self.step(answer)]
    }
}
