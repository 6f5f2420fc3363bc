import SimulationKit
import WireKit

extension CheckRun {
    /// Sends a delivery and judges nothing.
    @discardableResult
    func send(_ delivery: CheckDelivery, fault: WireFault? = nil) throws(CheckStop) -> CheckAnswer {
        let answer = try session.send(delivery, fault: fault)
        if delivery.signing == .right { session.count(delivery.type) }
        lastAnswer = answer
        return answer
    }

    /// Sends deliveries, so many at once, and judges nothing.
    ///
    /// Those that meet the consumer's limit come again one by one, unless that is what is asked for.
    func sendTogether(
        _ deliveries: [CheckDelivery],
        atOnce: Int? = nil,
        retryingLimited: Bool = true
    ) throws(CheckStop) -> [CheckAnswer] {
        for delivery in deliveries where delivery.signing == .right { session.count(delivery.type) }
        let atOnce = atOnce ?? deliveries.count
        let answers =
            if retryingLimited {
                try session.sendTogether(deliveries, atOnce: atOnce)
            } else {
                try session.send(deliveries.map { session.sending(of: $0) }, atOnce: atOnce)
            }
        lastAnswer = answers.last ?? lastAnswer
        return answers
    }

    /// Sends what must be accepted; `words` say what it is, as in `a delivery without a charset`.
    @discardableResult
    func accept(
        _ delivery: CheckDelivery,
        _ words: String,
        hint: String? = nil
    ) throws(CheckStop) -> CheckAnswer {
        let answer = try send(delivery)
        judgeAcceptance(answer, words, hint: hint)
        return answer
    }

    /// Judges an answer to what must be accepted.
    func judgeAcceptance(_ answer: CheckAnswer, _ words: String, hint: String? = nil) {
        switch answer.standing {
        case .accepted: break
        case .limited:
            leaveOpen(
                "\(words) was answered 429 again and again: the consumer limits how much it takes",
                [answer]
            )
        case .redirected:
            fail(
                "\(words) was \(answer.words), a redirect, which is not followed",
                hint: hint
                    ?? "the URL is not the one that takes deliveries: mind its path and its last slash",
                [answer]
            )
        case .refused, .refusedOtherwise, .retryInvited, .broken, .unknown, .silent:
            fail("\(words) was \(answer.words)", hint: hint ?? Self.hint(of: answer), [answer])
        }
    }

    /// Sends what must be refused, and then a canary, which the endpoint must still accept.
    ///
    /// A refusal says nothing where right deliveries are refused too: then it is left open.
    @discardableResult
    func reject(
        _ delivery: CheckDelivery,
        _ words: String,
        hint: String? = nil,
        alsoFine: Set<Int> = []
    ) throws(CheckStop) -> CheckAnswer {
        guard session.isGateOpen else {
            leaveOpen("right deliveries are not accepted (SIG-01), so that a refusal says nothing")
            throw .settled
        }
        let answer = try send(delivery)
        judgeRefusal(answer, words, hint: hint, alsoFine: alsoFine)
        try survive(words, after: answer)
        return answer
    }

    /// Judges an answer to what must be refused.
    func judgeRefusal(
        _ answer: CheckAnswer,
        _ words: String,
        hint: String? = nil,
        alsoFine: Set<Int> = []
    ) {
        if let status = answer.status, alsoFine.contains(status) { return }
        switch answer.standing {
        case .refused: break
        case .accepted: fail("\(words) was \(answer.words)", hint: hint, [answer])
        case .refusedOtherwise:
            warn(
                "\(words) was \(answer.words): refused, though for another reason than the signature",
                hint: "answer 401, so that whoever looks knows why",
                [answer]
            )
        case .limited:
            leaveOpen(
                "\(words) was answered 429 again and again: the consumer limits how much it takes",
                [answer]
            )
        case .retryInvited:
            fail("\(words) was \(answer.words), which asks for it again", hint: "answer 401", [answer])
        case .redirected:
            fail("\(words) was \(answer.words), which neither accepts nor refuses", hint: hint, [answer])
        case .broken, .unknown, .silent:
            fail("\(words) was \(answer.words)", hint: hint ?? Self.hint(of: answer), [answer])
        }
    }

    /// Sends what may be accepted or refused, and must not break the consumer; then a canary.
    @discardableResult
    func endure(
        _ delivery: CheckDelivery,
        _ words: String,
        hint: String? = nil
    ) throws(CheckStop) -> CheckAnswer {
        let answer = try send(delivery)
        switch answer.standing {
        case .accepted, .refused, .refusedOtherwise, .limited: break
        case .retryInvited:
            fail("\(words) was \(answer.words), which asks for it again", hint: hint, [answer])
        case .redirected, .broken, .unknown, .silent:
            fail("\(words) was \(answer.words)", hint: hint ?? Self.hint(of: answer), [answer])
        }
        try survive(words, after: answer)
        return answer
    }

    /// Sends canaries until one is accepted: an endpoint that takes longer did not survive what came before.
    func survive(_ words: String, after answer: CheckAnswer) throws(CheckStop) {
        guard session.isGateOpen else { return }
        let canary = try canary()
        guard !canary.isAccepted else { return }
        fail(
            "the endpoint did not survive: after \(words), a right delivery was \(canary.words)",
            hint: "one request must never end the process: catch what goes wrong within its handler",
            [answer, canary]
        )
        let end = MonotonicClock.nanoseconds() + 3 * patienceMilliseconds * 1_000_000
        while MonotonicClock.nanoseconds() < end {
            try session.wire.rest(milliseconds: max(1, patienceMilliseconds / 10))
            if try self.canary().isAccepted { return }
        }
        session.isGone = true
        throw .gone
    }

    /// Sends a right delivery about somebody new.
    func canary(about subject: CheckSubject? = nil) throws(CheckStop) -> CheckAnswer {
        let before = lastAnswer
        let answer = try send(delivery(dialect.firstEvent, of: subject ?? self.subject()))
        lastAnswer = before
        canaries.observe(answer)
        return answer
    }

    /// What an answer hints at.
    static func hint(of answer: CheckAnswer) -> String? {
        switch answer.standing {
        case .broken: "an error that nobody caught: see the consumer's own log"
        case .silent: hint(ofSilence: answer.result)
        case .accepted, .refused, .refusedOtherwise, .retryInvited, .limited, .redirected, .unknown: nil
        }
    }

    /// What the lack of an answer hints at; nil where its reason says all.
    private static func hint(ofSilence result: Result<HTTPResponse, WireFailure>) -> String? {
        guard case .failure(let failure) = result else { return nil }
        switch failure {
        case .closedBeforeAnswer, .reset:
            return "the handler, or the whole process, ended in the middle of it: see the consumer's own log"
        case .timedOut(.waiting), .timedOut(.receiving): return "answer first, and work then"
        case .malformedAnswer: return "what listens there does not speak HTTP/1.1, or breaks it"
        case .refused, .unreachable, .timedOut, .unresolved, .secure, .noDescriptor, .cancelled, .severed,
            .givenUp, .answerLost, .other:
            return nil
        }
    }
}
