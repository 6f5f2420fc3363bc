import SimulationKit
import WireKit

extension Engine {
    /// Whether somebody is asked before each attempt now.
    var isStepping: Bool {
        guard hooks.until == nil, let stepper = hooks.stepper else { return false }
        return stepper.isStepping
    }

    /// How long an answer may take: where somebody steps, the handler may stand at a breakpoint.
    var timeoutMilliseconds: Int {
        isStepping ? plan.limits.steppedTimeoutMilliseconds : plan.settings.timeoutMilliseconds
    }

    /// Whether nothing is under way: on the wire, to the record, or back from it.
    private var isAtRest: Bool { inFlight == 0 && record.isEmpty && bodyRequests.isEmpty }

    /// Whether a step of the world at a moment is wanted, as far as the run is paced by hand.
    ///
    /// Somebody who steps sees nothing made that is not due: what is recorded is what was looked at.
    func isWanted(_ moment: Moment) -> Bool {
        if let until = hooks.until { return moment <= until }
        guard isStepping else { return true }
        return isAtRest && moment <= ready.first?.moment ?? .latest
    }

    /// Whether the next attempt may go out, as far as the run is paced by hand.
    func isLetOut(_ entry: ReadyQueue.Entry, now: Int64) -> Bool {
        if let until = hooks.until { return entry.moment <= until }
        guard isStepping, let stepper = hooks.stepper else { return true }
        guard isAtRest, !canGenerate(at: now) else { return false }
        guard let head = tracks[entry.track].head else { preconditionFailure("a track in line has a head") }
        let history = histories[Int(head.webhook)]
        switch history.versions[history.place(at: entry.moment)].standing {
        case .active: break
        // Nothing goes out: there is nothing to ask.
        case .deleted, .disabled: return true
        }
        let attempt = UpcomingAttempt(
            sequence: head.sequence,
            webhook: Int(head.webhook),
            eventName: head.eventName.map { String(decoding: $0, as: UTF8.self) } ?? head.type.name,
            moment: entry.moment,
            number: head.attemptCount + 1,
            body: head.body
        )
        if stepper.permits(attempt) { return true }
        stop.request(.asked)
        return false
    }

    /// Whether the moment has been reached up to which the run was to go by itself, with all before it done.
    ///
    /// The limit is lifted where somebody steps from there; else the stop is asked for.
    func hasReachedLimit() -> Bool {
        guard let until = hooks.until, isAtRest, gates.heldCount == 0,
            source.nextMoment.map({ $0 > until }) ?? true, ready.first.map({ $0.moment > until }) ?? true
        else { return false }
        if hooks.stepper == nil {
            stop.request(.asked)
        } else {
            hooks.until = nil
        }
        return true
    }

    /// Tells those who watch what became of an attempt.
    func tell(_ attempt: AttemptRow, _ completion: WireCompletion, at moment: Moment, retryAt: Moment?) {
        if let watch = hooks.watch, watch.observe(attempt: attempt) { stop.request(.decided) }
        guard isStepping, let stepper = hooks.stepper, let request = stepped else { return }
        let head = tracks[Int(completion.token)].head
        let history = head.map { histories[Int($0.webhook)] }
        let version = history.map { $0.versions[$0.place(at: moment)] }
        stepper.observe(
            SteppedAttempt(
                request: request,
                url: version.map { RunNotes.Endpoint.noted($0.url) } ?? request.endpoint.description,
                result: completion.result,
                tookNanoseconds: completion.tookNanoseconds,
                outcome: attempt.outcome,
                retryAt: retryAt
            )
        )
    }
}
