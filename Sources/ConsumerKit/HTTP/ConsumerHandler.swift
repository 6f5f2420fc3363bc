package import WireKit

/// The consumer as a function of requests: no socket, no clock.
///
/// Verifies before anything else is looked at, and only then reads. Everything is decided by the signed body:
/// of the head, nothing but the signature is used.
package struct ConsumerHandler: Sendable {
    /// What was taken so far.
    package private(set) var state: ConsumerState
    private let key: HMACSHA256

    /// Makes a consumer for deliveries that are signed with a secret.
    ///
    /// Traps when the secret is empty, with which anybody could sign.
    package init(secret: String, limits: ConsumerLimits = ConsumerLimits()) {
        precondition(!secret.isEmpty, "a consumer needs a secret")
        key = Signature.key(secret: secret)
        state = ConsumerState(limits: limits)
    }

    /// Answers a request.
    package mutating func handle(_ request: HTTPRequest) -> ConsumerAnswer {
        switch ConsumerRoute(target: request.target) {
        case .deliveries:
            if request.method == "POST" { return deliver(request) }
            state.counts.misdirected += 1
            return .methodNotAllowed(allow: "POST")
        case .state:
            if request.method == "GET" || request.method == "HEAD" { return .state(state.beliefs.probe) }
            state.counts.misdirected += 1
            return .methodNotAllowed(allow: "GET, HEAD")
        case .nowhere:
            state.counts.misdirected += 1
            return .notFound
        }
    }

    private mutating func deliver(_ request: HTTPRequest) -> ConsumerAnswer {
        let bodyBytes = request.body.count
        if let problem = signatureProblem(request) {
            state.counts.note(.unauthorized)
            return .unauthorized(
                DeliveryFact(.unauthorized, status: .unauthorized, problem: problem, bodyBytes: bodyBytes)
            )
        }
        do throws(DeliveryRefusal) {
            let (event, outcome) = try state.take(request.body)
            return .received(DeliveryFact(event, outcome, bodyBytes: bodyBytes))
        } catch {
            let fact = DeliveryFact(
                error.outcome,
                status: error.status,
                problem: error.message,
                bodyBytes: bodyBytes
            )
            return .refused(error, fact)
        }
    }

    /// What is wrong with the signature, for the person at this consumer alone; nil when it is good.
    private func signatureProblem(_ request: HTTPRequest) -> String? {
        guard let signature = request.fields.bytes(of: Self.signatureField) else {
            return "the signature is missing"
        }
        // Which of two would count is for a forger to choose, so neither does.
        guard request.fields.values(of: Self.signatureField).count == 1 else {
            return "there is more than one signature"
        }
        guard signature.count == Signature.byteCount else {
            return "the signature has \(signature.count) bytes, not \(Signature.byteCount)"
        }
        return Signature.verify(signature.span, body: request.body.span, key: key)
            ? nil : "the signature is not this body's"
    }

    private static let signatureField = "X-Webhook-Signature"
}
