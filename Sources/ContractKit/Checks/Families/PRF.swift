import JSONKit
import SimulationKit
import WireKit

// Performance and time-outs: the answer comes at once, and the work after it.
extension ContractCheck {
    static let performance = [
        answerDeadline, quickAnswers, answerWithoutWork, backlog, earlyEnd, slowBody,
    ]

    static let answerDeadline = ContractCheck(
        "PRF-01",
        "every answer comes within ten seconds",
        .must,
        sends:
            "Nothing of its own: it looks at every answer of the other checks. Each comes within ten seconds; beyond five it is warned of.",
        why: "What is not answered in time is sent again, while the work goes on.",
        source: "000, 'within 10 seconds'",
        remedy: .acknowledgeFirst
    ) { run throws(CheckStop) in
        let limit = run.session.options.answerMilliseconds
        let longest = run.session.tally.longestMicroseconds / 1_000
        let overdue = run.session.tally.overdueCount
        let slowest = run.session.slowest.map { [$0] } ?? []
        if overdue > 0 {
            run.fail(
                "\(Phrase.count(overdue, "request", "requests")) had no answer within \(limit) ms",
                hint: "answer first, and work then",
                slowest
            )
        } else if longest > limit / 2 {
            run.warn(
                "the longest answer took \(longest) ms, more than half of what there is",
                hint: "answer first, and work then",
                slowest
            )
        }
    }

    static let quickAnswers = ContractCheck(
        "PRF-02",
        "answers come quickly",
        .should,
        sends:
            "Twenty right deliveries one after the other. All but one of them are answered within a second.",
        why: "What takes a second alone takes the whole time-out when a hundred come together.",
        source: "000, best practice 2, 'Respond quickly'",
        remedy: .acknowledgeFirst
    ) { run throws(CheckStop) in
        let limit = run.patienceMilliseconds * 1_000
        guard let own = try run.ownDelay(below: limit / 4) else { return }
        var times: [Int64] = []
        for _ in 1...20 { times.append(try run.accept(run.delivery(), "a right delivery").tookMicroseconds) }
        times.sort()
        guard times[18] >= limit else { return }
        run.fail(
            "of twenty answers, two or more took \(times[18] / 1_000) ms and longer, "
                + "where this machine answers itself within \(own / 1_000) ms",
            hint: "the work is done before the answer: store the event, answer, and work then"
        )
    }

    static let answerWithoutWork = ContractCheck(
        "PRF-03",
        "the answer does not wait for the work",
        .info,
        needs: [.portfolio],
        sends:
            "Deliveries that mean no work (an unknown event) and some (costbasis.completed), by turns. The second are answered less than ten times and half a second later.",
        why: "An answer that waits for the work misses its deadline on the day the work is long.",
        source:
            "000, best practice 2, 'process asynchronously'; canonical/gh-jira-sync-bot#56, openwork#3530",
        remedy: .acknowledgeFirst
    ) { run throws(CheckStop) in
        let difference = run.patienceMilliseconds * 500
        guard let own = try run.ownDelay(below: difference / 4) else { return }
        var light: [Int64] = []
        var heavy: [Int64] = []
        for _ in 1...9 {
            let unknown = run.delivery().with { $0.envelope["event"] = "portfolio.rebalanced" }
            light.append(try run.send(unknown).tookMicroseconds)
            heavy.append(try run.send(run.delivery(.costBasisCompleted, of: run.subject())).tookMicroseconds)
        }
        let (without, with) = (light.sorted()[4], heavy.sorted()[4])
        let words =
            "an event without work is answered in \(without / 1_000) ms, one with work in \(with / 1_000) ms"
        if with - without >= difference, with >= 10 * without {
            run.fail(
                words,
                hint: "the work is done before the answer: store the event, answer, and work then"
            )
        } else {
            run.inform("\(words); this machine answers itself within \(own / 1_000) ms")
        }
    }

    static let backlog = ContractCheck(
        "PRF-04",
        "a backlog of a hundred deliveries is taken",
        .should,
        sends:
            "A hundred right deliveries, ten at a time, as after an outage. At least 99 are accepted; others get 429 or 503, and are accepted when they come again.",
        why: "After an outage everything comes at once: what falls over then stays down.",
        source: "000, the answers that are retried",
        remedy: .acknowledgeFirst
    ) { run throws(CheckStop) in
        let deliveries = (1...100).map { _ in run.delivery() }
        let answers = try run.sendTogether(deliveries, atOnce: 10, retryingLimited: false)
        let refused = zip(deliveries, answers).filter { !$0.1.isAccepted }
        for (delivery, answer) in refused {
            guard answer.status == 429 || answer.status == 503 else {
                run.judgeAcceptance(answer, "one of a hundred deliveries, ten at a time,")
                continue
            }
            try run.session.wire.rest(milliseconds: max(1, run.patienceMilliseconds / 10))
            let again = try run.send(delivery)
            run.judgeAcceptance(
                again,
                "a delivery that was answered \(answer.status ?? 0) before, sent again,"
            )
        }
        guard refused.count > 1, let first = refused.first?.1 else { return }
        run.fail(
            "\(refused.count) of a hundred deliveries, ten at a time, were not accepted at once",
            hint: "take them in and work them off later",
            [first]
        )
    }

    static let earlyEnd = ContractCheck(
        "PRF-05",
        "a delivery whose sender gave up counts once",
        .must,
        effects: .some,
        sends:
            "A right delivery whose connection is closed 50 ms after it was sent, then the same again. The second must be accepted, and it counts once.",
        why: "After a time-out the sender comes again, and the first may have been done all the same.",
        source: "000, a time-out is retried; tanium/octobot#366",
        remedy: .deduplicate
    ) { run throws(CheckStop) in
        try run.expectCount(
            1,
            "a delivery whose sender gave up, and the same again",
            hint: "the id was not remembered, or the work was half done when the connection closed"
        ) { () throws(CheckStop) in
            let delivery = run.delivery()
            try run.send(delivery, fault: WireFault(patienceMilliseconds: 50))
            try run.accept(delivery, "a delivery whose sender had given up before")
        }
    }

    static let slowBody = ContractCheck(
        "PRF-06",
        "a body that comes slowly holds up nobody else",
        .info,
        sends:
            "A right delivery whose body takes three seconds, and a right one beside it. The first is accepted or answered 408, the second accepted meanwhile.",
        why: "One slow sender must not be able to hold a consumer up.",
        source: "RFC 9110, section 15.5.9",
        remedy: .readBody
    ) { run throws(CheckStop) in
        let slow = run.delivery()
        let milliseconds = 3 * run.patienceMilliseconds
        let rate = max(1, slow.body.count * 1_000 / Int(max(1, milliseconds)))
        let answers = try run.session.send(
            [
                run.session.sending(of: slow, fault: WireFault(bytesPerSecond: rate)),
                run.session.sending(of: run.delivery()),
            ],
            atOnce: 2
        )
        run.judgeAcceptance(answers[1], "a right delivery beside a slow one")
        if answers[1].isAccepted, answers[1].tookMicroseconds > milliseconds * 1_000 * 9 / 10 {
            run.fail(
                "a right delivery beside a slow one had to wait for it: \(answers[1].tookMicroseconds / 1_000) ms",
                hint: "read several requests at a time",
                [answers[1]]
            )
        }
        if answers[0].status != 408 { run.judgeAcceptance(answers[0], "a delivery whose body came slowly") }
    }
}

extension CheckRun {
    /// How long an exchange of this program with itself takes at most, in microseconds: what a measurement rests on.
    ///
    /// Where that is too long, this machine has too much to do to measure anybody: nil, and it is noted.
    func ownDelay(below limitMicroseconds: Int64) throws(CheckStop) -> Int64? {
        guard let longest = try session.measureOwnDelay() else {
            leaveOpen("this machine could not measure itself, so that nothing can be said of others")
            return nil
        }
        guard longest < limitMicroseconds else {
            leaveOpen(
                "this machine has too much to do: an exchange with itself took \(longest / 1_000) ms"
            )
            return nil
        }
        return longest
    }
}
