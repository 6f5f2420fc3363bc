import ContractKit
import DeliveryKit
import SimulationKit
import Testing

struct RequestFoldTests {
    private let run: RecordedRun = {
        var run = RecordedRun()
        run.deliver(.integrationCreated)
        run.deliver(.integrationFailed)
        run.accept(1)
        run.attempt(2, .retry, status: 500)
        run.attempt(2, .delivered, status: 200, number: 2)
        return run
    }()

    private let fields = [
        FieldCondition(name: "x-webhook-id", demand: .matches("whd_*")),
        FieldCondition(name: "X-Nope", demand: .present(false)),
    ]

    private func request(
        _ entry: AttemptEntry,
        id: String? = nil,
        isSigned: Bool = true
    ) -> SentRequest {
        SentRequest(
            fields: [("X-Webhook-Id", id ?? String(decoding: entry.delivery.id, as: UTF8.self))],
            isSigned: isSigned
        )
    }

    @Test func `sound requests are found sound`() {
        let findings = run.findings(
            .headers(EventSelector(), fields),
            .signature(EventSelector()),
            .sameBytes(EventSelector()),
            requests: { request($0) }
        )
        #expect(findings.map(\.verdict) == [.pass, .pass, .pass], "\(findings.map(\.message))")
    }

    @Test func `a request is made again once, however many look at it`() {
        var made: [AttemptEntry] = []
        _ = run.findings(
            .headers(EventSelector(), fields),
            .signature(EventSelector()),
            .signature(EventSelector(event: .integrationFailed)),
            requests: { entry in
                made.append(entry)
                return request(entry)
            }
        )
        #expect(made.map(\.attempt) == run.attempts.map(\.attempt))
    }

    @Test func `a field that is another and a wrong signature are found at their attempt`() {
        let findings = run.findings(
            .headers(EventSelector(), fields),
            .signature(EventSelector()),
            requests: { entry in
                entry.attempt.number == 2
                    ? request(entry, id: "other", isSigned: false) : request(entry)
            }
        )
        #expect(findings.map(\.verdict) == [.fail, .fail])
        for finding in findings {
            #expect(finding.evidence.items.map(\.place) == [.attempt(delivery: 2, number: 2)])
        }
        #expect(findings[0].message.contains("x-webhook-id is 'other', at attempt 2"))
    }

    @Test func `without requests their heads cannot be judged, unless it was done before`() {
        let unknown = run.findings(.signature(EventSelector()), .headers(EventSelector(), fields))
        #expect(unknown.map(\.verdict) == [.inconclusive, .inconclusive])
        var facts = RunFacts()
        let before = Finding(id: "expect[0]", name: "n", severity: .must, verdict: .pass, message: "m")
        facts.recorded = [0: before]
        #expect(run.findings(.signature(EventSelector()), facts: facts) == [before])
    }

    @Test func `a copy has the bytes of the delivery of its id`() {
        let mark = FaultMark.encoded([FaultMark(.duplicate, fault: 0, detail: 1)])
        var sound = RecordedRun()
        sound.deliver(.integrationCreated)
        sound.deliver(.integrationCreated, id: "whd_2")
        #expect(sound.findings(.sameBytes(EventSelector())).first?.verdict == .fail, "nothing was sent twice")
        sound.deliver(.integrationCreated, ordinal: 1, id: "whd_1", data: #","x":1"#, fault: mark)
        let finding = sound.findings(.sameBytes(EventSelector())).first
        #expect(finding?.verdict == .fail)
        #expect(finding?.evidence.items.map(\.place) == [.delivery(3)])
    }

    @Test func `copies beyond what is remembered are told and not compared`() throws {
        let mark = FaultMark.encoded([FaultMark(.duplicate, fault: 0, detail: 1)])
        var judge = ExpectationJudge(
            [Expectation(place: 0, kind: .sameBytes(EventSelector()))],
            webhookNames: ["main"]
        )
        func row(_ sequence: Int64, id: String, fault: [UInt8]? = nil) -> HistoryEntry {
            .delivery(
                DeliveryRow(
                    sequence: sequence,
                    lane: 0,
                    moment: 0,
                    webhook: 0,
                    eventType: 0,
                    ordinal: sequence,
                    id: Array(id.utf8),
                    body: [0x31],
                    fault: fault
                )
            )
        }
        judge.observe(.lane(LaneRow(lane: 0, webhook: 0, user: "alice")))
        // One more than are remembered at one time.
        for sequence in 1...65_537 { judge.observe(row(Int64(sequence), id: "whd_\(sequence)")) }
        judge.observe(row(65_538, id: "whd_2", fault: mark))
        judge.observe(row(65_539, id: "whd_1", fault: mark))
        let finding = try #require(judge.finish().first)
        #expect(finding.verdict == .pass)
        #expect(
            finding.message
                == "1 repeat has the bytes of the first; 1 copy too far from the first to be compared"
        )
    }
}
