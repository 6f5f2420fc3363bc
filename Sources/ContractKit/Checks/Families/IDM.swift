import JSONKit
import SimulationKit
import WireKit

// Idempotency: what is delivered twice is done once, and never refused.
extension ContractCheck {
    static let idempotency = [
        repeatAcknowledged, repeatWithoutEffect, lateRepeat, sameContent, failedAttempt, opaqueIdentifiers,
    ]

    static let repeatAcknowledged = ContractCheck(
        "IDM-01",
        "a repeated delivery is acknowledged",
        .must,
        sends: "A right delivery three times. Each time it must be accepted.",
        why:
            "A sender that is told 409 or 500 sends it again and again, and marks it as failed in the end, though it was taken long ago.",
        source: "000, best practice 3, 'Handle duplicates'; stripe-java#1557",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        let delivery = run.delivery()
        for words in ["a right delivery", "its first repetition", "its second repetition"] {
            try run.accept(delivery, words, hint: "a duplicate is no error: answer 200 to it")
        }
    }

    static let repeatWithoutEffect = ContractCheck(
        "IDM-02",
        "a repeated delivery has one effect",
        .must,
        effects: .some,
        sends: "A right delivery three times. The consumer must count it once.",
        why: "Deliveries come at least once: whoever works each time charges twice.",
        source: "000, best practice 3; janavipandole/Cara#2753",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        let delivery = run.delivery()
        try run.expectCount(
            1,
            "a delivery that came three times",
            hint: "ids that were taken are not remembered"
        ) { () throws(CheckStop) in
            for _ in 1...3 { try run.send(delivery) }
        }
    }

    static let lateRepeat = ContractCheck(
        "IDM-03",
        "a delivery that comes again much later has one effect",
        .should,
        effects: .some,
        sends:
            "A right delivery, 500 others, ten at a time, then the first again. It must be accepted, and counted once.",
        why:
            "Retries go on for hours: a memory of the last hundred ids, or of one process, has forgotten it by then.",
        source: "001, retries for up to two hours",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        let first = run.delivery()
        try run.accept(first, "a right delivery")
        let others = (1...500).map { _ in run.delivery() }
        let answers = try run.sendTogether(others, atOnce: 10)
        let refused = answers.filter { !$0.isAccepted }
        guard refused.isEmpty else {
            run.leaveOpen(
                "\(refused.count) of 500 deliveries between were not accepted, one of them \(refused[0].words)",
                [refused[0]]
            )
            return
        }
        try run.expectCount(
            0,
            "a delivery that came again after 500 others",
            hint: "ids are forgotten too soon: remember them for as long as retries may come"
        ) { () throws(CheckStop) in
            try run.accept(first, "a delivery that comes again after 500 others")
        }
    }

    static let sameContent = ContractCheck(
        "IDM-04",
        "equal deliveries with other ids both count",
        .should,
        severityOfGrants: .must,
        effects: .some,
        sends:
            "Two right deliveries that are equal but for their ids. Both must be accepted, and both counted.",
        why: "Two grants, or two equal changes, are told with equal content: only the id tells a duplicate.",
        source: "the provider's later documents, 'Deduplicate on X-Webhook-Id, not on event content'",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        let subject = run.subject()
        let type = run.dialect.firstEvent
        let deliveries = [run.delivery(type, of: subject), run.delivery(type, of: subject)]
        try run.expectCount(
            2,
            "two deliveries that are equal but for their ids",
            hint: "duplicates are told by what they say, and not by their id"
        ) { () throws(CheckStop) in
            for delivery in deliveries {
                try run.accept(delivery, "one of two deliveries that are equal but for their ids")
            }
        }
    }

    static let failedAttempt = ContractCheck(
        "IDM-05",
        "a delivery that failed inside is taken when it comes again",
        .should,
        effects: .some,
        needs: [.failNextHook],
        sends:
            "The consumer's hook, so that the next delivery fails inside; a right delivery, and the same again. The second time it must be accepted, and have its effect.",
        why:
            "An id that is remembered before the work is done makes the retry a duplicate, and the event is lost.",
        source: "CreatorOs#984, webrenew/unicon#42, dj-stripe#832, PageSpace#1588",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        guard let hook = run.session.target.failNext else { return }
        let subject = run.subject()
        let delivery = run.delivery(run.dialect.firstEvent, of: subject)
        try run.fence()
        if let failure = try EndpointHook.call(hook, run.session) {
            run.leaveOpen("the delivery could not be made to fail: \(failure)")
            return
        }
        let first = try run.send(delivery)
        guard !first.isAccepted else {
            run.leaveOpen("the delivery was accepted although its failure was asked for", [first])
            return
        }
        let hint = "the id is remembered before the work is done: do both in one transaction"
        if run.dialect.isPortfolio {
            try run.accept(delivery, "a delivery that had failed inside")
            try run.effects(.integration) { () throws(CheckStop) in
                try run.expect(
                    .integration,
                    of: subject,
                    "a delivery that had failed inside was accepted when it came again",
                    wanted: "anything but null",
                    hint: hint
                ) { $0 != nil && $0 != .null }
            }
        } else {
            try run.expectCount(1, "a delivery that had failed inside and came again", hint: hint) {
                () throws(CheckStop) in
                try run.accept(delivery, "a delivery that had failed inside")
            }
        }
    }

    static let opaqueIdentifiers = ContractCheck(
        "IDM-06",
        "ids may be any text",
        .should,
        sends:
            "Right deliveries with ids of the documented shape, of 200 characters, and with '-', '_' and '.'. Each must be accepted.",
        why: "The documents say what ids begin with, and nothing of their length or letters.",
        source: "004, 'format: whd_*'",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        let prefix = run.dialect.profile.identifierPrefix
        let usual = run.delivery().identifier
        for (words, identifier) in [
            ("of the documented shape", usual),
            ("of 200 characters", usual + String(repeating: "a", count: 200 - usual.count)),
            ("with '-', '_' and '.'", "\(prefix)a-b_c.\(usual.dropFirst(prefix.count))"),
        ] {
            try run.accept(
                run.delivery().with { delivery in
                    delivery.envelope["id"] = .string(identifier)
                    if delivery.identifierField != nil { delivery.identifierField = identifier }
                },
                "a delivery with an id \(words)",
                hint: "take ids as they come: any text, compared byte for byte"
            )
        }
    }
}
