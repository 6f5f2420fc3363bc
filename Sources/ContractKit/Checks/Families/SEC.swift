import DeliveryKit
import JSONKit
import SimulationKit
import WireKit

// Security: strangers learn nothing and change nothing.
extension ContractCheck {
    static let security = [
        eventConfusion, identifierBypass, noOracle, noTrace, uniformRefusal, hostileText, foreignFetch,
        staleReplay, encryptedTarget, constantTime,
    ]

    static let eventConfusion = ContractCheck(
        "SEC-01",
        "a signed body cannot be made another event by its head",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "integration.created, then a right body of integration.updated whose head names integration.deleted. It is refused, or the integration is still there.",
        why:
            "Whoever has seen one delivery could remove every integration by sending it again with another header.",
        source: "000, only the body is signed, while its samples switch on the header",
        remedy: .routeByBody
    ) { run throws(CheckStop) in
        let subject = run.subject()
        try run.accept(run.delivery(.integrationCreated, of: subject, seconds: 0), "an integration.created")
        let answer = try run.endure(
            run.delivery(.integrationUpdated, of: subject, seconds: 10)
                .with { $0.eventField = EventType.integrationDeleted.name },
            "a body of integration.updated whose head names integration.deleted"
        )
        guard answer.isAccepted else { return }
        try run.effects(.integration) { () throws(CheckStop) in
            try run.expectSettled(
                .integration,
                of: subject,
                "after a body of integration.updated whose head named integration.deleted",
                wanted: "anything but null",
                hint: "events are routed by X-Webhook-Event, which is not signed: route by the body"
            ) { value in
                value != nil && value != .null && value?.string?.uppercased() != "DELETED"
            }
        }
    }

    static let identifierBypass = ContractCheck(
        "SEC-02",
        "a replay under another id in its head has no effect",
        .should,
        effects: .some,
        sends:
            "One right body and its signature with three different ids in X-Webhook-Id. It counts once, or the others are refused.",
        why:
            "The head's id is not signed: whoever deduplicates by it works again for every id that a stranger makes up.",
        source: "000, which recommends the header; only the body is signed",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        let delivery = run.delivery()
        try run.expectCount(
            1,
            "one body under three ids in its head",
            hint: "duplicates are told by X-Webhook-Id, which is not signed: use the id in the body"
        ) { () throws(CheckStop) in
            for number in 1...3 {
                try run.endure(
                    delivery.with {
                        $0.identifierField = number == 1 ? $0.identifier : "\($0.identifier)\(number)"
                    },
                    "a body under another id in its head"
                )
            }
        }
    }

    static let noOracle = ContractCheck(
        "SEC-03",
        "a refusal does not tell the right signature",
        .must,
        sends:
            "A delivery with a wrong signature. Neither the right one, in hex or base64, nor the secret stands in the answer.",
        why: "A message such as 'expected …, got …' signs for everybody.",
        source: "adnanh/webhook#85",
        remedy: .refuseUniformly
    ) { run throws(CheckStop) in
        let delivery = run.delivery().signed(.bytes(Array(repeating: UInt8(ascii: "0"), count: 64)))
        let answer = try run.reject(delivery, "a delivery with a wrong signature")
        guard case .success(let response) = answer.result else { return }
        let right = run.session.writer.signature(of: delivery.body)
        let digest = HMACSHA256(key: run.session.target.secret).authenticate(delivery.body)
        let text = Array(response.fields.wireBytes) + response.body
        let lower = text.map(ASCIIBytes.lowered)
        let secret = run.session.target.secret
        for (words, bytes, place) in [
            ("the right signature", right, lower),
            ("the right signature in base64", Encoded.base64(digest.bytes), text),
            ("the secret", secret.count >= SecretMask.secretBytesMin ? secret : [], text),
        ] where !bytes.isEmpty && place.containsSlice(bytes) {
            run.fail(
                "the answer to a wrong signature holds \(words)",
                hint: "say that the signature is wrong, and nothing of what would be right",
                [answer]
            )
        }
    }

    static let noTrace = ContractCheck(
        "SEC-04",
        "answers hold no traces of the program",
        .should,
        sends:
            "Requests that are refused: wrong, short and missing signatures, and a signed body that is no JSON. No answer holds a stack trace or a path of a file.",
        why: "Traces tell strangers what runs there and where it breaks.",
        source: "Truxify#3755; CWE-209",
        remedy: .refuseUniformly
    ) { run throws(CheckStop) in
        let zeros = Array(repeating: UInt8(ascii: "0"), count: 64)
        let deliveries = [
            run.delivery().signed(.bytes(zeros)), run.delivery().signed(.bytes(Array("abc".utf8))),
            run.delivery().signed(.missing), run.delivery().spelled(Array("{\"id\":".utf8)),
        ]
        for delivery in deliveries {
            let answer = try run.send(delivery)
            try run.survive("a request that is refused", after: answer)
            guard case .success(let response) = answer.result else { continue }
            let text = String(decoding: response.body, as: UTF8.self)
            guard let trace = ProgramTrace.first(in: text) else { continue }
            run.fail(
                "an answer of \(response.status) holds \(trace)",
                hint: "log errors, and answer with a short text that is always the same",
                [answer]
            )
        }
    }

    static let uniformRefusal = ContractCheck(
        "SEC-05",
        "all refusals look the same",
        .info,
        sends:
            "The forgeries of SIG-02, 03, 05, 08 and 10. All answers have one status and one body, numbers aside.",
        why: "Where refusals differ, they tell what was nearly right.",
        source: "automagik-dev/omni#936, 'one 401 shape'",
        remedy: .refuseUniformly
    ) { run throws(CheckStop) in
        let signature = { (delivery: CheckDelivery) in run.session.writer.signature(of: delivery.body) }
        let first = run.delivery()
        let last = run.delivery()
        let changed = run.dialect.isPortfolio ? "alias" : "name"
        let forgeries: [(String, CheckDelivery)] = [
            ("a wrong signature", first.signed(.bytes(Array(repeating: UInt8(ascii: "0"), count: 64)))),
            ("a missing signature", run.delivery().signed(.missing)),
            ("a short signature", first.signed(.bytes(signature(first).dropLast()))),
            ("another secret", run.delivery().signed(.key(Array("other".utf8)))),
            (
                "a changed body",
                last.with {
                    $0[data: changed] = "Somebody Else's"
                    $0.signing = .bytes(signature(last))
                }
            ),
        ]
        var usual: (words: String, shape: String)?
        for (words, delivery) in forgeries {
            let answer = try run.reject(delivery, words)
            guard case .success(let response) = answer.result else { continue }
            let body = String(decoding: response.body, as: UTF8.self)
            let shape = "\(response.status) " + body.filter { !$0.isNumber }
            guard let known = usual else {
                usual = (words, shape)
                continue
            }
            guard known.shape != shape else { continue }
            run.warn(
                "\(words) is refused otherwise than \(known.words)",
                hint: "give every refusal one status and one text",
                [answer]
            )
        }
    }

    static let hostileText = ContractCheck(
        "SEC-06",
        "hostile text is data and nothing else",
        .should,
        effects: .some,
        sends:
            "Right deliveries with markup, SQL, a template, a path, line breaks and a key '__proto__' in their texts. Each must be accepted, kept as it is, and do nothing.",
        why: "Aliases and reasons come from people whom nobody checked.",
        source: "CWE-79, CWE-89, CWE-1321",
        remedy: .keepTextVerbatim
    ) { run throws(CheckStop) in
        let key = run.dialect.isPortfolio ? "alias" : "name"
        let texts = [
            "<script>alert(1)</script>", "'; DROP TABLE users;--", "{{7*7}}", "../../etc/passwd",
            "a\r\nX-Injected: 1",
        ]
        for text in texts {
            let subject = run.subject()
            let words = "a text \(ValueText.text(.string(text)))"
            let answer = try run.accept(
                run.delivery(run.dialect.firstEvent, of: subject).with { $0[data: key] = .string(text) },
                words,
                hint: "text is data: give it to the database by parameters, and escape it where it is shown"
            )
            try run.survive(words, after: answer)
            guard run.dialect.isPortfolio else { continue }
            try run.effects(.alias) { () throws(CheckStop) in
                try run.expect(
                    .alias,
                    of: subject,
                    .string(text),
                    "after \(words)",
                    hint: "keep text as it is, and escape it where it is shown"
                )
            }
        }
        try run.accept(
            run.delivery().with { $0[data: "__proto__"] = ["isAdmin": true] },
            "a key '__proto__' in the data"
        )
    }

    static let foreignFetch = ContractCheck(
        "SEC-07",
        "addresses in a delivery are not fetched",
        .info,
        needs: [.portfolio],
        sends:
            "An integration whose 'logoUrl' leads to this program, with a mark. Nobody comes to it within the patience.",
        why: "A consumer that fetches what a delivery names can be sent to addresses that only it can reach.",
        source: "Standard Webhooks, server-side request forgery, mirrored; CWE-918",
        remedy: .guardFetches
    ) { run throws(CheckStop) in
        guard WebhookURL.isLoopback(run.session.target.url.endpoint.host) else {
            run.inform("not asked: a consumer on another machine cannot come here")
            return
        }
        let port: UInt16
        do throws(WireError) {
            port = try run.session.wire.listen()
        } catch {
            run.leaveOpen("this program cannot be visited: \(error.message)")
            return
        }
        let mark = "/logo-\(run.subject().wallet).png"
        try run.accept(
            run.delivery().with { $0[data: "logoUrl"] = .string("http://127.0.0.1:\(port)\(mark)") },
            "an integration with a logo of its own"
        )
        try run.session.wire.rest(milliseconds: run.patienceMilliseconds)
        guard run.session.wire.visits.contains(mark) else { return }
        run.warn(
            "the consumer fetched the 'logoUrl' that a delivery named",
            hint: "fetch nothing that a delivery names, or only from hosts that you know"
        )
    }

    static let staleReplay = ContractCheck(
        "SEC-08",
        "what an old delivery meets",
        .info,
        sends:
            "A right delivery of an event of thirty days ago, with an id that was never seen. What comes of it is told.",
        why:
            "A recorded delivery can be sent again for ever, unless its age is looked at or its id remembered.",
        source: "000, the header's time is not signed; the body's is",
        remedy: .limitAge
    ) { run throws(CheckStop) in
        let month: Int64 = 30 * 86_400
        let delivery = run.delivery(run.dialect.firstEvent, of: run.subject(), seconds: -month)
        let answer = try run.endure(
            delivery.with { $0.timeField = $0.timeField.map { $0 + -month * 1_000 } },
            "a delivery of thirty days ago"
        )
        run.inform("a delivery of thirty days ago was \(answer.words)", [answer])
    }

    static let encryptedTarget = ContractCheck(
        "SEC-09",
        "deliveries over a network are encrypted",
        .should,
        sends:
            "Nothing: it looks at the URL. Beyond this machine it is https, with a certificate that was checked.",
        why: "The signature protects a body from change, not from being read.",
        source: "000, best practice 4, 'Use HTTPS'",
        remedy: .serveInPlace
    ) { run throws(CheckStop) in
        let url = run.session.target.url
        guard url.isSecure else {
            guard WebhookURL.isLoopback(url.endpoint.host) else {
                run.fail("deliveries go over a network in plain http", hint: "register a URL with https")
                return
            }
            run.inform("plain http, on this machine alone")
            return
        }
        guard !run.session.target.trust.isVerifying else { return }
        run.warn("the certificate was not checked, as --insecure asks for")
    }

    static let constantTime = ContractCheck(
        "SEC-10",
        "signatures are compared in constant time",
        .info,
        needs: [.timing],
        sends:
            "Two thousand forgeries by turns: none of the digits right, and the first sixty of them. The times of the answers are compared (Mann and Whitney's test) and told; over a network they prove nothing.",
        why: "A comparison that ends at the first difference tells, over many tries, how much was right.",
        source: "Standard Webhooks, constant-time comparison; CWE-208",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        var none: [Int64] = []
        var most: [Int64] = []
        for _ in 1...1_000 {
            let delivery = run.delivery()
            let right = run.session.writer.signature(of: delivery.body)
            let opposite = right.map { $0 == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0") }
            none.append(try run.send(delivery.signed(.bytes(opposite))).tookMicroseconds)
            let near = Array(right.prefix(60)) + opposite.suffix(4)
            most.append(try run.send(delivery.signed(.bytes(near))).tookMicroseconds)
        }
        let rank = RankTest(none, most)
        let share = "\(rank.laterPermille / 10).\(rank.laterPermille % 10) %"
        run.inform(
            "nearly right signatures were answered later in \(share) of all pairs"
                + (rank.isConspicuous ? ": more than chance makes likely" : ", as chance may have it")
        )
    }
}

extension [UInt8] {
    /// Whether some bytes stand in it in a row.
    fileprivate func containsSlice(_ slice: [UInt8]) -> Bool {
        guard !slice.isEmpty, count >= slice.count else { return false }
        return (0...count - slice.count).contains { self[$0] == slice[0] && self[$0...].starts(with: slice) }
    }
}
