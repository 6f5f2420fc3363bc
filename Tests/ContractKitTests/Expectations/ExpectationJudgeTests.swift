import ContractKit
import DeliveryKit
import SimulationKit
import Testing

struct ExpectationJudgeTests {
    private static let chain: [EventType] = [
        .transferDetectionStarted, .transferDetectionCompleted, .costBasisStarted, .costBasisCompleted,
    ]

    @Test func `findings come in the order of the file, with the file's names`() {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        let expectations = [
            Expectation(
                place: 0,
                name: "no cost basis",
                severity: .should,
                kind: .never(EventSelector(event: .costBasisStarted))
            ),
            Expectation.everyDeliveryIsAccepted,
        ]
        var judge = ExpectationJudge(expectations, webhookNames: ["main"])
        for entry in run.entries { judge.observe(entry) }
        let findings = judge.finish()
        #expect(findings.map(\.id) == ["expect[0]", "accepted"])
        #expect(findings.map(\.name) == ["no cost basis", "every delivery is accepted"])
        #expect(findings.map(\.severity) == [.should, .must])
        #expect(findings.map(\.verdict) == [.pass, .pass])
    }

    @Test func `nothing of a body, an answer or a fault gets into a message`() {
        var row = DeliveryRow(
            sequence: 1,
            lane: 0,
            moment: 0,
            webhook: 0,
            eventType: 0,
            ordinal: 1,
            id: Array("whd_1".utf8),
            body: Array(#"{"data":{"walletId":"w","alias":"whsec_hidden"}}"#.utf8)
        )
        let attempt = AttemptRow(
            delivery: 1,
            number: 1,
            moment: 0,
            settled: 0,
            status: 401,
            tookMicroseconds: 1,
            outcome: .failed,
            fault: Array("whsec_hidden".utf8),
            answer: Array("whsec_hidden".utf8)
        )
        let wallet = EventSelector.Wallet(identifier: "w", name: "alice/main")
        let kinds: [Expectation.Kind] = [
            .accepted(allowPending: false), .never(EventSelector(wallet: wallet)),
            .order([.integrationCreated, .integrationDeleted], per: .wallet),
        ]
        let expectations = kinds.enumerated().map { Expectation(place: $0.offset, kind: $0.element) }
        var judge = ExpectationJudge(expectations, webhookNames: ["main"])
        judge.observe(.lane(LaneRow(lane: 0, webhook: 0, user: "alice")))
        judge.observe(.delivery(row))
        judge.observe(.attempt(AttemptEntry(sequence: 1, attempt: attempt, delivery: row)))
        row.sequence = 2
        row.eventType = Int32(EventType.integrationDeleted.rawValue)
        var accepted = attempt
        accepted.outcome = .delivered
        judge.observe(.delivery(row))
        judge.observe(.attempt(AttemptEntry(sequence: 2, attempt: accepted, delivery: row)))
        let findings = judge.finish { _ in row }
        #expect(findings.map(\.verdict) == [.fail, .fail, .fail])
        #expect(
            findings.allSatisfy { !$0.message.contains("whsec_hidden") && !$0.name.contains("whsec_hidden") }
        )
    }

    /// A crowd whose jobs and syncs fail at times, delivered and accepted at the moments of emission.
    private func crowd(seed: UInt64) throws -> RecordedRun {
        let often = Probability(billionths: 200_000_000)
        let behaviour = ProviderBehaviour(syncFailure: often, stageFailure: often)
        let half = Probability(billionths: 500_000_000)
        let life = Life(
            integrationsPerUser: .uniform(1...4),
            resync: .init(probability: half, after: .uniform(1_000...600_000)),
            rename: .init(probability: half, after: .uniform(1_000...600_000)),
            remove: .init(probability: half, after: .uniform(1_000...600_000))
        )
        let population = Population(
            users: 40,
            arrival: .over(milliseconds: 60_000),
            life: life,
            behaviour: behaviour
        )
        var world = World(
            seed: seed,
            start: Moment(milliseconds: RecordedRun.start),
            behaviour: behaviour,
            population: population
        )
        var run = RecordedRun()
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        for event in events {
            let wallet: String? =
                switch event.payload {
                case .integration(let snapshot): snapshot.details.walletIdentifier
                case .job, .account, .given: nil
                }
            let sequence = run.deliver(
                event.type,
                to: event.user.uid,
                wallet: wallet,
                ordinal: event.ordinal,
                second: (event.moment.milliseconds - RecordedRun.start) / 1_000
            )
            run.accept(sequence, settledSecond: (event.moment.milliseconds - RecordedRun.start) / 1_000)
        }
        return run
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a lawful stream that was accepted as emitted breaks no lawful order`(seed: UInt64) throws {
        let run = try crowd(seed: seed)
        let findings = run.findings(
            .order(Self.chain, per: .user),
            .order([.integrationCreated, .transferDetectionStarted], per: .user),
            .order([.integrationCreated, .integrationUpdated, .integrationDeleted], per: .wallet),
            .order([.integrationCreated, .integrationUpdated, .integrationFailed], per: .wallet)
        )
        for finding in findings { #expect(finding.verdict == .pass, "seed \(seed): \(finding.message)") }
        let reversed = run.findings(.order(Self.chain.reversed(), per: .user))
        #expect(reversed.map(\.verdict) == [.fail])
    }

    @Test func `a ledger's record is judged as it is read`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated, .transferDetectionStarted, .costBasisStarted)
        run.refuse(run.deliver(.integrationDeleted))
        let identity = LedgerIdentity(
            version: "0",
            scenario: "test",
            fingerprint: "",
            seed: 1,
            profile: "kryptos-v1",
            secretFingerprint: ""
        )
        let ledger = try Ledger.create(at: nil, identity: identity) {}
        let digest = [UInt8](repeating: 0, count: LedgerWatermark.digestBytes)
        ledger.append(
            lanes: run.lanes,
            deliveries: run.deliveries,
            watermark: LedgerWatermark(sequence: Int64(run.deliveries.count), digest: digest)
        )
        ledger.append(
            attempts: run.attempts.map(\.attempt).map { attempt in
                var attempt = attempt
                attempt.number = 1
                return attempt
            }
        )
        let reversed = Expectation.Kind.order([.costBasisStarted, .transferDetectionStarted], per: .user)
        let findings = try ledger.read { (reader) throws(LedgerError) in
            var judge = ExpectationJudge(
                [.everyDeliveryIsAccepted, Expectation(place: 0, kind: reversed)],
                webhookNames: ["main"]
            )
            try History.stream(reader) { judge.observe($0) }
            return judge.finish { try? reader.delivery($0) }
        }
        try ledger.close()
        #expect(
            findings.map { $0.message.split(separator: "\n").last } == [
                "whd_4 integration.deleted for alice: status 500, at attempt 1",
                "whd_2 transfer_detection.started for alice was accepted before "
                    + "whd_3 costbasis.started for alice",
            ]
        )
    }
}
