import JSONKit
import SimulationKit
import WireKit

// Headers and body: HTTP is taken as it is, and only what is signed is believed.
extension ContractCheck {
    static let headers = [
        mediaType, auxiliaryFields, eventMismatch, noRedirect, chunkedBody, reusedConnection,
        acknowledgementBody, attemptTime,
    ]

    static let mediaType = ContractCheck(
        "HDR-01",
        "the media type may have parameters and any case",
        .must,
        sends:
            "Right deliveries with 'Content-Type: application/json; charset=utf-8' and 'Application/JSON'. Both must be accepted.",
        why:
            "Whoever compares the whole text answers 415 to a delivery that a proxy or another version of the sender has only spelled otherwise.",
        source: "RFC 9110, section 8.3.1; rudder-server#1463",
        remedy: .readBody
    ) { run throws(CheckStop) in
        for type in ["application/json; charset=utf-8", "Application/JSON"] {
            try run.accept(
                run.delivery().with { $0.contentType = type },
                "a delivery with 'Content-Type: \(type)'",
                hint: "compare the media type without its parameters and without case"
            )
        }
    }

    static let auxiliaryFields = ContractCheck(
        "HDR-02",
        "the fields beside the signature may be missing",
        .should,
        sends:
            "Right deliveries without X-Webhook-Event, without X-Webhook-Id and without X-Webhook-Timestamp. Each is accepted or refused with 400, and breaks nothing.",
        why:
            "Only the body is signed; a field that is read without looking is an error 500 on the day it is missing.",
        source: "000, the table of headers; automagik-dev/omni#936",
        remedy: .routeByBody
    ) { run throws(CheckStop) in
        let ways: [(String, (inout CheckDelivery) -> Void)] = [
            ("X-Webhook-Event", { $0.eventField = nil }), ("X-Webhook-Id", { $0.identifierField = nil }),
            ("X-Webhook-Timestamp", { $0.timeField = nil }),
        ]
        for (name, change) in ways {
            let answer = try run.endure(
                run.delivery().with(change),
                "a delivery without \(name)",
                hint: "a field that may be missing is read as one"
            )
            guard !answer.isAccepted, answer.standing != .broken, answer.standing != .silent,
                answer.status != 400
            else { continue }
            run.fail(
                "a delivery without \(name) was \(answer.words)",
                hint: "what is signed is all there",
                [answer]
            )
        }
    }

    static let eventMismatch = ContractCheck(
        "HDR-03",
        "where head and body name other events, the body counts",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "A right body of integration.created whose head names integration.deleted. It is refused, or accepted and the integration is there.",
        why: "The head is not signed: whoever believes it lets strangers turn one event into another.",
        source: "000, the signature covers the body alone",
        remedy: .routeByBody
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let answer = try run.endure(
            run.delivery(.integrationCreated, of: subject)
                .with { $0.eventField = EventType.integrationDeleted.name },
            "a body of integration.created whose head names integration.deleted"
        )
        guard answer.isAccepted else { return }
        try run.effects(.integration) { () throws(CheckStop) in
            try run.expect(
                .integration,
                of: subject,
                "a body of integration.created whose head named integration.deleted was accepted",
                wanted: "anything but null",
                hint: "the event is taken from the head, which is not signed"
            ) { $0 != nil && $0 != .null }
        }
    }

    static let noRedirect = ContractCheck(
        "HDR-04",
        "the endpoint does not redirect",
        .must,
        sends:
            "A right delivery to the URL as it is configured; redirects are not followed. The answer must be none.",
        why:
            "Senders follow no redirects, and those that do turn POST into GET on the way, so that the body is lost.",
        source: "000, '2xx'; Standard Webhooks, '3xx: failure'; RFC 9110, section 15.4.2",
        remedy: .serveInPlace
    ) { run throws(CheckStop) in
        let answer = try run.send(run.delivery())
        guard answer.standing != .redirected else {
            run.judgeAcceptance(answer, "a right delivery")
            return
        }
        guard !answer.isAccepted else { return }
        run.leaveOpen(
            "a right delivery was \(answer.words), so that what would become of it is not seen",
            [answer]
        )
    }

    static let chunkedBody = ContractCheck(
        "HDR-05",
        "a body in chunks is accepted",
        .should,
        sends: "A right delivery in chunks, without Content-Length. It must be accepted.",
        why: "Proxies between sender and consumer may send on in chunks what came with a length.",
        source: "RFC 9112, section 7.1; clawsweeper#1295",
        remedy: .readBody
    ) { run throws(CheckStop) in
        try run.accept(
            run.delivery().with { $0.framing = .chunks(of: 100) },
            "a delivery in chunks",
            hint: "read the body to its end, however it is framed"
        )
    }

    static let reusedConnection = ContractCheck(
        "HDR-06",
        "deliveries over one connection stay in step",
        .should,
        sends:
            "Twenty deliveries one after the other, over one connection where the consumer keeps it open, a forged one among them. The forged one must be refused, all others accepted.",
        why:
            "A body that is left unread when a delivery is refused early becomes the beginning of the next request.",
        source: "RFC 9112, section 9.3",
        remedy: .readBody
    ) { run throws(CheckStop) in
        for number in 1...20 {
            if number == 8 {
                let forged = run.delivery().with { delivery in
                    let key = run.dialect.isPortfolio ? "alias" : "name"
                    // Longer than what a server reads together with the head.
                    delivery[data: key] = .string(String(repeating: "x", count: 40_000))
                    delivery.signing = .bytes(Array(repeating: UInt8(ascii: "0"), count: 64))
                }
                let answer = try run.send(forged)
                run.judgeRefusal(answer, "a forged delivery among right ones", alsoFine: [413])
                continue
            }
            try run.accept(
                run.delivery(),
                number == 9
                    ? "the right delivery after a forged one over the same connection"
                    : "a right delivery over a connection that was used before",
                hint: number == 9 ? "the body of the refused delivery was left unread" : nil
            )
        }
    }

    static let acknowledgementBody = ContractCheck(
        "HDR-07",
        "what an acknowledgement says does not matter",
        .info,
        sends:
            "A right delivery. Its answer may have any status of 2xx, any body and any type; they are told.",
        why: "Senders look at the status alone.",
        source: "000, any 2xx",
        remedy: .acknowledgeFirst
    ) { run throws(CheckStop) in
        let answer = try run.accept(run.delivery(), "a right delivery")
        guard case .success(let response) = answer.result, answer.isAccepted else { return }
        let size = response.bodyCutOff ? "more than \(response.body.count)" : "\(response.body.count)"
        let type = response.fields["Content-Type"].map { " of \($0.prefix(100))" } ?? ""
        run.inform(
            "a right delivery is acknowledged with \(response.status) and \(size) bytes\(type)",
            [answer]
        )
    }

    static let attemptTime = ContractCheck(
        "HDR-08",
        "a later attempt is the same delivery",
        .must,
        effects: .some,
        sends:
            "A right delivery twice, byte for byte the same body, with a later X-Webhook-Timestamp the second time. Both must be accepted, and it counts once.",
        why:
            "The head's time is that of the attempt: whoever takes it for a part of the delivery's identity works twice.",
        source:
            "000, the header is the time of the delivery; Standard Webhooks, attempt and event have times of their own",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        let delivery = run.delivery()
        try run.expectCount(
            1,
            "a delivery and its second attempt",
            hint: "deliveries are told apart by more than the id in their body"
        ) { () throws(CheckStop) in
            try run.accept(delivery, "a right delivery")
            try run.accept(
                delivery.with { $0.timeField = $0.timeField.map { $0 + 30_000 } },
                "its second attempt, 30 s later",
                hint: "acknowledge what was taken before"
            )
        }
    }
}
