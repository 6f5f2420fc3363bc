import JSONKit
import SimulationKit
import WireKit

// Robustness: what is signed and strange is taken or refused, and breaks nothing.
extension ContractCheck {
    static let robustness = [
        unknownEvent, unknownFields, missingValues, malformedBody, strangeText, largeBody, largeNumbers,
        repeatedKeys, otherMethods, deepNesting,
    ]

    static let unknownEvent = ContractCheck(
        "ROB-01",
        "an unknown event is accepted",
        .must,
        sends: "Right deliveries of 'portfolio.rebalanced' and 'integration.synced'. Both must be accepted.",
        why: "Providers add events: whoever refuses them is retried for hours, and may be switched off.",
        source: "000 and 002, 'More Events Coming Soon'; OpenHands/automation#236, moov-go#112",
        remedy: .tolerateUnknown
    ) { run throws(CheckStop) in
        let key = run.dialect.isPortfolio ? "event" : "type"
        for name in ["portfolio.rebalanced", "integration.synced"] {
            try run.accept(
                run.delivery().with { delivery in
                    delivery.envelope[key] = .string(name)
                    if delivery.eventField != nil { delivery.eventField = name }
                },
                "a delivery of '\(name)', which is not known",
                hint: "acknowledge what is not known, and pass it over"
            )
        }
    }

    static let unknownFields = ContractCheck(
        "ROB-02",
        "unknown members are passed over",
        .must,
        sends:
            "A right delivery with more members in its envelope and in its data than are documented. It must be accepted.",
        why:
            "The provider's later contract added 'grant_id' and 'workspace_id': strict schemas broke on the day.",
        source: "the provider's later documents; RFC 9413, section 4",
        remedy: .tolerateUnknown
    ) { run throws(CheckStop) in
        try run.accept(
            run.delivery().with { delivery in
                if delivery.envelope["grant_id"] == nil { delivery.envelope["grant_id"] = "cgrant_ct" }
                if delivery.envelope["workspace_id"] == nil { delivery.envelope["workspace_id"] = .null }
                delivery.envelope["api_version"] = "2027-01-01"
                delivery[data: "region"] = "eu"
                delivery[data: "tags"] = ["a", ["b": 1]]
            },
            "a delivery with members that are not documented",
            hint: "a schema forbids what it does not know: let it pass more members"
        )
    }

    static let missingValues = ContractCheck(
        "ROB-03",
        "what may be null or missing may be so",
        .must,
        sends: "Right deliveries whose optional values are null, empty or not there. Each must be accepted.",
        why: "A value that was always there until now is an error 500 on the day it is not.",
        source: "004, 'string | null'; the provider's later documents",
        remedy: .optionalFields
    ) { run throws(CheckStop) in
        let hint = "read each value as one that may be null or missing"
        guard run.dialect.isPortfolio else {
            for value in [JSONValue?.some(""), .some(.null), nil] {
                let words = value.map { "'name' \(ValueText.text($0))" } ?? "no 'name'"
                try run.accept(
                    run.delivery().with { $0[data: "name"] = value },
                    "a user with \(words)",
                    hint: hint
                )
            }
            return
        }
        for value in [JSONValue.null, ""] {
            try run.accept(
                run.delivery().with { $0[data: "publicAddress"] = value },
                "an integration with 'publicAddress' \(ValueText.text(value))",
                hint: hint
            )
        }
        let subject = run.subject()
        try run.accept(run.delivery(.transferDetectionStarted, of: subject), "a started job")
        try run.accept(
            run.delivery(.transferDetectionFailed, of: subject, seconds: 10).with {
                $0[data: "reason"] = .null
            },
            "a failed job with 'reason' null",
            hint: hint
        )
        try run.accept(
            run.delivery(.integrationFailed, of: run.subject()).with { $0[data: "errorMessage"] = nil },
            "a failed integration without 'errorMessage'",
            hint: hint
        )
        try run.accept(
            run.delivery().with { $0[data: "uid"] = nil },
            "a delivery without 'uid' in its data",
            hint: hint
        )
    }

    static let malformedBody = ContractCheck(
        "ROB-04",
        "a signed body that is no event breaks nothing",
        .must,
        sends:
            "Rightly signed: JSON that ends in the middle, '[]', nothing, 'null', an event that is a number, data that are null. Each is accepted or refused with 4xx, and the consumer lives on.",
        why: "An answer of 5xx asks for the same again: the error comes back with every attempt.",
        source: "000, 5xx is retried, and its sample for Node, which answers 500",
        remedy: .verifyBeforeParse
    ) { run throws(CheckStop) in
        let key = run.dialect.isPortfolio ? "event" : "type"
        let bodies: [(String, [UInt8])] = [
            ("JSON that ends in the middle", Array("{\"id\":".utf8)), ("an empty list", Array("[]".utf8)),
            ("an empty body", []), ("the body 'null'", Array("null".utf8)),
            ("an event that is a number", Array("{\"\(key)\":5}".utf8)),
            ("data that are null", run.delivery().with { $0.envelope["data"] = .null }.body),
        ]
        for (words, body) in bodies {
            try run.endure(
                run.delivery().spelled(body),
                "\(words), rightly signed,",
                hint: "answer 400 to what is signed and no event: 5xx brings it back"
            )
        }
    }

    static let strangeText = ContractCheck(
        "ROB-05",
        "text may hold anything",
        .should,
        sends:
            "Right deliveries with an alias of joined emoji, of right-to-left script, of four-byte characters, composed and decomposed: each must be accepted. With NUL and half of a surrogate pair: no 5xx.",
        why: "People name things as they like, and databases refuse NUL with an error that nobody catches.",
        source: "RFC 8259, sections 7 to 8.2; PostgreSQL, whose text holds no NUL",
        remedy: .keepTextVerbatim
    ) { run throws(CheckStop) in
        let key = run.dialect.isPortfolio ? "alias" : "name"
        let texts: [(String, String)] = [
            ("of joined emoji", "👩‍👩‍👧‍👦"), ("of right-to-left script", "\u{202E}محفظة\u{202C}"),
            ("of four-byte characters", "𠜎𠜱"), ("of composed letters", "caf\u{E9}"),
            ("of decomposed letters", "cafe\u{301}"),
        ]
        for (words, text) in texts {
            try run.accept(
                run.delivery().with { $0[data: key] = .string(text) },
                "a text \(words)",
                hint: "take text as UTF-8 of any kind, in the database too (utf8mb4 in MySQL)"
            )
        }
        for (words, escape) in [("with NUL", #"\u0000"#), ("with half of a surrogate pair", #"\ud800"#)] {
            let delivery = run.delivery().with { $0[data: key] = "ct-mark" }
            let body = String(decoding: delivery.body, as: UTF8.self)
            let parts = body.split(separator: "ct-mark", omittingEmptySubsequences: false)
            try run.endure(
                delivery.spelled(Array(parts.joined(separator: escape).utf8)),
                "a text \(words)",
                hint: "what the database cannot hold is replaced or refused with 400, never an error 500"
            )
        }
    }

    static let largeBody = ContractCheck(
        "ROB-06",
        "a body of 128 KB is accepted",
        .must,
        sends:
            "Right deliveries of 128 KB, 512 KB and 1 MB. The first must be accepted; what comes of the others is told, and must be no error.",
        why: "Frameworks stop at 100 KB unless they are told otherwise, and a portfolio's payload grows.",
        source: "Shopify/shopify-app-js#233, matrix-hookshot#1090, cloud-gov/pages-core#1199",
        remedy: .readBody
    ) { run throws(CheckStop) in
        for (words, size) in [("128 KB", 128 << 10), ("512 KB", 512 << 10), ("1 MB", 1 << 20)] {
            let delivery = run.delivery().with { delivery in
                let rest = size - delivery.body.count - 12
                delivery[data: "padding"] = .string(String(repeating: "x", count: rest))
            }
            if size == 128 << 10 {
                try run.accept(
                    delivery,
                    "a body of \(words)",
                    hint: "raise the limit of the body's size to 1 MB"
                )
                continue
            }
            let answer = try run.endure(delivery, "a body of \(words)")
            guard !answer.isAccepted else { continue }
            run.inform("a body of \(words) was \(answer.words)", [answer])
        }
    }

    static let largeNumbers = ContractCheck(
        "ROB-07",
        "numbers may be larger than 32 bits",
        .must,
        effects: .some,
        needs: [.portfolio],
        sends:
            "An integration with milliseconds for its times, 3,000,000,000 transactions and 'lastSyncedAt' 0. It must be accepted, and the numbers kept exactly.",
        why: "Milliseconds since 1970 have not fitted 32 bits since January 1970.",
        source: "004, 'addedOn' in ms; nostream#110, emqx#5120",
        remedy: .wideIntegers
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let hint = "keep numbers in 64 bits, in the database too"
        try run.accept(
            run.delivery(.integrationUpdated, of: subject).with { delivery in
                delivery[data: "totalTransactions"] = 3_000_000_000
                delivery[data: "lastSyncedAt"] = 0
            },
            "an integration with 3,000,000,000 transactions",
            hint: hint
        )
        try run.effects(.totalTransactions, .lastSyncedAt) { () throws(CheckStop) in
            let words = "after an update with large numbers"
            try run.expect(.totalTransactions, of: subject, 3_000_000_000, words, hint: hint)
            try run.expect(.lastSyncedAt, of: subject, 0, words, hint: "0 is a number, and not nothing")
        }
    }

    static let repeatedKeys = ContractCheck(
        "ROB-08",
        "a repeated key breaks nothing",
        .info,
        sends: "A rightly signed body that names its event twice. It is accepted or refused with 4xx.",
        why: "Parsers differ in which of two they take; none may fall over it.",
        source: "RFC 8259, section 4",
        remedy: .verifyBeforeParse
    ) { run throws(CheckStop) in
        let delivery = run.delivery()
        let key = run.dialect.isPortfolio ? "event" : "type"
        let body = Array("{\"\(key)\":\"\(delivery.type.name)\",".utf8) + delivery.body.dropFirst()
        let answer = try run.endure(delivery.spelled(body), "a body that names its event twice")
        run.inform("a body that names its event twice was \(answer.words)", [answer])
    }

    static let otherMethods = ContractCheck(
        "ROB-09",
        "other methods have no effect",
        .info,
        effects: .some,
        sends:
            "GET, HEAD and PUT to the URL, the last with a right body. None may be an error 5xx, nor be counted as a delivery.",
        why: "Health checks and crawlers come by GET; a handler for every method takes what is none.",
        source: "000, 'HTTP POST'",
        remedy: .serveInPlace
    ) { run throws(CheckStop) in
        try run.expectCount(
            0,
            "requests by GET, HEAD and PUT",
            hint: "take deliveries by POST alone"
        ) { () throws(CheckStop) in
            for method in ["GET", "HEAD", "PUT"] {
                let delivery = run.delivery().with { delivery in
                    delivery.method = method
                    if method != "PUT" { delivery.spelling = [] }
                }
                let answer = try run.send(delivery)
                if answer.standing == .broken || answer.standing == .silent {
                    run.fail("a request by \(method) was \(answer.words)", [answer])
                }
                // A PUT is counted like a delivery by nobody but a consumer that takes it for one.
            }
        }
    }

    static let deepNesting = ContractCheck(
        "ROB-10",
        "deep nesting breaks nothing",
        .info,
        sends:
            "A rightly signed body with 2,000 lists inside one another. It is accepted or refused with 4xx, and the consumer lives on.",
        why: "Parsers that call themselves for every level run out of stack.",
        source: "RFC 8259, section 9",
        remedy: .verifyBeforeParse
    ) { run throws(CheckStop) in
        let delivery = run.delivery()
        let lists = Array(
            (String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000)).utf8
        )
        let body = delivery.body.dropLast() + Array(",\"deep\":".utf8) + lists + [UInt8(ascii: "}")]
        try run.endure(delivery.spelled(Array(body)), "a body with 2,000 lists inside one another")
    }
}
