import SimulationKit
import WireKit

extension Engine {
    /// Puts a track whose head is durable in line for sending.
    func schedule(_ place: Int) {
        tracks[place].schedule(retryPolicy: plan.settings.retry, seed: plan.seed)
        enqueue(place)
    }

    /// Sends what is due, as far as connections are free.
    func dispatch() {
        let now = MonotonicClock.nanoseconds()
        gates.release(into: &ready, now: now)
        while inFlight < connectionsMax, let first = ready.first,
            clock.nanoseconds(until: first.moment, now: now) <= 0, isLetOut(first, now: now)
        {
            _ = ready.popFirst()
            let webhook = webhook(of: first.track)
            let version = histories[webhook].place(at: first.moment)
            switch histories[webhook].versions[version].standing {
            case .active:
                // Whoever steps paces the wire already.
                guard gates.isOpen(webhook, now: now) || isStepping else {
                    gates.hold(first, webhook: webhook)
                    continue
                }
                gates.send(webhook, now: now)
                send(first, by: version)
            case .deleted: cancel(first)
            case .disabled: preconditionFailure("nothing is due while its webhook is disabled")
            }
        }
        post()
    }

    /// Puts an attempt on the wire, as the webhook is at its moment.
    private func send(_ entry: ReadyQueue.Entry, by version: Int) {
        let delivery = tracks[entry.track].send()
        figures.now = max(figures.now, entry.moment)
        inFlight += 1
        let webhook = Int(delivery.webhook)
        var bytes = writers[webhook][version].request(
            body: delivery.body,
            identifier: delivery.identifier,
            type: delivery.type,
            eventName: delivery.eventName,
            attemptAt: entry.moment
        )
        var fault: WireFault?
        if delivery.subject.candidates != 0 {
            (bytes, fault) = spoil(bytes, of: delivery, at: entry.moment, by: version, track: entry.track)
        }
        outbox.append(
            (
                WireRequest(
                    endpoint: histories[webhook].versions[version].url.endpoint,
                    bytes: bytes,
                    timeoutMilliseconds: timeoutMilliseconds,
                    fault: fault
                ),
                UInt64(entry.track)
            )
        )
    }

    /// Puts what was written on the wire.
    ///
    /// In one go: a consumer that is quicker than the writing would fall asleep after each request, and waking
    /// it is the dearest part of sending.
    private func post() {
        for (request, token) in outbox { loop.submit(request, token: token) }
        if hooks.stepper != nil, let last = outbox.last { stepped = last.request }
        outbox.removeAll(keepingCapacity: true)
    }

    /// Gives a delivery up whose webhook is gone, and has that recorded.
    private func cancel(_ entry: ReadyQueue.Entry) {
        let delivery = tracks[entry.track].cancel()
        figures.now = max(figures.now, entry.moment)
        figures.cancelled += 1
        record.add(
            AttemptRow(
                delivery: delivery.sequence,
                number: Int32(delivery.attemptCount + 1),
                moment: entry.moment.milliseconds,
                settled: entry.moment.milliseconds,
                status: 0,
                tookMicroseconds: 0,
                outcome: .cancelled,
                fault: takeMarks(of: entry.track)
            ),
            track: entry.track
        )
    }

    private func webhook(of place: Int) -> Int {
        guard let head = tracks[place].head else { preconditionFailure("a track in line has a head") }
        return Int(head.webhook)
    }

    /// Lets the network move and takes in what came.
    func turn(waitMilliseconds: Int) throws(EngineError) {
        events.removeAll(keepingCapacity: true)
        loop.turn(into: &events, waitMilliseconds: waitMilliseconds)
        for event in events {
            switch event {
            case .completed(let completion):
                inFlight -= 1
                gates.receive(webhook(of: Int(completion.token)))
                if case .failure(.noDescriptor(let error)) = completion.result {
                    try recall(Int(completion.token), .noDescriptor(error))
                } else {
                    settle(completion)
                }
            case .inbound, .inboundBegan, .inboundCancelled, .woken: continue
            }
        }
    }

    /// Takes in what the ledger has made durable.
    func takeReplies() throws(EngineError) {
        replies.removeAll(keepingCapacity: true)
        ledger.takeReplies(into: &replies)
        for reply in replies {
            switch reply {
            case .committed(let token): advance(record.commit(upTo: token))
            case .bodies(let token, let bodies): take(bodies, for: bodyRequests.take(token))
            case .failed(let error): throw .ledger(error)
            }
        }
    }

    /// Puts a track in line for the moment at which its webhook lets the head go out, or ends.
    private func enqueue(_ place: Int) {
        guard let head = tracks[place].head else { return }
        switch opening(of: head, track: place) {
        case .at(let moment): tracks[place].wait(until: moment)
        case .cancelled(let moment): tracks[place].wait(untilCancelledAt: moment)
        case .never:
            tracks.park(place)
            _ = takeMarks(of: place)
            return
        }
        ready.insert(
            ReadyQueue.Entry(moment: tracks[place].moment, sequence: head.sequence, track: place)
        )
    }

    private func advance(_ durable: RecordQueue.Durable) {
        for place in durable.settled {
            tracks.proceed(place)
            switch tracks[place].state {
            case .scheduled: enqueue(place)
            case .recording: scheduleIfDurable(place)
            case .idle, .flying, .settling, .parked: continue
            }
        }
        for place in durable.recorded where tracks[place].state == .recording { scheduleIfDurable(place) }
    }

    private func scheduleIfDurable(_ place: Int) {
        guard let head = tracks[place].head else { return }
        guard head.sequence <= record.durableThrough else {
            record.wait(track: place)
            return
        }
        guard head.hasBody else {
            let wanted = tracks[place].withoutBodies(countMax: tracks.bodiesPerFetch)
            bodyRequests.want(wanted, track: place)
            return
        }
        schedule(place)
    }

    /// Takes in bodies that come back from the record; the heads that waited for theirs may be sent.
    private func take(_ bodies: [LedgerBody], for places: [Int]) {
        for (place, body) in zip(places, bodies)
        where tracks.take(body: body.body, of: body.sequence, for: place) && tracks[place].state == .recording
        {
            schedule(place)
        }
    }

    /// Puts a delivery back that no connection could be opened for: that is nobody's answer.
    private func recall(_ place: Int, _ error: WireError) throws(EngineError) {
        guard inFlight > 0 else { throw .wire(error) }
        // As many as there are descriptors for, from now on.
        connectionsMax = min(connectionsMax, inFlight)
        _ = takeFlight(of: place)
        tracks[place].recall()
        enqueue(place)
    }

    /// Judges an answer, or its absence, and has it recorded.
    private func settle(_ completion: WireCompletion) {
        plan.ledgerOptions.crash?(.afterSend)
        let place = Int(completion.token)
        guard let head = tracks[place].head else { preconditionFailure("a track on the wire has a head") }
        let flight = takeFlight(of: place)
        if let flight, flight.isForged { return settle(completion, of: flight, head) }
        let moment = tracks[place].moment
        let attempt = head.attemptCount + 1
        if plan.settings.keepsAnswers, case .success(let answer) = completion.result {
            answers.keep(answer.body, of: head.sequence)
        }
        let verdict = Verdict(completion.result, policy: plan.settings.retry)
        let timeout = plan.settings.timeoutMilliseconds
        let took = flight?.timeout(completion.result, otherwise: timeout) ?? timeout
        let settledAt = min(moment + (verdict.isTimeout ? Int64(took) : 0), .latest)
        figures.now = max(figures.now, settledAt)
        figures.attempts += 1
        if verdict.status > 0 { figures.answered += 1 }
        var outcome = AttemptOutcome.failed
        var retryAt: Moment?
        if verdict.isAccepted {
            outcome = .delivered
            figures.delivered += 1
        } else if verdict.isRetryable, attempt < plan.settings.retry.attemptsMax {
            outcome = .retry
            figures.retries += 1
            head.retryAfter = verdict.retryAfter
            retryAt = plan.settings.retry.moment(
                ofAttempt: attempt + 1,
                after: settledAt,
                of: head,
                seed: plan.seed
            )
        } else {
            figures.failed += 1
        }
        tracks[place].settle(at: settledAt, retryAt: retryAt)
        let row = AttemptRow(
            delivery: head.sequence,
            number: Int32(attempt),
            moment: moment.milliseconds,
            settled: settledAt.milliseconds,
            status: Int32(verdict.status),
            error: verdict.error,
            tookMicroseconds: completion.tookNanoseconds / 1_000,
            outcome: outcome,
            fault: takeMarks(of: place, and: flight?.marks(completion.result) ?? []),
            answer: outcome == .retry ? verdict.retryAfter : nil,
            wasResent: completion.wasResent
        )
        record.add(row, track: place)
        tell(row, completion, at: moment, retryAt: retryAt)
    }
}

/// What one answer, or its absence, means for the delivery.
struct Verdict {
    /// The HTTP status; 0 without an answer.
    let status: Int
    /// Why there was no answer.
    let error: String?
    let isAccepted: Bool
    let isRetryable: Bool
    /// Whether the time was over: the one failure that takes simulated time.
    let isTimeout: Bool
    /// The lines of the answer that say when to come again; nil where nobody wants to know.
    let retryAfter: [UInt8]?

    init(_ result: Result<HTTPResponse, WireFailure>, policy: RetryPolicy) {
        switch result {
        case .success(let response):
            status = response.status
            error = nil
            isAccepted = (200..<300).contains(response.status)
            isRetryable = policy.retries(status: response.status)
            isTimeout = false
            retryAfter = policy.honoursRetryAfter ? RetryAfter.lines(of: response.fields) : nil
        case .failure(let failure):
            status = 0
            retryAfter = nil
            error = failure.message
            isAccepted = false
            isRetryable = true
            switch failure {
            case .timedOut, .givenUp, .answerLost: isTimeout = true
            case .refused, .unreachable, .closedBeforeAnswer, .reset, .malformedAnswer, .unresolved,
                .secure, .noDescriptor, .cancelled, .severed, .other:
                isTimeout = false
            }
        }
    }
}
