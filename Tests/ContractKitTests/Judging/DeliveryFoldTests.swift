import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit
import Testing

/// Attempts, bodies, and what is so at least once.
struct DeliveryFoldTests {
    private let failed = EventSelector(event: .integrationFailed)

    /// Accepted at once, accepted at the third attempt, refused at the third, waiting after two.
    private let run: RecordedRun = {
        var run = RecordedRun()
        run.deliver(.integrationCreated, wallet: "w1", data: #","n":1"#)
        run.deliver(.integrationFailed, wallet: "w1", data: #","n":2"#)
        run.deliver(.integrationFailed, to: "bob", wallet: "w2", data: #","n":"x""#)
        run.deliver(.costBasisStarted, to: "carol")
        run.accept(1)
        for number in 1...2 { run.attempt(2, .retry, status: 500, number: Int32(number)) }
        run.attempt(2, .delivered, status: 200, number: 3)
        for number in 1...2 { run.attempt(3, .retry, status: 500, number: Int32(number)) }
        run.refuse(3)
        for number in 1...2 { run.attempt(4, .retry, status: 500, number: Int32(number)) }
        return run
    }()

    private func finding(_ kind: Expectation.Kind, isComplete: Bool = true) throws -> Finding {
        try #require(run.findings(kind, isComplete: isComplete).first)
    }

    private func number(atLeast: Int64? = nil, atMost: Int64? = nil) throws -> NumberCondition {
        try #require(NumberCondition(atLeast: atLeast, atMost: atMost))
    }

    @Test func `attempts are counted until a delivery settles`() throws {
        #expect(try finding(.attempts(failed, number(atLeast: 3, atMost: 3))).verdict == .pass)
        let few = try finding(.attempts(failed, number(atMost: 1)))
        #expect(few.verdict == .fail)
        #expect(
            few.evidence.items.map(\.place) == [
                .attempt(delivery: 2, number: 2), .attempt(delivery: 3, number: 2),
            ]
        )
        #expect(
            few.message.hasPrefix(
                "expected at most 1 attempt of deliveries of integration.failed, not so for 2 of 2"
            )
        )
        let many = try finding(.attempts(EventSelector(), number(atLeast: 2)))
        #expect(many.verdict == .fail)
        #expect(many.evidence.items.map(\.place) == [.attempt(delivery: 1, number: 1)])
    }

    @Test func `too many attempts of one that waits are too many already`() throws {
        let waiting = EventSelector(event: .costBasisStarted)
        #expect(try finding(.attempts(waiting, number(atMost: 1)), isComplete: false).verdict == .fail)
        #expect(try finding(.attempts(waiting, number(atLeast: 1))).verdict == .fail)
        #expect(
            try finding(.attempts(waiting, number(atLeast: 1)), isComplete: false).verdict == .inconclusive
        )
    }

    @Test func `one that is cancelled after too many attempts is told once`() throws {
        var run = RecordedRun()
        for _ in 0..<3 { run.deliver(.integrationCreated) }
        for number in 1...2 { run.attempt(1, .retry, status: 500, number: Int32(number)) }
        // The row of a cancellation has the number of the attempt that was not made.
        run.attempt(1, .cancelled, status: 0, number: 3)
        run.attempt(2, .retry, status: 500)
        run.attempt(2, .cancelled, status: 0, number: 2)
        run.attempt(3, .cancelled, status: 0)
        let most = try #require(run.findings(.attempts(EventSelector(), number(atMost: 1))).first)
        #expect(most.message.contains("not so for 1 of 3 deliveries"), "\(most.message)")
        #expect(most.evidence.items.map(\.place) == [.attempt(delivery: 1, number: 2)])
        let none = try #require(run.findings(.attempts(EventSelector(), number(atMost: 0))).first)
        #expect(none.message.contains("not so for 2 of 3 deliveries"), "\(none.message)")
    }

    @Test func `few attempts are no merit of what was never attempted, unless none is wanted`() throws {
        var run = RecordedRun()
        run.deliver(.integrationCreated)
        run.deliver(.integrationCreated)
        run.attempt(2, .cancelled, status: 0)
        let most = try #require(run.findings(.attempts(EventSelector(), number(atMost: 3))).first)
        #expect(most.verdict == .fail)
        #expect(most.message.hasPrefix("vacuous: expected at most 3 attempts of deliveries"))
        #expect(most.message.contains(", and none of 2 deliveries was attempted; "))
        let allowed = run.findings(.attempts(EventSelector(), try number(atMost: 3)), allowEmpty: true)
        #expect(allowed.map(\.verdict) == [.pass])
        #expect(run.findings(.attempts(EventSelector(), try number(atMost: 0))).map(\.verdict) == [.pass])
    }

    @Test func `what stands in every body is looked for in every body`() throws {
        let pointer = JSONPointer(tokens: ["data", "walletId"])
        let all = BodyCondition(pointer: pointer, value: .oneOf(["w1", "w2"]))
        #expect(try finding(.body(failed, all)).verdict == .pass)
        let none = try finding(.body(EventSelector(), BodyCondition(pointer: pointer, value: .exists(true))))
        #expect(none.verdict == .fail)
        #expect(none.message.contains("whd_4 costbasis.started for carol: /data/walletId is null"))
        #expect(none.evidence.items.map(\.place) == [.delivery(4)])
        let least = ValueCondition.between(atLeast: JSONNumber(2), atMost: nil)
        let number = BodyCondition(pointer: JSONPointer(tokens: ["data", "n"]), value: least)
        #expect(try finding(.body(failed, number)).evidence.items.map(\.place) == [.delivery(3)])
    }

    @Test func `something is so at least once`() throws {
        let property = DeliveryProperty(
            outcome: .accepted,
            attempts: try number(atLeast: 2),
            body: BodyCondition(pointer: JSONPointer(tokens: ["data", "n"]), value: .equals(2))
        )
        #expect(try finding(.sometimes(EventSelector(), property)).verdict == .pass)
        #expect(try finding(.sometimes(EventSelector(), property), isComplete: false).verdict == .pass)
        #expect(try finding(.sometimes(EventSelector(event: .integrationCreated), property)).verdict == .fail)
        let gone = DeliveryProperty(outcome: .cancelled)
        #expect(try finding(.sometimes(EventSelector(), gone)).verdict == .fail)
        #expect(try finding(.sometimes(EventSelector(), gone), isComplete: false).verdict == .inconclusive)
        #expect(try finding(.sometimes(failed, DeliveryProperty())).verdict == .pass)
    }

    @Test func `what selects nothing is vacuous`() throws {
        let nobody = EventSelector(user: .init(uid: "nobody", name: "nobody"))
        let kinds: [Expectation.Kind] = [
            .attempts(nobody, try number(atLeast: 1)),
            .body(nobody, BodyCondition(pointer: JSONPointer(tokens: []), value: .exists(true))),
            .sometimes(nobody, DeliveryProperty()), .sameBytes(nobody),
        ]
        for kind in kinds {
            let finding = try finding(kind)
            #expect(finding.verdict == .fail)
            #expect(finding.message.hasPrefix("vacuous: "), "\(finding.message)")
            #expect(run.findings(kind, allowEmpty: true).first?.verdict == .pass)
        }
    }

    @Test func `ids are counted once, copies each time`() throws {
        var run = RecordedRun()
        run.deliver(.integrationCreated)
        let mark = FaultMark.encoded([FaultMark(.duplicate, fault: 0, detail: 1)])
        run.deliver(.integrationCreated, ordinal: 1, id: "whd_1", fault: mark)
        run.deliver(.integrationCreated)
        let two = try #require(NumberCondition(equals: 2))
        let three = try #require(NumberCondition(equals: 3))
        let verdicts = run.findings(
            .count(EventSelector(), two, of: .ids),
            .count(EventSelector(), three),
            .count(EventSelector(), three, of: .ids)
        ).map(\.verdict)
        #expect(verdicts == [.pass, .pass, .fail])
    }

    @Test func `an id counts whose first delivery was dropped, once a copy is sent`() throws {
        let copy = FaultMark.encoded([FaultMark(.duplicate, fault: 0, detail: 1)])
        let drop = FaultMark.encoded([FaultMark(.drop, fault: 1)])
        let both = FaultMark.encoded([FaultMark(.duplicate, fault: 0, detail: 2), FaultMark(.drop, fault: 1)])
        func ids(_ faults: [(id: String, fault: [UInt8]?)]) throws -> Int64 {
            var run = RecordedRun()
            for (id, fault) in faults { run.deliver(.integrationCreated, id: id, fault: fault) }
            return try #require(
                (0...9).first { count in
                    let condition = NumberCondition(equals: count)
                    let finding = condition.flatMap {
                        run.findings(.count(EventSelector(), $0, of: .ids), allowEmpty: true).first
                    }
                    return finding?.verdict == .pass
                }
            )
        }
        #expect(try ids([("a", nil), ("a", copy), ("b", drop)]) == 1)
        #expect(try ids([("a", drop), ("a", copy), ("a", copy), ("b", nil)]) == 2)
        #expect(try ids([("a", copy), ("a", copy), ("a", drop)]) == 1)
        #expect(try ids([("a", drop), ("a", both), ("b", nil)]) == 1)
        #expect(try ids([("a", nil), ("a", copy), ("a", both)]) == 1)
    }

    @Test func `an illegal request beside an attempt is no attempt`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        run.attempt(1, .forged, status: 401)
        let one = try #require(NumberCondition(equals: 1))
        let findings = run.findings(.accepted(allowPending: false), .attempts(EventSelector(), one))
        #expect(findings.map(\.verdict) == [.pass, .pass])
    }

    @Test func `the digest is that of the run`() throws {
        let hex = String(repeating: "ab", count: 32)
        var facts = RunFacts()
        #expect(run.findings(.digest(hex), facts: facts).first?.verdict == .inconclusive)
        facts.digest = hex
        #expect(run.findings(.digest(hex), facts: facts).first?.verdict == .pass)
        facts.digest = String(repeating: "00", count: 32)
        let finding = try #require(run.findings(.digest(hex), facts: facts).first)
        #expect(finding.verdict == .fail)
        #expect(finding.evidence == FindingEvidence(expected: hex, actual: facts.digest))
        #expect(run.findings(.digest(hex), isComplete: false, facts: facts).first?.verdict == .inconclusive)
        #expect(RecordedRun().findings(.digest(hex), facts: facts).first?.verdict == .fail)
    }
}
