import JSONKit
import SimulationKit
import WireKit

// Signature: only what carries the signature of its very bytes is taken.
extension ContractCheck {
    static let signature = [
        validDelivery, wrongSignature, missingSignature, emptySignature, wrongLength, nonHexDigits,
        nonASCIISignature, otherSecret, emptyKey, tamperedBody, equalTamper, rawBytes, otherSpellings,
        signatureFieldName, rotation, verificationFirst,
    ]

    static let validDelivery = ContractCheck(
        "SIG-01",
        "a valid delivery is accepted (gate)",
        .must,
        sends:
            "A history in its order, with every event that the provider announces. Each must be accepted with 2xx.",
        why:
            "An endpoint that refuses everything would pass every check that wants a refusal. So this comes first, and without it those say nothing.",
        source: "000, 'return a 2xx within 10 seconds'; 004, the list of events",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        // One history, so that nothing comes before what it follows: that is asked for later.
        let subject = run.subject()
        var refused: [(type: EventType, answer: CheckAnswer)] = []
        for (place, type) in run.dialect.history.enumerated() {
            let answer = try run.send(run.delivery(type, of: subject, seconds: 10 * Int64(place)))
            guard !answer.isAccepted else {
                run.session.acceptsAnything = true
                continue
            }
            refused.append((type, answer))
            // Where nobody is, or nobody is let in, others would be waited for in vain as well.
            let isNobodyThere = refused.count == 2 && refused.allSatisfy { $0.answer.standing == .silent }
            if isNobodyThere || answer.standing == .limited, !run.session.acceptsAnything { break }
        }
        guard let first = refused.first?.answer else { return }
        let cause = try EndpointDoctor(run).diagnose(first)
        let areAllAlike = refused.allSatisfy { $0.answer.words == first.words }
        if areAllAlike, !run.session.acceptsAnything {
            run.judgeAcceptance(first, "every right delivery", hint: cause)
        } else {
            // Some events come several times; what is wrong with one is told once.
            var told: Set<String> = []
            for (type, answer) in refused where told.insert("\(type.name) \(answer.words)").inserted {
                let hint = answer.words == first.words ? cause : nil
                run.judgeAcceptance(answer, "a right delivery of \(type.name)", hint: hint)
            }
        }
    }

    static let wrongSignature = ContractCheck(
        "SIG-02",
        "a wrong signature of the right length is refused",
        .must,
        sends: "A right delivery with 64 zeros for its signature. It must be refused.",
        why: "Whoever knows the URL can announce what never happened.",
        source:
            "000, best practice 1, 'Check the X-Webhook-Signature on every request'; PipedreamHQ/pipedream#7525",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        try run.reject(
            run.delivery().signed(.bytes(Array(repeating: UInt8(ascii: "0"), count: 64))),
            "a delivery with a wrong signature",
            hint: "the signature is not checked, or its failure is logged and not acted on"
        )
    }

    static let missingSignature = ContractCheck(
        "SIG-03",
        "a delivery without a signature is refused",
        .must,
        sends:
            "A right delivery without the field X-Webhook-Signature, then a right one. The first must be refused, the second accepted.",
        why:
            "Where the check runs only if the header is there, leaving it out is enough to forge; where it is read without looking, one request without it is an error 500 or the end of the process.",
        source: "000, best practice 1; krkn-chaos/website#359, octos-org/octos#1163, hackclub/hcb#13353",
        remedy: .readSignature
    ) { run throws(CheckStop) in
        try run.reject(
            run.delivery().signed(.missing),
            "a delivery without a signature",
            hint: "what is missing must be treated as wrong, before anything is done with it"
        )
    }

    static let emptySignature = ContractCheck(
        "SIG-04",
        "an empty signature is refused",
        .must,
        sends: "A right delivery with an empty signature, and one with a space. Both must be refused.",
        why:
            "An empty text is false in many languages: a check for its presence lets it through, and a comparison of lengths throws.",
        source: "000, best practice 1, and its sample for Node, which answers 500",
        remedy: .readSignature
    ) { run throws(CheckStop) in
        try run.reject(run.delivery().signed(.bytes([])), "a delivery with an empty signature")
        try run.reject(
            run.delivery().signed(.bytes([0x20])),
            "a delivery with a space for its signature"
        )
    }

    static let wrongLength = ContractCheck(
        "SIG-05",
        "a signature of another length is refused",
        .must,
        sends:
            "The right signature without its last digit, with one more, 'abc', and 10,000 times 'a'. Each must be refused.",
        why:
            "Node's timingSafeEqual throws where lengths differ: one short signature ends a process that does not expect it.",
        source: "Truxify#3755, inkbox-ai/inkbox#144 and #178, commitpulse#6543",
        remedy: .readSignature
    ) { run throws(CheckStop) in
        let words: [(String, ([UInt8]) -> [UInt8])] = [
            ("63 digits", { $0.dropLast() }), ("65 digits", { $0 + [UInt8(ascii: "0")] }),
            ("3 digits", { _ in Array("abc".utf8) }),
            ("10,000 digits", { _ in Array(repeating: UInt8(ascii: "a"), count: 10_000) }),
        ]
        for (words, change) in words {
            let delivery = run.delivery()
            let right = run.session.writer.signature(of: delivery.body)
            try run.reject(
                delivery.signed(.bytes(change(right))),
                "a delivery with a signature of \(words)",
                hint: "compare the lengths first; a comparison in constant time throws where they differ",
                alsoFine: [413, 431]
            )
        }
    }

    static let nonHexDigits = ContractCheck(
        "SIG-06",
        "a signature that is no hex digits is refused",
        .must,
        sends: "A right delivery with 64 times 'z' for its signature. It must be refused.",
        why:
            "Decoders stop at the first wrong digit without a word: what they give is too short, and the comparison throws.",
        source: "Infisical/infisical#6127",
        remedy: .readSignature
    ) { run throws(CheckStop) in
        try run.reject(
            run.delivery().signed(.bytes(Array(repeating: UInt8(ascii: "z"), count: 64))),
            "a delivery whose signature is no hex digits",
            hint: "the decoder gave fewer bytes than it was given digits: compare lengths after decoding"
        )
    }

    static let nonASCIISignature = ContractCheck(
        "SIG-07",
        "a signature beyond ASCII is refused",
        .must,
        sends:
            "A right delivery with 64 bytes of 0xE9 for its signature, and one with 32 times 'é' in UTF-8. Both must be refused, by the server or the handler.",
        why:
            "Python's compare_digest throws for text beyond ASCII; a guard that counts characters lets pass what a comparison that counts bytes throws at.",
        source: "AutoGPT#14053, hyperlocalise#748; RFC 9110, section 5.5",
        remedy: .readSignature
    ) { run throws(CheckStop) in
        let hint = "compare bytes, not text: text beyond ASCII makes the comparison throw"
        try run.reject(
            run.delivery().signed(.bytes(Array(repeating: 0xE9, count: 64))),
            "a delivery with a signature of Latin-1 bytes",
            hint: hint
        )
        try run.reject(
            run.delivery().signed(.bytes(Array(String(repeating: "é", count: 32).utf8))),
            "a delivery with a signature of UTF-8 beyond ASCII",
            hint: hint
        )
    }

    static let otherSecret = ContractCheck(
        "SIG-08",
        "a signature made with another secret is refused",
        .must,
        sends: "A delivery that is signed in the right way with the secret 'other'. It must be refused.",
        why: "It shows that the secret is compared with, and not only the shape of a signature.",
        source: "000, 'genuinely from Kryptos'",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        try run.reject(
            run.delivery().signed(.key(Array("other".utf8))),
            "a delivery signed with another secret",
            hint: "the shape of the signature is looked at, and not what it says"
        )
    }

    static let emptyKey = ContractCheck(
        "SIG-09",
        "a signature made with no secret is refused",
        .must,
        sends:
            "Deliveries signed with an empty key and with the words 'undefined', 'null' and 'None'. Each must be refused.",
        why:
            "A consumer whose secret is not set signs with what its language makes of nothing, and so can everybody.",
        source: "Truxify#5762, corsair#594 and #595",
        remedy: .requireSecret
    ) { run throws(CheckStop) in
        for key in ["", "undefined", "null", "None"] {
            try run.reject(
                run.delivery().signed(.key(Array(key.utf8))),
                key.isEmpty
                    ? "a delivery signed with an empty key" : "a delivery signed with the key '\(key)'",
                hint: "the consumer's secret is not set: end at once where it is missing"
            )
        }
    }

    static let tamperedBody = ContractCheck(
        "SIG-10",
        "a changed body is refused",
        .must,
        sends: "A delivery whose data were changed after it was signed. It must be refused.",
        why: "A signature that does not cover the body protects nothing of it.",
        source: "000, the signature is that of the request body",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        let delivery = run.delivery()
        let signature = run.session.writer.signature(of: delivery.body)
        let changed = run.dialect.isPortfolio ? "alias" : "name"
        try run.reject(
            delivery.with {
                $0[data: changed] = "Somebody Else's"
                $0.signing = .bytes(signature)
            },
            "a delivery whose body was changed after it was signed",
            hint: "something else than the body is verified"
        )
    }

    static let equalTamper = ContractCheck(
        "SIG-11",
        "a body with the same meaning and other bytes is refused",
        .must,
        sends:
            "A right body with a space behind it, and one with its members in another order, each with the signature of the body before. Both must be refused.",
        why:
            "Whoever accepts them verifies JSON that was parsed and written anew, not what was sent: right deliveries with another spelling will be refused one day.",
        source:
            "000, the signature is the digest of the request body; 001, whose sample for Node accepts them",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        let hint = "the body is parsed and written anew before it is verified: verify the bytes as they came"
        let spaced = run.delivery()
        try run.reject(
            spaced.spelled(spaced.body + [0x20])
                .signed(.bytes(run.session.writer.signature(of: spaced.body))),
            "a body with a space added behind it",
            hint: hint
        )
        let ordered = run.delivery()
        let signature = run.session.writer.signature(of: ordered.body)
        try run.reject(
            ordered.with {
                $0.envelope = JSONObject($0.envelope.members.reversed())
                $0.signing = .bytes(signature)
            },
            "a body with its members in another order",
            hint: hint
        )
    }

    static let rawBytes = ContractCheck(
        "SIG-12",
        "every legal spelling of a body is accepted",
        .must,
        sends:
            "Right deliveries, each signed over its own bytes, in eight spellings that JSON allows: indented, with '\\/', with '\\u' escapes, with raw U+2028, with 1640995200000.0 and 1e3, with an integer beyond 2^53, with keys like integers, with a line feed at the end. Each must be accepted. A ninth, with a byte order mark, is not legal and only told of.",
        why:
            "A consumer that verifies what it wrote anew accepts only what its own encoder would have written.",
        source:
            "000, the table of headers; 001, 'Ensure raw body is used'; circlefin/arc-escrow#34, ctrlplane#852, workos-node#1578, Truxify#5502",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        for spelling in BodySpellings.legal {
            let delivery = run.delivery()
            let answer = try run.send(delivery.spelled(spelling.bytes(delivery.envelope)))
            guard !answer.isAccepted else { continue }
            let plain = run.delivery()
            let control = try run.send(plain.spelled(spelling.control(plain.envelope)))
            guard control.isAccepted else {
                let words =
                    "a body \(spelling.words) was \(answer.words), and so was the same in plain spelling"
                run.inform("\(words): it is something else that the consumer minds", [answer, control])
                continue
            }
            run.judgeAcceptance(
                answer,
                "a body \(spelling.words)",
                hint:
                    "the body is parsed and written anew before it is verified: verify the bytes as they came"
            )
        }
        let delivery = run.delivery()
        let answer = try run.send(delivery.spelled([0xEF, 0xBB, 0xBF] + delivery.body))
        run.inform(
            "a body behind a byte order mark, which JSON does not allow, was \(answer.words)",
            [answer]
        )
    }

    static let otherSpellings = ContractCheck(
        "SIG-13",
        "other spellings of the signature do not break it",
        .info,
        sends:
            "Right deliveries with the signature in upper-case digits and behind 'sha256='. What comes of them is only told, unless it is an error.",
        why: "Other providers write signatures so. Taking them is harmless, breaking on them is not.",
        source:
            "000 to 003, whose code writes lower-case digits alone; mastodon/ostatus2#5, LucasSantana-Dev/Lucky#2103",
        remedy: .readSignature
    ) { run throws(CheckStop) in
        let ways: [(String, (String) -> String)] = [
            ("in upper-case digits", { $0.uppercased() }), ("behind 'sha256='", { "sha256=" + $0 }),
        ]
        for (words, change) in ways {
            let delivery = run.delivery()
            let right = String(decoding: run.session.writer.signature(of: delivery.body), as: UTF8.self)
            let answer = try run.endure(
                delivery.signed(.bytes(Array(change(right).utf8))),
                "a signature \(words)"
            )
            run.inform("a signature \(words) was \(answer.words)", [answer])
        }
    }

    static let signatureFieldName = ContractCheck(
        "SIG-14",
        "the name of the signature's field has any case",
        .must,
        sends:
            "Right deliveries with 'x-webhook-signature' and 'X-WEBHOOK-SIGNATURE', which must be accepted; then two fields of that name, a wrong and a right one in both orders, which must not break anything.",
        why: "Names of fields have no case, and proxies and HTTP/2 write them in lower case.",
        source: "RFC 9110, section 5.1; github/docs#20134, sentry-docs#5668",
        remedy: .readSignature
    ) { run throws(CheckStop) in
        for name in ["x-webhook-signature", "X-WEBHOOK-SIGNATURE"] {
            try run.accept(
                run.delivery().with { $0.signatureName = name },
                "a delivery whose signature is in '\(name)'",
                hint: "names of fields have no case: look them up without"
            )
        }
        for isRightFirst in [false, true] {
            let delivery = run.delivery()
            let right = run.session.writer.signature(of: delivery.body)
            let wrong = Array(repeating: UInt8(ascii: "0"), count: 64)
            try run.endure(
                delivery.signed(.several(isRightFirst ? [right, wrong] : [wrong, right])),
                "a delivery with two signatures, the \(isRightFirst ? "first" : "second") of them right"
            )
        }
    }

    static let rotation = ContractCheck(
        "SIG-15",
        "the new secret is accepted while the old one is replaced",
        .should,
        needs: [.previousSecret],
        sends:
            "A delivery signed with the secret before the last rotation, and one with the secret of now. Both must be accepted.",
        why:
            "What was under way when the secret was rotated is signed with the old one; a consumer that knows one alone loses it.",
        source: "000, 'rotate the secret'; octokit/webhooks.js#770, argos#2104",
        remedy: .rotateSecrets
    ) { run throws(CheckStop) in
        guard let previous = run.session.target.previousSecret else { return }
        try run.accept(
            run.delivery().signed(.key(previous)),
            "a delivery signed with the secret before the rotation",
            hint: "keep both secrets for as long as retries may come"
        )
        try run.accept(run.delivery(), "a delivery signed with the secret of now")
    }

    static let verificationFirst = ContractCheck(
        "SIG-16",
        "the signature is verified before the body is read",
        .should,
        sends:
            "A wrong signature on a body that is no JSON, and on one whose event is unknown. Both must be refused with the status that SIG-02 gets.",
        why:
            "Whoever parses first lets strangers reach the parser, and tells them by the answer what it made of the body.",
        source: "FastAPI with pydantic models, which answers 422 first; 000, best practice 1",
        remedy: .verifyBeforeParse
    ) { run throws(CheckStop) in
        let wrong = CheckDelivery.Signing.bytes(Array(repeating: UInt8(ascii: "0"), count: 64))
        let usual = try run.reject(run.delivery().signed(wrong), "a delivery with a wrong signature")
        let key = run.dialect.isPortfolio ? "event" : "type"
        let others: [(String, CheckDelivery)] = [
            ("a wrong signature on a body that is no JSON", run.delivery().spelled(Array("{\"id\":".utf8))),
            (
                "a wrong signature on an unknown event",
                run.delivery().with { $0.envelope[key] = "portfolio.rebalanced" }
            ),
        ]
        for (words, delivery) in others {
            let answer = try run.send(delivery.signed(wrong))
            try run.survive(words, after: answer)
            run.compare(answer, words, with: usual)
        }
    }
}

extension CheckRun {
    /// Judges whether a wrong signature was answered as on a right body, so that the body was not looked at before.
    fileprivate func compare(_ answer: CheckAnswer, _ words: String, with usual: CheckAnswer) {
        guard answer.status != usual.status || answer.standing == .accepted else { return }
        fail(
            "\(words) was \(answer.words), one on a right body \(usual.words)",
            hint: "the body is parsed before its signature is verified",
            [answer, usual]
        )
    }
}
