import WireKit

/// What personas answer otherwise; without a trait each is the straight way.
extension ConsumerHandler {
    /// The answer to a delivery that was taken, now or earlier.
    func received(_ fact: DeliveryFact) -> ConsumerAnswer {
        switch state.trait.answering {
        case .noContent: ConsumerAnswer(.noContent, [:], body: [], fact: fact)
        case .longPage(let bytes): .page(.accepted, String(repeating: "x", count: bytes), fact: fact)
        case nil, .always200, .expectedSignatureShown, .stackShown, .refusalsExplained: .received(fact)
        }
    }

    /// The answer to a delivery that is signed and refused all the same.
    func refused(_ refusal: DeliveryRefusal, bodyBytes: Int) -> ConsumerAnswer {
        let fact = DeliveryFact(
            refusal.outcome,
            status: refusal.status,
            problem: refusal.message,
            bodyBytes: bodyBytes
        )
        if state.trait.answering == .always200 { return .received(fact) }
        switch refusal {
        case .unwanted, .thrown: return .failed(refusal.status, fact)
        case .notJSON, .notAnObject, .badMember, .tooLong, .usersFull, .integrationsFull, .accountThingsFull:
            return .refused(refusal, fact)
        }
    }

    /// Refuses a delivery that is not signed.
    mutating func refuse(_ request: HTTPRequest, _ problem: String) -> ConsumerAnswer {
        state.counts.note(.unauthorized)
        let fact = DeliveryFact(
            .unauthorized,
            status: .unauthorized,
            problem: problem,
            bodyBytes: request.body.count
        )
        switch state.trait.answering {
        case nil, .noContent, .longPage: return .unauthorized(fact)
        case .always200: return .received(fact)
        case .expectedSignatureShown:
            return Self.unauthorized(problem + ", expected " + judge.expected(request.body), fact)
        case .stackShown: return Self.unauthorized(Self.stack, fact)
        case .refusalsExplained:
            let isMissing = !request.fields.contains("X-Webhook-Signature")
            return isMissing
                ? ConsumerAnswer(
                    .badRequest,
                    ConsumerAnswer.json,
                    body: ConsumerAnswer.problem("missing_signature", problem),
                    fact: fact
                ) : Self.unauthorized(problem, fact)
        }
    }

    /// Notes that a program threw, or a process ended, on a delivery.
    mutating func fail(
        _ request: HTTPRequest,
        _ problem: String,
        status: HTTPStatus = .internalServerError,
        crash: ConsumerCrash? = nil
    ) -> ConsumerAnswer {
        state.counts.note(.failed)
        let answer = ConsumerAnswer.failed(status, problem, bodyBytes: request.body.count)
        return ConsumerAnswer(
            answer.status,
            answer.fields,
            body: answer.body,
            fact: answer.fact,
            crash: crash
        )
    }

    /// What becomes of another method than POST at the path of deliveries; nil for what should.
    mutating func misuse(_ request: HTTPRequest) -> ConsumerAnswer? {
        switch state.trait.intake {
        case .otherMethodsThrow:
            return fail(request, "no body to read")
        case .getCounts where request.method == "GET":
            state.beliefs.processed += 1
            return .page(.ok, "Thank you.")
        case nil, .mediaTypeExact, .bodyBytes, .lengthNeeded, .parsedFirst, .forgeryPage, .getCounts:
            return nil
        }
    }

    /// Does what a hook is for.
    mutating func hook(_ request: HTTPRequest) -> ConsumerAnswer {
        if ConsumerRoute(target: request.target) == .reset {
            forget()
        } else {
            state.failsNext = true
        }
        return .done
    }

    /// Forgets everything that was taken, as a process that begins anew.
    mutating func forget() {
        state = ConsumerState(limits: state.limits, trait: state.trait)
        memory = PersonaMemory(patienceMilliseconds: memory.patienceMilliseconds)
    }

    private static func unauthorized(_ message: String, _ fact: DeliveryFact) -> ConsumerAnswer {
        ConsumerAnswer(
            .unauthorized,
            ConsumerAnswer.unauthorizedFields,
            body: ConsumerAnswer.problem("unauthorized", message),
            fact: fact
        )
    }

    /// What a framework in its debugging mode would show.
    private static let stack = """
        Traceback (most recent call last):
          File "/srv/consumer/app.py", line 42, in webhook
            verify(request.data, request.headers)
          File "/srv/consumer/signing.py", line 17, in verify
            raise InvalidSignature("digest mismatch")
        consumer.signing.InvalidSignature: digest mismatch
        """
}
