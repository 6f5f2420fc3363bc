import ContractKit
import DeliveryKit
import SimulationKit
import Testing

struct AcceptedFoldTests {
    private static let strict = Expectation.Kind.accepted(allowPending: false)
    private static let lenient = Expectation.Kind.accepted(allowPending: true)

    @Test func `it holds when every delivery was accepted`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated, .integrationUpdated)
        let finding = try #require(run.findings(Self.strict).first)
        #expect(finding.verdict == .pass)
        #expect(finding.message == "2 deliveries, all accepted")
        #expect(finding.name == "every delivery is accepted")
    }

    @Test func `retries on the way do not matter`() throws {
        var run = RecordedRun()
        let sequence = run.deliver(.integrationCreated)
        run.attempt(sequence, .retry, status: 503)
        run.attempt(sequence, .delivered, status: 204, number: 2)
        let finding = try #require(run.findings(Self.strict).first)
        #expect(finding.verdict == .pass)
        #expect(finding.message == "1 delivery, accepted")
    }

    @Test func `it names what was refused, by id, event, user and reason`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        let refused = run.deliver(.integrationUpdated, to: "uid_bob")
        let unanswered = run.deliver(.costBasisStarted)
        run.attempt(unanswered, .failed, status: 0, error: "the connection was reset", number: 3)
        run.refuse(refused)
        let finding = try #require(run.findings(Self.strict, userNames: ["uid_bob": "bob"]).first)
        #expect(finding.verdict == .fail)
        #expect(
            finding.message == """
                2 of 3 deliveries failed for good
                whd_2 integration.updated for bob (uid_bob): status 500, at attempt 3
                whd_3 costbasis.started for alice: the connection was reset, at attempt 3
                """
        )
    }

    @Test func `it says what a redirect is worth, and what was sent again`() throws {
        var run = RecordedRun()
        let redirected = run.deliver(.integrationUpdated)
        let resent = run.deliver(.costBasisStarted)
        run.attempt(redirected, .failed, status: 307)
        run.attempt(resent, .failed, status: 0, error: "the connection was reset", wasResent: true)
        let again = "sent again after a kept connection had died"
        #expect(
            try #require(run.findings(Self.strict).first).message == """
                2 of 2 deliveries failed for good
                whd_1 integration.updated for alice: status 307, a redirect, which is not followed, at attempt 1
                whd_2 costbasis.started for alice: the connection was reset, at attempt 1, \(again)
                """
        )
    }

    @Test func `it names a few and counts the rest, whatever the order of outcomes`() throws {
        var run = RecordedRun()
        for _ in 1...1_007 { run.deliver(.integrationUpdated) }
        for sequence in (1...1_007).reversed() { run.refuse(Int64(sequence)) }
        let message = try #require(run.findings(Self.strict).first).message
        let lines = message.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines.first == "1,007 of 1,007 deliveries failed for good")
        #expect(lines.dropFirst().first?.hasPrefix("whd_1 ") == true)
        #expect(lines.dropLast().last?.hasPrefix("whd_5 ") == true)
        #expect(lines.last == "and 1,002 more")
    }

    @Test func `pending deliveries break it, and their webhook is named`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        run.deliver(.integrationUpdated, webhook: 1)
        run.deliver(.integrationUpdated, webhook: 1)
        let finding = try #require(run.findings(Self.strict, webhookNames: ["main", "audit"]).first)
        #expect(finding.verdict == .fail)
        #expect(
            finding.message.hasPrefix("of 3 deliveries, 2 are pending at webhook audit; a disabled webhook")
        )
        #expect(finding.message.contains("`allowPending: true`"))
    }

    @Test func `pending deliveries may be allowed, failed ones never are`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        run.deliver(.integrationUpdated)
        let finding = try #require(run.findings(Self.lenient).first)
        #expect(finding.verdict == .pass)
        #expect(finding.message == "none of 2 deliveries failed; 1 is pending at webhook main")
        run.refuse(run.deliver(.integrationFailed))
        let failed = try #require(run.findings(Self.lenient).first)
        #expect(failed.verdict == .fail)
        #expect(failed.message.hasPrefix("1 of 3 deliveries failed for good; 1 is pending at webhook main\n"))
    }

    @Test func `what was cancelled is neither refused nor pending, and is said`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        run.attempt(run.deliver(.integrationUpdated), .cancelled, status: 0, number: 2)
        let finding = try #require(run.findings(Self.strict).first)
        #expect(finding.verdict == .pass)
        #expect(finding.message == "1 delivery, accepted; 1 more cancelled, as the webhook was deleted")
        run.deliver(.integrationUpdated)
        let waiting = try #require(run.findings(Self.strict).first)
        #expect(waiting.verdict == .fail)
        #expect(waiting.message.hasPrefix("of 2 deliveries, 1 is pending at webhook main; 1 more cancelled"))
    }

    @Test func `a run of which everything was cancelled is vacuous`() throws {
        var run = RecordedRun()
        run.attempt(run.deliver(.integrationUpdated), .cancelled, status: 0)
        let finding = try #require(run.findings(Self.strict).first)
        #expect(finding.verdict == .fail)
        #expect(finding.message.hasPrefix("vacuous: nothing was delivered; 1 more cancelled"))
    }

    @Test func `a run without deliveries is vacuous unless that is allowed`() throws {
        let finding = try #require(RecordedRun().findings(Self.strict).first)
        #expect(finding.verdict == .fail)
        #expect(finding.message == "vacuous: nothing was delivered; `allowEmpty: true` permits that")
        let allowed = try #require(RecordedRun().findings(Self.strict, allowEmpty: true).first)
        #expect(allowed.verdict == .pass)
        #expect(allowed.message == "nothing was delivered, which is allowed here")
    }

    @Test func `a run that was stopped can fail but not pass`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        run.deliver(.integrationUpdated)
        let open = try #require(run.findings(Self.strict, isComplete: false).first)
        #expect(open.verdict == .inconclusive)
        #expect(
            open.message.hasPrefix("the run was stopped before its end; until then: of 2 deliveries, 1 is")
        )
        run.refuse(2)
        #expect(run.findings(Self.strict, isComplete: false).map(\.verdict) == [.fail])
    }
}
