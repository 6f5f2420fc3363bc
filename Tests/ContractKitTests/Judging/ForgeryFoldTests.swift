import ContractKit
import DeliveryKit
import SimulationKit
import Testing

/// Requests that nobody should have sent, and what a consumer has answered to them.
struct ForgeryFoldTests {
    /// A run of deliveries that are accepted, each beside a forged request.
    private func run(_ forged: (status: Int32, signature: ForgedSignature)...) -> RecordedRun {
        var run = RecordedRun()
        for (status, signature) in forged {
            let sequence = run.deliver(.integrationCreated)
            let mark = FaultMark(.tamper, fault: 0, detail: signature.rawValue)
            run.attempt(sequence, .forged, status: status, fault: FaultMark.encoded([mark]))
            run.accept(sequence)
        }
        return run
    }

    private func finding(_ run: RecordedRun, isComplete: Bool = true) throws -> Finding {
        try #require(run.findings(.forgeriesRefused, isComplete: isComplete).first)
    }

    @Test func `one that is accepted fails, with what it was beside`() throws {
        let run = run((401, .wrong), (204, .wrong), (500, .wrong))
        let finding = try finding(run)
        #expect(finding.verdict == .fail && finding.name == "no forged request is accepted")
        #expect(
            finding.message == """
                1 of 3 forged requests was accepted
                whd_2 integration.created for alice: status 204 to a request with tamper, beside attempt 1
                """
        )
        #expect(finding.evidence.items.map(\.place) == [.attempt(delivery: 2, number: 1)])
        #expect(try self.finding(run, isComplete: false).verdict == .fail)
    }

    @Test(arguments: [301, 400, 401, 403, 500, 503] as [Int32])
    func `whatever is not accepted is refused`(status: Int32) throws {
        let finding = try finding(run((status, .wrong), (0, .wrong)))
        #expect(finding.verdict == .pass)
        #expect(finding.message == "none of 2 forged requests was accepted; 1 without an answer")
    }

    @Test func `what is signed as it should be, or was, may be accepted`() throws {
        let run = run((200, .right), (200, .previous))
        #expect(try finding(run).message.hasPrefix("vacuous: no request with a wrong signature was sent; 2"))
        #expect(run.findings(.forgeriesRefused, allowEmpty: true).first?.verdict == .pass)
    }

    @Test func `without an answer nothing is known`() throws {
        #expect(try finding(run((0, .wrong))).verdict == .inconclusive)
        #expect(try finding(run((401, .wrong)), isComplete: false).verdict == .inconclusive)
    }

    @Test func `what is forged says nothing of its delivery, and an acceptance ends a run`() {
        let run = run((200, .wrong))
        #expect(run.findings(.accepted(allowPending: false)).first?.verdict == .pass)
        for (kind, isEnding) in [
            (Expectation.Kind.forgeriesRefused, true), (.accepted(allowPending: false), false),
        ] {
            let watch = FailFast([Expectation(place: 0, kind: kind)])
            for lane in run.lanes { watch.observe(lane: lane) }
            for delivery in run.deliveries { watch.observe(delivery: delivery) }
            #expect(watch.observe(attempt: run.attempts[0].attempt) == isEnding)
        }
    }
}
