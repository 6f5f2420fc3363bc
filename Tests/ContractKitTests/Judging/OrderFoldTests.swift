import ContractKit
import SimulationKit
import Testing

struct OrderFoldTests {
    private static let chain: [EventType] = [
        .transferDetectionStarted, .transferDetectionCompleted, .costBasisStarted,
    ]

    private func perUser(
        _ run: RecordedRun,
        isComplete: Bool = true,
        webhooks: [String] = ["main"]
    ) throws -> Finding {
        try #require(
            run.findings(.order(Self.chain, per: .user), isComplete: isComplete, webhookNames: webhooks).first
        )
    }

    @Test func `it holds for users whose events were accepted in order, round by round`() throws {
        var run = RecordedRun()
        for user in ["alice", "bob", "alice"] {
            run.deliverAndAccept(
                .transferDetectionStarted,
                .transferDetectionCompleted,
                .costBasisStarted,
                .costBasisCompleted,
                to: user
            )
        }
        let finding = try perUser(run)
        #expect(finding.verdict == .pass)
        #expect(finding.message == "in this order for 2 users")
    }

    @Test func `it fails where a later event was accepted first, and names both`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.transferDetectionStarted, .transferDetectionCompleted, .costBasisStarted)
        let sequences = Self.chain.map { run.deliver($0, to: "bob") }
        for sequence in [sequences[0], sequences[2], sequences[1]] { run.accept(sequence) }
        let finding = try perUser(run)
        #expect(finding.verdict == .fail)
        #expect(
            finding.message == """
                expected transfer_detection.started, transfer_detection.completed, costbasis.started in this \
                order, not so for 1 of 2 users
                whd_6 costbasis.started for bob was accepted before whd_5 transfer_detection.completed for bob
                """
        )
    }

    @Test func `without the record at hand it names places in the run`() throws {
        var run = RecordedRun()
        let sequences = Self.chain.map { run.deliver($0) }
        for sequence in sequences.reversed() { run.accept(sequence) }
        let expectation = Expectation(place: 0, kind: .order(Self.chain, per: .user))
        var judge = ExpectationJudge([expectation], webhookNames: ["main"])
        for entry in run.entries { judge.observe(entry) }
        let message = try #require(judge.finish().first).message
        #expect(
            message.hasSuffix(
                "\ndelivery 2, transfer_detection.completed for alice was accepted before "
                    + "delivery 1, transfer_detection.started for alice"
            )
        )
    }

    @Test func `moments decide, not the order in which outcomes were recorded`() throws {
        var run = RecordedRun()
        let sequences = Self.chain.map { run.deliver($0) }
        for sequence in sequences.reversed() { run.accept(sequence, settledSecond: 100 + sequence) }
        #expect(try perUser(run).verdict == .pass)
    }

    @Test func `who lacks one of the events is not judged, and nobody left is vacuous`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.transferDetectionCompleted, .transferDetectionStarted, to: "alice")
        run.deliverAndAccept(.costBasisStarted, to: "bob")
        let finding = try perUser(run)
        #expect(finding.verdict == .fail)
        #expect(
            finding.message
                == "vacuous: no user had all of transfer_detection.started, transfer_detection.completed and "
                + "costbasis.started accepted; `allowEmpty: true` permits that"
        )
        let allowed = run.findings(.order(Self.chain, per: .user), allowEmpty: true)
        #expect(allowed.map(\.verdict) == [.pass])
    }

    @Test func `what never came is named`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.transferDetectionStarted)
        run.refuse(run.deliver(.costBasisStarted))
        #expect(
            try perUser(run).message.hasPrefix(
                "vacuous: no transfer_detection.completed or costbasis.started was ever accepted;"
            )
        )
    }

    @Test func `a webhook is judged by itself, as only a receiver sees an order`() throws {
        var run = RecordedRun()
        let first = Self.chain.map { run.deliver($0, ordinal: Int64($0.rawValue)) }
        let second = Self.chain.map { run.deliver($0, webhook: 1, ordinal: Int64($0.rawValue)) }
        for sequence in second + first { run.accept(sequence) }
        let finding = try perUser(run, webhooks: ["a", "b"])
        #expect(finding.verdict == .pass)
        #expect(finding.message == "in this order for 2 users, counted for each webhook")
    }

    @Test func `per integration, those of one user are kept apart`() throws {
        let order = Expectation.Kind.order([.integrationCreated, .integrationDeleted], per: .wallet)
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated, wallet: "w1")
        run.deliverAndAccept(.integrationCreated, wallet: "w2")
        run.deliverAndAccept(.integrationDeleted, wallet: "w1")
        #expect(
            run.findings(order).map(\.message) == [
                "in this order for 1 integration; 1 other lacks one of the events"
            ]
        )
        // Per user this would hold, as w1 was created before.
        run.deliverAndAccept(.integrationDeleted, wallet: "w3")
        run.deliverAndAccept(.integrationCreated, wallet: "w3")
        let finding = try #require(run.findings(order).first)
        #expect(finding.verdict == .fail)
        #expect(
            finding.message.contains("not so for 1 of 2 integrations\nwhd_4 integration.deleted for alice")
        )
    }

    @Test func `per integration, events about none are left out`() {
        var run = RecordedRun()
        run.deliverAndAccept(.transferDetectionStarted, .transferDetectionCompleted, .costBasisStarted)
        let findings = run.findings(.order(Self.chain, per: .wallet))
        #expect(findings.first?.message.hasPrefix("vacuous: no integration had all of") == true)
    }

    @Test func `per run, users are judged together`() throws {
        let order = Expectation.Kind.order([.integrationCreated, .costBasisStarted], per: .run)
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated, to: "alice")
        run.deliverAndAccept(.costBasisStarted, to: "bob")
        #expect(run.findings(order).map(\.message) == ["in this order in the whole run"])
        let reversed = Expectation.Kind.order([.costBasisStarted, .integrationCreated], per: .run)
        let finding = try #require(run.findings(reversed).first)
        #expect(finding.verdict == .fail)
        #expect(
            finding.message.contains(
                " in this order, not so in this run\nwhd_1 integration.created for alice"
            )
        )
    }

    @Test func `a stopped run can fail but not pass`() throws {
        var run = RecordedRun()
        let sequences = Self.chain.map { run.deliver($0) }
        #expect(try perUser(run, isComplete: false).verdict == .inconclusive)
        for sequence in sequences { run.accept(sequence) }
        #expect(try perUser(run, isComplete: false).verdict == .inconclusive)
        for sequence in Self.chain.map({ run.deliver($0, to: "bob") }).reversed() { run.accept(sequence) }
        #expect(try perUser(run, isComplete: false).verdict == .fail)
    }

    @Test func `an order of fewer than two events, or of one twice, traps`() async {
        await #expect(processExitsWith: .failure) {
            let kind = Expectation.Kind.order([.integrationCreated, .integrationCreated], per: .user)
            _ = ExpectationJudge([Expectation(place: 0, kind: kind)], webhookNames: [])
        }
        await #expect(processExitsWith: .failure) {
            let kind = Expectation.Kind.order([.integrationCreated], per: .user)
            _ = ExpectationJudge([Expectation(place: 0, kind: kind)], webhookNames: [])
        }
    }
}
