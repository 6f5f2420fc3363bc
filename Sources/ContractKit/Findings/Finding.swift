/// One judgement of a run, for people and for reports.
package struct Finding: Equatable, Sendable {
    /// What kind of thing was judged; exit codes tell them apart.
    package enum Origin: Equatable, Sendable {
        /// An expectation or a contract check.
        case check
        /// A threshold: crossing it is told from failing.
        case threshold
    }

    /// Which expectation or check it answers, such as `expect[0]`.
    package var id: String
    /// What was judged, in a few words.
    package var name: String
    /// How much depends on it.
    package var severity: Severity
    /// What it came to.
    package var verdict: FindingVerdict
    /// What was expected and what happened.
    ///
    /// The first line is a sentence without a final point; lines after it, if any, are examples.
    package var message: String
    /// What kind of thing was judged.
    package var origin: Origin
    /// What it stands on.
    package var evidence: FindingEvidence

    /// States a finding.
    package init(
        id: String,
        name: String,
        severity: Severity,
        verdict: FindingVerdict,
        message: String,
        origin: Origin = .check,
        evidence: FindingEvidence = FindingEvidence()
    ) {
        self.id = id
        self.name = name
        self.severity = severity
        self.verdict = verdict
        self.message = message
        self.origin = origin
        self.evidence = evidence
    }
}
