import ContractKit
import DeliveryKit
import ReportKit

extension RunReport {
    /// The report as `--strict` has it: what should hold counts as what must.
    var strict: RunReport {
        guard !isStrict else { return self }
        var report = self
        report.isStrict = true
        let judgement = RunJudgement(
            findings: checks,
            attemptCount: attemptCount,
            answeredCount: ack == nil && verdict == .inconclusive ? 0 : 1,
            stopped: stopped,
            isStrict: true
        )
        report.verdict = judgement.verdict
        // Why a run was stopped is known best by whoever saw it.
        if verdict != .aborted { report.explanation = judgement.explanation }
        report.exitCode = ExitCode.worst(of: judgement.causes.map(RunCommand.code)).rawValue
        return report
    }

    /// What stopped the run, as far as its code tells.
    private var stopped: EngineStop.Reason? {
        guard verdict == .aborted else { return nil }
        return switch ExitCode(rawValue: exitCode) {
        case .interrupted?, .terminated?: .signal(exitCode - 128)
        case .timeLimitReached?, .thresholdsCrossed?: .timeIsUp
        case .checksFailed?: .decided
        case .success?, .usage?, .invalidInput?, .inconclusive?, .invariantBroken?, .inputOutput?, nil: .asked
        }
    }
}
