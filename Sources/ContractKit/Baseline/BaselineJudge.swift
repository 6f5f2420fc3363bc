/// Holds the findings of runs against a baseline, and tells which of its entries are stale.
package struct BaselineJudge {
    /// What the runs have shown of an entry.
    private enum Use {
        /// Nothing that it names was judged.
        case unmet
        /// What it names held.
        case passed
        /// What it names could not be judged, so that nothing is known of it.
        case open
        /// What it names failed.
        case needed
    }

    private let baseline: Baseline
    private let today: CalendarDay
    private var uses: [Use]
    private var scenarios: Set<String> = []

    /// Begins with a baseline on a day.
    package init(_ baseline: Baseline, today: CalendarDay) {
        self.baseline = baseline
        self.today = today
        uses = Array(repeating: .unmet, count: baseline.entries.count)
    }

    /// The findings of a run, with known failures as warnings that decide nothing.
    ///
    /// What is no longer put up with fails as it did, and says so.
    package mutating func apply(to findings: [Finding], of scenario: String) -> [Finding] {
        scenarios.insert(scenario)
        return findings.map { finding in
            let meant = baseline.entries.indices.filter {
                baseline.entries[$0].isMeant(finding.id, finding.name, in: scenario)
            }
            for index in meant { note(finding.verdict, at: index) }
            guard finding.verdict == .fail, let first = meant.first else { return finding }
            let valid = meant.first { today <= baseline.entries[$0].expires }
            return judged(finding, by: baseline.entries[valid ?? first], isValid: valid != nil)
        }
    }

    /// A finding for each entry that no run has needed although it could: it should be taken out.
    package func staleEntries() -> [Finding] {
        baseline.entries.indices.compactMap { index in
            let entry = baseline.entries[index]
            if let scenario = entry.scenario, !scenarios.contains(scenario) { return nil }
            let message: String
            switch uses[index] {
            case .open, .needed: return nil
            case .passed: message = "stale: it holds now, so the entry can go (\(entry.reason))"
            case .unmet: message = "stale: no check is called so, so the entry can go (\(entry.reason))"
            }
            return Finding(
                id: "baseline[\(index)]",
                name: "the known failure of \(entry.check)",
                severity: .should,
                verdict: .fail,
                message: message
            )
        }
    }

    private mutating func note(_ verdict: FindingVerdict, at index: Int) {
        switch verdict {
        case .fail: uses[index] = .needed
        case .skip, .inconclusive: if uses[index] != .needed { uses[index] = .open }
        case .pass, .warn, .info: if uses[index] == .unmet { uses[index] = .passed }
        }
    }

    private func judged(_ finding: Finding, by entry: Baseline.Entry, isValid: Bool) -> Finding {
        var judged = finding
        guard isValid else {
            judged.message += "\nit was put up with until \(entry.expires.text): \(entry.reason)"
            return judged
        }
        judged.verdict = .warn
        judged.message =
            "a known failure, put up with until \(entry.expires.text): \(entry.reason)\n\(finding.message)"
        return judged
    }
}
