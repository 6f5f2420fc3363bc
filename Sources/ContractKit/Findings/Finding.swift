/// One judgement of a run, for people and for reports.
package struct Finding: Equatable, Sendable {
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

    /// States a finding.
    package init(id: String, name: String, severity: Severity, verdict: FindingVerdict, message: String) {
        self.id = id
        self.name = name
        self.severity = severity
        self.verdict = verdict
        self.message = message
    }
}
