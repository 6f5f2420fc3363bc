import ContractKit
import DeliveryKit
import ReportKit

extension RunReport {
    /// A report of contract checks, with these findings.
    static func verification(
        _ checks: [Finding],
        of target: String = "http://127.0.0.1:3000/webhooks",
        _ verdict: RunVerdict = .failed
    ) -> RunReport {
        var report = RunReport.passing()
        report.command = "verify"
        report.subject.scenario = target
        report.verdict = verdict
        report.exitCode = verdict == .passed ? 0 : 1
        report.checks = checks
        report.attemptCount = 1_075
        report.deliveries = DeliveryCounts(total: 1_075, delivered: 700, failed: 375)
        report.reproduction = Reproduction(command: "verify", path: target, seed: 42)
        return report
    }
}

extension Finding {
    /// What a contract check came to.
    static func check(
        _ id: String,
        _ verdict: FindingVerdict,
        severity: Severity = .must,
        message: String = "2 requests, answered as they should be",
        status: Int? = 200,
        items: [String] = []
    ) -> Finding {
        Finding(
            id: id,
            name: "what \(id) asks",
            severity: severity,
            verdict: verdict,
            message: message,
            evidence: FindingEvidence(
                items: items.enumerated().map { FindingEvidence.Item(.exchange($0.offset), $0.element) },
                answer: FindingEvidence.Answer(status: status, tookMicroseconds: 3_800)
            )
        )
    }
}
