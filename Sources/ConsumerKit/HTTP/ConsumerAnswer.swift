import JSONKit
package import WireKit

/// What the consumer answers to one request.
package struct ConsumerAnswer: Sendable {
    /// The status.
    package let status: HTTPStatus
    /// The fields of the head, but for those that say how the body is framed.
    package let fields: HTTPFields
    /// The body; JSON, but for what personas answer.
    package let body: [UInt8]
    /// What is to be said of the delivery; nil when the request was none.
    package let fact: DeliveryFact?
    /// How the process ends in the place of this answer; nil where it does not.
    let crash: ConsumerCrash?

    init(
        _ status: HTTPStatus,
        _ fields: HTTPFields,
        body: [UInt8],
        fact: DeliveryFact? = nil,
        crash: ConsumerCrash? = nil
    ) {
        self.crash = crash
        self.status = status
        self.fields = fields
        self.body = body
        self.fact = fact
    }

    /// The delivery is taken, now or earlier.
    static func received(_ fact: DeliveryFact) -> ConsumerAnswer {
        ConsumerAnswer(.ok, json, body: receivedBody, fact: fact)
    }

    /// The delivery is signed and refused all the same.
    static func refused(_ refusal: DeliveryRefusal, _ fact: DeliveryFact) -> ConsumerAnswer {
        ConsumerAnswer(
            refusal.status,
            json,
            body: problem(refusal.status == .badRequest ? "bad_request" : "unavailable", refusal.message),
            fact: fact
        )
    }

    /// The delivery is not signed: the same bytes whatever was wrong, so that nobody learns from them.
    static func unauthorized(_ fact: DeliveryFact) -> ConsumerAnswer {
        ConsumerAnswer(.unauthorized, unauthorizedFields, body: unauthorizedBody, fact: fact)
    }

    /// A persona's program does not take the delivery, and says no more than its framework does.
    static func failed(_ status: HTTPStatus, _ problem: String, bodyBytes: Int) -> ConsumerAnswer {
        let fact = DeliveryFact(.failed, status: status, problem: problem, bodyBytes: bodyBytes)
        return failed(status, fact)
    }

    static func failed(_ status: HTTPStatus, _ fact: DeliveryFact) -> ConsumerAnswer {
        let code = String(status.phrase.lowercased().map { $0 == " " ? "_" : $0 })
        return ConsumerAnswer(status, json, body: problem(code, status.phrase), fact: fact)
    }

    /// A page for people.
    static func page(_ status: HTTPStatus, _ text: String, fact: DeliveryFact? = nil) -> ConsumerAnswer {
        let page = "<!DOCTYPE html><html><body>\(text)</body></html>"
        return ConsumerAnswer(
            status,
            ["Content-Type": "text/html; charset=utf-8"],
            body: Array(page.utf8),
            fact: fact
        )
    }

    /// A hook did what it was asked for.
    static let done = ConsumerAnswer(.noContent, [:], body: [])

    /// The state, for whoever asks.
    static func state(_ probe: [UInt8]) -> ConsumerAnswer {
        ConsumerAnswer(.ok, stateFields, body: probe)
    }

    /// The path exists and takes only these methods.
    static func methodNotAllowed(allow: String) -> ConsumerAnswer {
        ConsumerAnswer(
            .methodNotAllowed,
            ["Content-Type": "application/json", "Allow": allow],
            body: problem("method_not_allowed", "this path takes \(allow)")
        )
    }

    /// Nothing is at that path.
    static let notFound = ConsumerAnswer(
        .notFound,
        json,
        body: problem("not_found", "deliveries are taken at /webhooks, and the state is at /debug/state")
    )

    static let json: HTTPFields = ["Content-Type": "application/json"]
    private static let stateFields: HTTPFields = [
        "Content-Type": "application/json", "Cache-Control": "no-store",
    ]
    /// A 401 must name a scheme (RFC 9110, section 15.5.2); there is no registered one for webhooks.
    static let unauthorizedFields: HTTPFields = [
        "Content-Type": "application/json", "WWW-Authenticate": "X-Webhook-Signature",
    ]
    private static let receivedBody = Array(#"{"received":true}"#.utf8)
    private static let unauthorizedBody = problem(
        "unauthorized",
        "X-Webhook-Signature is not the signature of this body"
    )

    static func problem(_ code: String, _ message: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("error")
        writer.string(code)
        writer.key("message")
        writer.string(message)
        writer.endObject()
        return writer.finish()
    }
}
