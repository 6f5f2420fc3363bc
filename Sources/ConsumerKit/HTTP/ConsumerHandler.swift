import JSONKit
package import WireKit

/// The consumer as a function of requests: no socket, no clock.
///
/// Verifies before anything else is looked at, and only then reads. Everything is decided by the signed body:
/// of the head, nothing but the signature is used.
package struct ConsumerHandler: Sendable {
    /// What was taken so far.
    package private(set) var state: ConsumerState
    private let keys: [(key: HMACSHA256, endMilliseconds: Int64?)]

    /// Makes a consumer for deliveries that are signed with a secret.
    ///
    /// Traps when the secret is empty, with which anybody could sign.
    package init(secret: String, limits: ConsumerLimits = ConsumerLimits()) {
        self.init(secrets: [ConsumerSecret(secret)], limits: limits)
    }

    /// Makes a consumer for deliveries that are signed with one of these secrets.
    ///
    /// Traps when there is none, or an empty one, with which anybody could sign. Each one more costs a
    /// signature more for each delivery that is not signed with one before it.
    package init(secrets: [ConsumerSecret], limits: ConsumerLimits = ConsumerLimits()) {
        precondition(!secrets.isEmpty, "a consumer needs a secret")
        precondition(secrets.allSatisfy { !$0.text.isEmpty }, "a consumer's secrets are not empty")
        keys = secrets.map { (Signature.key(secret: $0.text), $0.endMilliseconds) }
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

    /// Counts a delivery that a fault kept from the consumer.
    mutating func noteNotTaken() {
        state.counts.note(.notTaken)
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
        var isOutdated = false
        for (key, endMilliseconds) in keys
        where Signature.verify(signature.span, body: request.body.span, key: key) {
            guard let endMilliseconds else { return nil }
            if let time = Self.milliseconds(of: request.body), time < endMilliseconds { return nil }
            isOutdated = true
        }
        return isOutdated
            ? "the signature is of a secret that was replaced before this event"
            : "the signature is not this body's"
    }

    /// The time that a signed body is stamped with, whatever its envelope calls it.
    private static func milliseconds(of body: [UInt8]) -> Int64? {
        let root = try? JSONReader.read(
            body,
            dialect: .json,
            duplicateKeys: .lastWins,
            loneSurrogates: .replace
        )
        let stamp = root?["timestamp"]?.string ?? root?["created_at"]?.string
        guard let microseconds = stamp.flatMap({ EventTime.microseconds($0) }) else { return nil }
        // Downwards before 1970 too.
        return microseconds >= 0 ? microseconds / 1_000 : -((999 - microseconds) / 1_000)
    }

    private static let signatureField = "X-Webhook-Signature"
}
