import JSONKit
import SimulationKit

// Concurrency: what comes at once is done as if it came one by one.
extension ContractCheck {
    static let concurrency = [sameAtOnce, manyAtOnce, startBesideEnd, forgedBesideRight]

    static let sameAtOnce = ContractCheck(
        "CON-01",
        "one delivery that comes ten times at once has one effect",
        .must,
        effects: .some,
        sends:
            "The same delivery ten times at once, in five rounds. All are accepted, and each round counts once.",
        why: "Looking for an id and then writing it lets two pass between: both work.",
        source: "Devlaner/devlane#332, StellarBank#39",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        try run.expectCount(
            5,
            "five deliveries that came ten times at once each",
            hint: "looking for an id and remembering it are two steps: make them one, as by a unique key"
        ) { () throws(CheckStop) in
            for _ in 1...5 {
                let delivery = run.delivery()
                let answers = try run.sendTogether(Array(repeating: delivery, count: 10))
                let conflicts = answers.filter { $0.status == 409 }
                if let conflict = conflicts.first, conflicts.count < answers.count {
                    run.warn(
                        "\(conflicts.count) of ten equal deliveries at once were answered 409",
                        hint: "a duplicate is no error: answer 200 to it",
                        [conflict]
                    )
                }
                for answer in answers where answer.status != 409 || conflicts.count == answers.count {
                    guard !answer.isAccepted else { continue }
                    run.fail(
                        "one of ten equal deliveries at once was \(answer.words)",
                        hint: CheckRun.hint(of: answer),
                        [answer]
                    )
                }
            }
        }
    }

    static let manyAtOnce = ContractCheck(
        "CON-02",
        "deliveries that come at once all count",
        .must,
        effects: .some,
        sends: "Fifty deliveries, ten at a time. All must be accepted, and fifty counted.",
        why: "Reading a number, adding to it and writing it back loses what another did between.",
        source: "000, deliveries come at least once, and at any time",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        try run.expectCount(
            50,
            "fifty deliveries, ten at a time",
            hint: "an update was lost: let the database add, or lock what is read until it is written"
        ) { () throws(CheckStop) in
            let answers = try run.sendTogether((1...50).map { _ in run.delivery() }, atOnce: 10)
            for answer in answers { run.judgeAcceptance(answer, "one of fifty deliveries, ten at a time,") }
        }
    }

    static let startBesideEnd = ContractCheck(
        "CON-03",
        "a start beside its end comes to the end",
        .should,
        effects: .some,
        needs: [.portfolio],
        sends: "A transfer_detection.started and its .completed at once, for ten users. All end completed.",
        why: "Between reading what is believed and writing what is newer, the other may come.",
        source: "000, deliveries come at any time; ORD-01 in a race",
        remedy: .orderJobs
    ) { run throws(CheckStop) in
        var subjects: [CheckSubject] = []
        for round in 1...10 {
            let subject = run.subject()
            subjects.append(subject)
            let start = run.delivery(.transferDetectionStarted, of: subject, seconds: 10)
            let end = run.delivery(.transferDetectionCompleted, of: subject, seconds: 20)
            let both = round.isMultiple(of: 2) ? [start, end] : [end, start]
            for answer in try run.sendTogether(both) {
                run.judgeAcceptance(answer, "a start or an end that came with the other")
            }
        }
        try run.effects(.transferDetection) { () throws(CheckStop) in
            try run.fence()
            for subject in subjects {
                try run.expect(
                    .transferDetection,
                    of: subject,
                    "completed",
                    "after a start and an end at once",
                    hint: "what is believed is read and written in two steps: make them one"
                )
            }
        }
    }

    static let forgedBesideRight = ContractCheck(
        "CON-04",
        "right and forged deliveries at once are told apart",
        .must,
        sends:
            "Twenty right deliveries and twenty forged ones, all at once. Exactly the right ones must be accepted.",
        why: "A verifier or a buffer that requests share takes one's signature for another's body.",
        source: "000, best practice 1",
        remedy: .verifyRawBody
    ) { run throws(CheckStop) in
        guard run.session.isGateOpen else {
            run.leaveOpen("right deliveries are not accepted (SIG-01), so that a refusal says nothing")
            return
        }
        let wrong = CheckDelivery.Signing.bytes(Array(repeating: UInt8(ascii: "0"), count: 64))
        let deliveries = (0..<40).map { number in
            number.isMultiple(of: 2) ? run.delivery() : run.delivery().signed(wrong)
        }
        let hint = "something is shared between requests: give each its own verifier and buffer"
        for (delivery, answer) in zip(deliveries, try run.sendTogether(deliveries)) {
            if delivery.signing == .right {
                run.judgeAcceptance(answer, "a right delivery among forged ones", hint: hint)
            } else {
                run.judgeRefusal(answer, "a forged delivery among right ones", hint: hint)
            }
        }
    }
}
