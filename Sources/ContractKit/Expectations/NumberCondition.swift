/// What a number must be; there is always a number, 0 or more, that fits.
package struct NumberCondition: Equatable, Sendable {
    /// The least that fits; 0 where anything small does.
    package let atLeast: Int64
    /// The most that fits; nil where anything large does.
    package let atMost: Int64?

    private init(from atLeast: Int64, through atMost: Int64?) {
        self.atLeast = atLeast
        self.atMost = atMost
    }

    /// Makes a condition of one bound or both; nil when no count fits, or neither bound is given.
    package init?(atLeast: Int64? = nil, atMost: Int64? = nil) {
        guard atLeast != nil || atMost != nil else { return nil }
        let least = max(0, atLeast ?? 0)
        if let atMost, atMost < least { return nil }
        self.init(from: least, through: atMost)
    }

    /// Makes a condition that one number fits; nil when it is negative, as no count is.
    package init?(equals number: Int64) {
        guard number >= 0 else { return nil }
        self.init(from: number, through: number)
    }

    /// Says whether a number fits.
    package func allows(_ number: Int64) -> Bool {
        number >= atLeast && number <= atMost ?? .max
    }

    /// The condition with what is counted: `exactly 1 attempt`, `at least 2 attempts`.
    func description(_ singular: String, _ plural: String) -> String {
        "\(description) \((atMost ?? atLeast) == 1 ? singular : plural)"
    }

    /// The condition as part of a sentence: `exactly 3`, `at least 1`, `1 to 3`, `at most 3`.
    package var description: String {
        guard let atMost else { return "at least \(atLeast)" }
        if atMost == atLeast { return "exactly \(atLeast)" }
        return atLeast == 0 ? "at most \(atMost)" : "\(atLeast) to \(atMost)"
    }
}
