/// Failures that are known and put up with for a while.
package struct Baseline: Equatable, Sendable {
    /// One of them.
    package struct Entry: Equatable, Sendable {
        /// The id or the name of the check that fails.
        package var check: String
        /// The scenario that it fails in; nil for any.
        package var scenario: String?
        /// Why it is put up with.
        package var reason: String
        /// The last day on which it is.
        package var expires: CalendarDay

        /// States an entry.
        package init(check: String, scenario: String? = nil, reason: String, expires: CalendarDay) {
            self.check = check
            self.scenario = scenario
            self.reason = reason
            self.expires = expires
        }

        func isMeant(_ id: String, _ name: String, in scenario: String) -> Bool {
            (check == id || check == name) && self.scenario ?? scenario == scenario
        }
    }

    /// The entries in the order of the file.
    package var entries: [Entry]

    /// Lists what is put up with.
    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// Whether a failure of an expectation would be put up with on a day.
    package func accepts(_ expectation: Expectation, in scenario: String, on today: CalendarDay) -> Bool {
        entries.contains {
            $0.isMeant(expectation.id, expectation.title, in: scenario) && today <= $0.expires
        }
    }
}
