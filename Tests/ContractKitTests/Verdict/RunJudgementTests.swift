import ContractKit
import DeliveryKit
import Testing

struct RunJudgementTests {
    private func judgement(
        _ findings: [(Severity, FindingVerdict)],
        answered: Int64 = 5,
        attempts: Int64 = 5,
        stopped: EngineStop.Reason? = nil,
        isStrict: Bool = false
    ) -> RunJudgement {
        RunJudgement(
            findings: findings.map {
                Finding(id: "x", name: "x", severity: $0.0, verdict: $0.1, message: "")
            },
            attemptCount: attempts,
            answeredCount: answered,
            stopped: stopped,
            isStrict: isStrict
        )
    }

    @Test(arguments: FindingVerdict.allCases, Severity.allCases)
    func `only a failed or undecided must keeps a run from passing`(
        verdict: FindingVerdict,
        severity: Severity
    ) {
        let judgement = judgement([(.must, .pass), (severity, verdict)])
        switch (severity, verdict) {
        case (.must, .fail): #expect(judgement.verdict == .failed && judgement.causes == [.failed])
        case (.must, .inconclusive):
            #expect(judgement.verdict == .inconclusive && judgement.causes == [.undecided])
        default: #expect(judgement.verdict == .passed && judgement.causes.isEmpty)
        }
    }

    @Test func `strictness makes a should a must, and leaves warnings alone`() {
        #expect(judgement([(.should, .fail)], isStrict: true).verdict == .failed)
        #expect(judgement([(.should, .inconclusive)], isStrict: true).verdict == .inconclusive)
        #expect(judgement([(.should, .warn), (.info, .fail)], isStrict: true).verdict == .passed)
    }

    @Test func `a failure decides over what could not be judged`() {
        let judgement = judgement([(.must, .inconclusive), (.must, .fail)])
        #expect(judgement.verdict == .failed)
        #expect(judgement.causes == [.failed])
    }

    @Test func `a run whose attempts were never answered is inconclusive, whatever failed`() {
        let silent = judgement([(.must, .fail)], answered: 0)
        #expect(silent.verdict == .inconclusive)
        #expect(silent.causes == [.neverAnswered, .failed])
        #expect(judgement([(.must, .fail)], answered: 0, attempts: 0).verdict == .failed)
        #expect(judgement([(.must, .pass)], answered: 0, attempts: 0).verdict == .passed)
    }

    @Test func `a threshold is the headline only where nothing else is wrong`() {
        func explanation(
            _ severityOfCheck: Severity,
            answered: Int64 = 5,
            stopped: EngineStop.Reason? = nil
        ) -> String? {
            let findings = [(Finding.Origin.check, severityOfCheck), (.threshold, .must)].map {
                origin,
                severity in
                Finding(id: "x", name: "x", severity: severity, verdict: .fail, message: "", origin: origin)
            }
            return RunJudgement(
                findings: findings,
                attemptCount: 5,
                answeredCount: answered,
                stopped: stopped
            ).explanation
        }
        #expect(explanation(.should) == "all that must hold did, and a threshold was crossed")
        #expect(explanation(.must) == nil)
        #expect(explanation(.must, answered: 0)?.hasPrefix("no attempt was ever answered") == true)
        #expect(explanation(.should, stopped: .timeIsUp)?.hasPrefix("stopped before the end") == true)
        #expect(explanation(.must, stopped: .decided)?.hasPrefix("ended at the first failure") == true)
    }

    @Test func `a stopped run is aborted, and what decides its exit code comes first`() {
        func causes(
            _ findings: [(Severity, FindingVerdict)],
            answered: Int64,
            _ reason: EngineStop.Reason
        )
            -> [RunJudgement.Cause]
        {
            let judgement = judgement(findings, answered: answered, stopped: reason)
            #expect(judgement.verdict == .aborted)
            return judgement.causes
        }
        #expect(causes([(.must, .inconclusive)], answered: 5, .timeIsUp) == [.timeIsUp])
        #expect(causes([(.must, .fail)], answered: 5, .timeIsUp) == [.failed, .timeIsUp])
        #expect(causes([(.must, .fail)], answered: 0, .timeIsUp) == [.neverAnswered, .failed, .timeIsUp])
        #expect(causes([], answered: 0, .signal(2)) == [.signal(2), .neverAnswered])
        #expect(causes([(.must, .fail)], answered: 5, .decided) == [.failed, .endedAtFailure])
        #expect(causes([(.must, .pass)], answered: 5, .decided) == [.undecided])
        #expect(causes([(.must, .inconclusive)], answered: 5, .asked) == [.endedOnRequest])
        #expect(causes([(.must, .fail)], answered: 5, .asked) == [.failed])
        #expect(causes([(.must, .fail)], answered: 5, .signal(15)) == [.signal(15), .failed])
    }

    @Test func `every cause can be said to people`() {
        let causes: [RunJudgement.Cause] = [
            .signal(2), .neverAnswered, .undecided, .failed, .timeIsUp, .endedAtFailure, .endedOnRequest,
        ]
        let messages = causes.map(\.message)
        #expect(Set(messages).count == causes.count)
        #expect(messages.first == "stopped by signal 2 before the end")
    }
}
