import SimulationKit
import WireKit

/// What is done to the request that is under way on a track, kept until it settles.
struct Flight {
    /// What was done, in the order of stages and file.
    var marks: [FaultMark]
    /// Whether it is the illegal request that goes out beside an attempt.
    var isForged: Bool
    /// How long the sender waits for the answer, in simulated time too; nil for the timeout.
    var patienceMilliseconds: Int?
}

// Faults of request and connection.
//
// What the request stage makes is illegal: a consumer that refuses it is right, and one that drops it in silence
// is too, unless a wrong signature should have told it so (`ForgedSignature`). So it never is an attempt of the
// delivery: it goes out besides, alone and before the attempt that it was made from, at the same moment, once. Its
// row has the number of that attempt, the outcome `forged`, the marks and whatever was answered; nothing of that
// counts for the delivery, and it takes no simulated time. The attempt itself follows unspoilt once that row is
// durable, so that `accepted: 'all'` means what it always means. All request faults that hit one attempt make one
// illegal request together.
//
// Faults of the connection hit the attempt itself and not the illegal request, whose answer is wanted. They are
// marked where they took place: not where nobody listened, or the answer to be lost was no acceptance.

extension Engine {
    /// What goes out of a delivery at a moment instead of its request, and what is done to that on its way.
    func spoil(
        _ request: [UInt8],
        of delivery: Delivery,
        at moment: Moment,
        by version: Int,
        track: Int
    ) -> (bytes: [UInt8], fault: WireFault?) {
        if delivery.forgedAttempt <= delivery.attemptCount,
            let forged = forge(request, of: delivery, at: moment, by: version)
        {
            flights[track] = Flight(marks: forged.marks, isForged: true)
            return (forged.bytes, nil)
        }
        let injections = injections(.wire, of: delivery, at: moment)
        guard !injections.isEmpty else { return (request, nil) }
        let headCount = request.count - delivery.body.count
        let fault = WireFault(injections.map(\.kind), headCount: headCount, byteCount: request.count)
        flights[track] = Flight(
            marks: injections.map(\.mark),
            isForged: false,
            patienceMilliseconds: fault.patienceMilliseconds
        )
        return (request, fault)
    }

    /// The illegal request that is made from an attempt's; nil where no fault changes a byte of it.
    private func forge(
        _ request: [UInt8],
        of delivery: Delivery,
        at moment: Moment,
        by version: Int
    ) -> (bytes: [UInt8], marks: [FaultMark])? {
        let injections = injections(.request, of: delivery, at: moment)
        guard !injections.isEmpty,
            var draft = RequestDraft(request, bodyCount: delivery.body.count)
        else { return nil }
        let history = histories[Int(delivery.webhook)]
        let faults = RequestFaults(
            profile: plan.profile,
            eventName: delivery.eventName ?? Array(delivery.type.name.utf8),
            moment: moment,
            key: history.versions[version].key,
            previousKey: history.key(before: version)
        )
        let done = faults.apply(injections, to: &draft)
        guard !done.isEmpty else { return nil }
        let signature = faults.signature(of: draft)
        let marks = done.map { injection in
            var mark = injection.mark
            mark.detail = signature.rawValue
            return mark
        }
        return (draft.bytes, marks)
    }

    private func injections(
        _ stage: FaultStage,
        of delivery: Delivery,
        at moment: Moment
    ) -> [FaultPlan.Injection] {
        plan.faults.injections(
            stage,
            of: delivery.subject,
            user: delivery.userKey,
            attempt: delivery.attemptCount + 1,
            at: moment
        )
    }

    /// What was done to the request that has come back, and forgets it.
    func takeFlight(of track: Int) -> Flight? {
        flights.isEmpty ? nil : flights.removeValue(forKey: track)
    }

    /// Has recorded what was answered to an illegal request; the attempt itself is the next thing that goes out.
    func settle(_ completion: WireCompletion, of flight: Flight, _ head: Delivery) {
        let place = Int(completion.token)
        let moment = tracks[place].moment
        let verdict = Verdict(completion.result, policy: plan.settings.retry)
        figures.attempts += 1
        figures.forged += 1
        if verdict.status > 0 { figures.answered += 1 }
        head.forgedAttempt = head.attemptCount + 1
        tracks[place].settleForged()
        let row = AttemptRow(
            delivery: head.sequence,
            number: Int32(head.attemptCount + 1),
            moment: moment.milliseconds,
            settled: moment.milliseconds,
            status: Int32(verdict.status),
            error: verdict.error,
            tookMicroseconds: completion.tookNanoseconds / 1_000,
            outcome: .forged,
            fault: FaultMark.encoded(flight.marks),
            wasResent: completion.wasResent
        )
        record.add(row, track: place)
        tell(row, completion, at: moment, retryAt: nil)
    }
}

extension Flight {
    /// The marks of what took place, as the end of the exchange shows it.
    func marks(_ result: Result<HTTPResponse, WireFailure>) -> [FaultMark] {
        marks.filter { mark in
            switch (mark.name, result) {
            case (.sever, .failure(.severed)), (.giveUpEarly, .failure(.givenUp)),
                (.loseAnswer, .failure(.answerLost)):
                true
            case (.sever, _), (.giveUpEarly, _), (.loseAnswer, _): false
            case (_, .failure(let failure)): failure.isBehindConnecting
            case (_, .success): true
            }
        }
    }

    /// How much simulated time an end without an answer takes that is a timeout.
    func timeout(_ result: Result<HTTPResponse, WireFailure>, otherwise milliseconds: Int) -> Int {
        if case .failure(.givenUp) = result, let patienceMilliseconds {
            return min(patienceMilliseconds, milliseconds)
        }
        return milliseconds
    }
}

extension WireFailure {
    /// Whether anything can have been sent before it.
    fileprivate var isBehindConnecting: Bool {
        switch self {
        case .refused, .unreachable, .unresolved, .noDescriptor, .timedOut(.resolving),
            .timedOut(.connecting),
            .timedOut(.handshaking):
            false
        case .timedOut, .closedBeforeAnswer, .reset, .malformedAnswer, .secure, .cancelled, .severed,
            .givenUp,
            .answerLost, .other:
            true
        }
    }
}

extension WireFault {
    /// Puts the faults of one attempt together: of two of a kind the harsher one holds.
    convenience init(_ kinds: [FaultKind], headCount: Int, byteCount: Int) {
        var cut: Int?
        var rate: Int?
        var patience: Int?
        var losesAnswer = false
        for kind in kinds {
            switch kind {
            case .sever(.headers): cut = min(cut ?? .max, headCount)
            case .sever(.body): cut = min(cut ?? .max, byteCount)
            case .sever(.bytes(let count)): cut = min(cut ?? .max, count)
            case .dribble(let bytesPerSecond): rate = min(rate ?? .max, bytesPerSecond)
            case .giveUpEarly(let milliseconds): patience = min(patience ?? .max, milliseconds)
            case .loseAnswer: losesAnswer = true
            case .jobFail, .jobStall, .statusVocabulary, .unknownEvent, .unknownField, .dialect, .wire,
                .clockSkew, .fanOut, .drop, .duplicate, .reorder, .delay, .outage, .burst, .secret, .tamper,
                .stripHeader, .headerMismatch, .staleReplay, .crash:
                preconditionFailure("\(kind.name) is no fault of the connection")
            }
        }
        self.init(
            cutAfterBytes: cut,
            bytesPerSecond: rate,
            patienceMilliseconds: patience,
            losesAnswer: losesAnswer
        )
    }
}
