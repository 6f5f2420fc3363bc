package import ContractKit

/// One judgement as formats of test results know it: it passed, failed, was skipped, or says nothing.
package struct ReportCase: Equatable, Sendable {
    /// What a judgement comes to for whoever counts test results.
    package enum Outcome: String, CaseIterable, Sendable {
        /// It held, or is a statement of fact.
        case passed
        /// It did not hold, and that decides.
        case failed
        /// It did not hold or deserves attention, and that decides nothing.
        case warned
        /// There was nothing to judge it by, on purpose.
        case skipped
        /// It could not be judged, and that decides.
        case undecided
    }

    /// Which expectation or check it answers.
    package var id: String
    /// What was judged, in a few words.
    package var name: String
    /// How much depends on it.
    package var severity: Severity
    /// What it came to.
    package var outcome: Outcome
    /// The first line of what is to be said of it.
    package var summary: String
    /// The lines that follow: examples, evidence, how many more there are.
    package var details: [String]
    /// Where the scenario asks for it; nil where that is not known.
    package var place: ReportPlace?

    /// The whole message.
    package var text: String { ([summary] + details).joined(separator: "\n") }
}

/// A place in a scenario file.
package struct ReportPlace: Equatable, Sendable {
    /// The file, as it was named.
    package var file: String
    /// The line, from 1.
    package var line: Int64
    /// The column in characters, from 1.
    package var column: Int64

    /// Names a place.
    package init(file: String, line: Int64, column: Int64) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension RunReport {
    /// Every judgement as test results have it, and the run itself where no judgement says why it did not pass.
    ///
    /// Nothing is green by absence: a run that was stopped, or that nobody answered, has a case of its own.
    package var cases: [ReportCase] {
        var cases = checks.map { check in
            ReportCase(
                id: check.id,
                name: check.name,
                severity: check.severity,
                outcome: outcome(of: check),
                summary: check.summary,
                details: check.details,
                place: places[check.id]
            )
        }
        let isToldByChecks = cases.contains { $0.outcome == .failed || $0.outcome == .undecided }
        let isWholeStory =
            switch verdict {
            case .passed: true
            case .failed: isToldByChecks
            case .inconclusive, .aborted: false
            }
        if !isWholeStory {
            cases.append(
                ReportCase(
                    id: Self.wholeRunIdentifier,
                    name: "the \(isVerification ? "verification" : "run") comes to its end and can be judged",
                    severity: .must,
                    outcome: verdict == .failed ? .failed : .undecided,
                    summary: explanation
                        ?? "the \(isVerification ? "verification" : "run") is \(verdict.rawValue)",
                    details: []
                )
            )
        }
        return cases
    }

    /// What the case of the run itself is called.
    package static let wholeRunIdentifier = "run"

    private func outcome(of check: Finding) -> ReportCase.Outcome {
        let isDecisive = check.severity == .must || (check.severity == .should && isStrict)
        return switch check.verdict {
        case .pass, .info: .passed
        case .fail: isDecisive ? .failed : .warned
        case .warn: .warned
        case .skip: .skipped
        case .inconclusive: isDecisive ? .undecided : .skipped
        }
    }
}

extension Finding {
    /// The first line of the message.
    package var summary: String {
        String(message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first ?? "")
    }

    /// What follows the first line: the rest of the message, with all evidence in the place of its examples.
    package var details: [String] {
        let lines = message.split(separator: "\n").dropFirst().map(String.init)
        guard !evidence.items.isEmpty else { return lines }
        let texts = evidence.items.map(\.text)
        let others = lines.filter { line in
            !texts.contains(line) && !(line.hasPrefix("and ") && line.hasSuffix(" more"))
        }
        let rest = evidence.omittedCount > 0 ? ["and \(Phrase.number(evidence.omittedCount)) more"] : []
        // Of a contract check: what was sent stands behind what was found, and before what is to be done about it.
        let place = others.firstIndex(where: CheckText.isLabelled) ?? others.count
        return others[..<place] + texts + rest + others[place...]
    }
}
