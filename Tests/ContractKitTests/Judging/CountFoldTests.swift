import ContractKit
import SimulationKit
import Testing

struct CountFoldTests {
    private static let bob = EventSelector.User(uid: "uid_bob", name: "bob")

    /// Two users, two integrations, two webhooks; nothing is attempted, as counts are of deliveries.
    private static let run: RecordedRun = {
        var run = RecordedRun()
        run.deliver(.integrationCreated, to: "uid_bob", wallet: "w1")
        run.deliver(.integrationFailed, to: "uid_bob", wallet: "w1")
        run.deliver(.integrationCreated, to: "uid_bob", wallet: "w2")
        run.deliver(.costBasisStarted, to: "uid_bob")
        run.deliver(.integrationCreated, to: "uid_alice", wallet: "w3")
        run.deliver(.integrationCreated, to: "uid_alice", webhook: 1, wallet: "w3")
        return run
    }()

    private func count(
        _ selector: EventSelector,
        _ condition: NumberCondition?,
        allowEmpty: Bool = false,
        isComplete: Bool = true
    ) throws -> Finding {
        let kind = Expectation.Kind.count(selector, try #require(condition))
        return try #require(
            Self.run.findings(kind, allowEmpty: allowEmpty, isComplete: isComplete, webhookNames: ["a", "b"])
                .first
        )
    }

    private func never(
        _ selector: EventSelector,
        allowEmpty: Bool = false,
        isComplete: Bool = true
    ) throws -> Finding {
        try #require(
            Self.run.findings(
                .never(selector),
                allowEmpty: allowEmpty,
                isComplete: isComplete,
                webhookNames: ["a", "b"]
            ).first
        )
    }

    @Test(
        arguments: [
            (EventSelector(), 6),
            (EventSelector(event: .integrationCreated), 4),
            (EventSelector(user: bob), 4),
            (EventSelector(webhook: .init(index: 1, name: "b")), 1),
            (EventSelector(wallet: .init(identifier: "w1", name: "bob/main")), 2),
            (
                EventSelector(
                    event: .integrationCreated,
                    wallet: .init(identifier: "w3", name: "alice/main")
                ), 2
            ),
            (EventSelector(event: .integrationCreated, user: bob), 2),
            (EventSelector(event: .integrationFailed, user: bob, webhook: .init(index: 0, name: "a")), 1),
        ] as [(EventSelector, Int64)]
    )
    func `a selector fits what matches all that is given`(selector: EventSelector, count: Int64) throws {
        let finding = try self.count(selector, NumberCondition(equals: count))
        #expect(finding.verdict == .pass, "\(finding.message)")
        #expect(finding.message.hasSuffix(", found \(count)"))
        #expect(try self.count(selector, NumberCondition(equals: count + 1)).verdict == .fail)
    }

    @Test func `a count that does not fit shows what was found`() throws {
        let selector = EventSelector(event: .integrationCreated, user: Self.bob)
        let finding = try count(selector, NumberCondition(equals: 1))
        #expect(finding.verdict == .fail)
        #expect(finding.evidence.items.map(\.place) == [.delivery(1), .delivery(3)])
        #expect(finding.evidence.expected == "exactly 1")
        #expect(finding.evidence.actual == "2")
        #expect(
            finding.message == """
                expected exactly 1 delivery of integration.created for user bob, found 2
                whd_1 integration.created for uid_bob at webhook a, emitted 2026-01-01T00:00:01.000Z
                whd_3 integration.created for uid_bob at webhook a, emitted 2026-01-01T00:00:03.000Z
                """
        )
    }

    @Test func `a count that wants some and finds none fails, allowed to be empty or not`() throws {
        for allowEmpty in [true, false] {
            let finding = try count(
                EventSelector(event: .costBasisFailed),
                NumberCondition(atLeast: 1),
                allowEmpty: allowEmpty
            )
            #expect(finding.verdict == .fail)
            #expect(finding.message == "expected at least 1 delivery of costbasis.failed, found none")
        }
    }

    @Test func `a count that finds none and wants none is vacuous unless that is allowed`() throws {
        let selector = EventSelector(event: .costBasisFailed)
        let finding = try count(selector, NumberCondition(equals: 0))
        #expect(finding.verdict == .fail)
        #expect(
            finding.message.hasPrefix(
                "vacuous: expected exactly 0 deliveries of costbasis.failed, and nothing"
            )
        )
        #expect(try count(selector, NumberCondition(atMost: 3)).verdict == .fail)
        #expect(try count(selector, NumberCondition(equals: 0), allowEmpty: true).verdict == .pass)
    }

    @Test func `a stopped run decides a count only where the rest could not change it`() throws {
        let selector = EventSelector(user: Self.bob)
        func verdict(_ condition: NumberCondition?) throws -> FindingVerdict {
            try count(selector, condition, isComplete: false).verdict
        }
        #expect(try verdict(NumberCondition(atLeast: 4)) == .pass)
        #expect(try verdict(NumberCondition(atLeast: 5)) == .inconclusive)
        #expect(try verdict(NumberCondition(equals: 4)) == .inconclusive)
        #expect(try verdict(NumberCondition(atMost: 3)) == .fail)
    }

    @Test func `never holds where the receiver had other deliveries`() throws {
        let finding = try never(EventSelector(event: .costBasisFailed, user: Self.bob))
        #expect(finding.verdict == .pass)
        #expect(finding.message == "none among 4 deliveries for user bob")
    }

    @Test func `never fails on one delivery and shows it`() throws {
        let finding = try never(EventSelector(event: .costBasisStarted, user: Self.bob), isComplete: false)
        #expect(finding.verdict == .fail)
        #expect(
            finding.message == """
                expected no delivery of costbasis.started for user bob, found 1
                whd_4 costbasis.started for uid_bob at webhook a, emitted 2026-01-01T00:00:04.000Z
                """
        )
    }

    @Test func `never is vacuous only if its user or webhook had no delivery at all`() throws {
        let carol = EventSelector.User(uid: "uid_carol", name: "carol")
        let finding = try never(EventSelector(event: .costBasisStarted, user: carol))
        #expect(finding.verdict == .fail)
        #expect(finding.message.hasPrefix("vacuous: no delivery for user carol at all; "))
        #expect(try never(EventSelector(user: carol), allowEmpty: true).verdict == .pass)
        let webhook = EventSelector.Webhook(index: 2, name: "c")
        #expect(
            try never(EventSelector(webhook: webhook)).message.hasPrefix("vacuous: no delivery to webhook c")
        )
        #expect(try never(EventSelector(wallet: .init(identifier: "w9", name: "x"))).verdict == .pass)
        let empty = RecordedRun().findings(.never(EventSelector(event: .costBasisStarted)))
        #expect(empty.map(\.message) == ["vacuous: nothing was delivered; `allowEmpty: true` permits that"])
    }

    @Test func `a stopped run cannot say never`() throws {
        #expect(try never(EventSelector(event: .costBasisFailed), isComplete: false).verdict == .inconclusive)
    }
}
