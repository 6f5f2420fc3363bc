/// What an expectation came to, seen from the end of a record that may be incomplete.
struct Ruling: Equatable {
    enum Kind: Equatable {
        /// Nothing that might still happen could break it.
        case held
        /// It holds unless something breaks it later.
        case heldSoFar
        /// Nothing that might still happen could mend it.
        case broken
        /// It does not hold unless something mends it later.
        case brokenSoFar
        /// There was nothing to judge it by.
        case empty
        /// It could not be judged at all.
        case undecided
        /// Nobody asked for what it is judged by.
        case skipped
    }

    let kind: Kind
    /// The first line is a sentence without a final point.
    let message: String
    /// What it stands on.
    let evidence: FindingEvidence

    init(
        _ kind: Kind,
        _ summary: String,
        examples: [String] = [],
        evidence: FindingEvidence = FindingEvidence()
    ) {
        self.kind = kind
        message = ([summary] + examples).joined(separator: "\n")
        self.evidence = evidence
    }

    /// The finding of an expectation that was ruled upon like this.
    func finding(of expectation: Expectation, isComplete: Bool) -> Finding {
        let (verdict, message) = judged(allowEmpty: expectation.allowEmpty, isComplete: isComplete)
        return Finding(
            id: expectation.id,
            name: expectation.name ?? expectation.kind.summary,
            severity: expectation.severity,
            verdict: verdict == .fail && expectation.severity == .info ? .info : verdict,
            message: message,
            evidence: evidence
        )
    }

    private func judged(allowEmpty: Bool, isComplete: Bool) -> (FindingVerdict, String) {
        switch (kind, isComplete) {
        case (.held, _), (.heldSoFar, true): (.pass, message)
        case (.broken, _), (.brokenSoFar, true): (.fail, message)
        case (.empty, true):
            allowEmpty
                ? (.pass, "\(message), which is allowed here")
                : (.fail, "vacuous: \(message); `allowEmpty: true` permits that")
        case (.undecided, true): (.inconclusive, message)
        case (.skipped, _): (.skip, message)
        case (.undecided, false), (.heldSoFar, false), (.brokenSoFar, false), (.empty, false):
            (.inconclusive, "the run was stopped before its end; until then: \(message)")
        }
    }
}
