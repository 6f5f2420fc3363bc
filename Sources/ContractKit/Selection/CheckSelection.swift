/// Which checks of a run count, by their id or their name.
package struct CheckSelection: Equatable, Sendable {
    /// These alone count; all do where there are none.
    package var only: [String]
    /// These do not count.
    package var skip: [String]

    /// Selects checks; nothing given lets all count.
    package init(only: [String] = [], skip: [String] = []) {
        self.only = only
        self.skip = skip
    }

    /// Whether something is left out at all.
    package var isEmpty: Bool { only.isEmpty && skip.isEmpty }

    /// Whether a check counts.
    package func includes(id: String, name: String) -> Bool {
        leavingOut(id: id, name: name) == nil
    }

    /// Whether an expectation counts.
    package func includes(_ expectation: Expectation) -> Bool {
        includes(id: expectation.id, name: expectation.title)
    }

    /// The findings with those that do not count as skipped, so that a report shows what was left out.
    package func applied(to findings: [Finding]) -> [Finding] {
        findings.map { finding in
            guard let reason = leavingOut(id: finding.id, name: finding.name) else { return finding }
            var skipped = finding
            skipped.verdict = .skip
            skipped.message = "left out by \(reason)"
            skipped.evidence = FindingEvidence()
            return skipped
        }
    }

    /// The words that no check is called by.
    package func unknown(among checks: [(id: String, name: String)]) -> [String] {
        (only + skip).filter { word in !checks.contains { $0.id == word || $0.name == word } }
    }

    private func leavingOut(id: String, name: String) -> String? {
        if skip.contains(id) || skip.contains(name) { return "--skip" }
        if !only.isEmpty, !only.contains(id), !only.contains(name) { return "--only" }
        return nil
    }
}

extension Expectation {
    /// What reports call it: its name, or else what it expects in a few words.
    package var title: String { name ?? kind.summary }
}
