import JSONKit

/// A bound on a figure, as files write it: `< 500ms`, `== 0`, `>= 1.5s`.
package struct MetricLimit: Equatable, Sendable {
    /// How a figure is held against the bound.
    package enum Relation: String, CaseIterable, Sendable {
        case below = "<"
        case atMost = "<="
        case above = ">"
        case atLeast = ">="
        case equal = "=="
        case unequal = "!="
    }

    /// Why a text is no bound.
    package enum Problem: Error, Equatable, Sendable {
        /// It does not begin with a relation.
        case noRelation
        /// What follows is no whole number.
        case noCount
        /// What follows is no duration of whole microseconds.
        case noDuration
        /// Counts have no unit, and durations need one.
        case unit(Metric.Unit)

        /// What is wrong and what to do about it, without a final point.
        package var message: String {
            switch self {
            case .noRelation: "a condition begins with '<', '<=', '>', '>=', '==' or '!=', as in '< 500ms'"
            case .noCount: "behind the relation stands a whole number, as in '== 0'"
            case .noDuration: "behind the relation stands a duration of whole microseconds, as in '< 500ms'"
            case .unit(.count): "this is a number without a unit, as in '== 0'"
            case .unit(.microseconds): "a duration needs its unit: 'us', 'ms', 's' or 'm', as in '< 500ms'"
            }
        }
    }

    /// How a figure is held against the bound.
    package let relation: Relation
    /// The bound: a number, or microseconds.
    package let bound: Int64
    /// What the bound is measured in.
    package let unit: Metric.Unit

    /// States a bound.
    package init(_ relation: Relation, _ bound: Int64, _ unit: Metric.Unit) {
        self.relation = relation
        self.bound = bound
        self.unit = unit
    }

    /// Reads a bound on a figure of this unit; blanks may stand around the relation.
    package init(_ text: String, unit: Metric.Unit) throws(Problem) {
        let text = Self.trimmed(text[...])
        // The longer ones first: '<' begins '<=' too.
        let relations = Relation.allCases.sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }
        guard let relation = relations.first(where: { text.hasPrefix($0.rawValue) }) else {
            throw .noRelation
        }
        self.relation = relation
        self.unit = unit
        let rest = Self.trimmed(text.dropFirst(relation.rawValue.count))
        switch unit {
        case .count: bound = try Self.count(rest)
        case .microseconds: bound = try Self.microseconds(rest)
        }
    }

    /// Says whether a figure keeps to the bound.
    package func allows(_ value: Int64) -> Bool {
        switch relation {
        case .below: value < bound
        case .atMost: value <= bound
        case .above: value > bound
        case .atLeast: value >= bound
        case .equal: value == bound
        case .unequal: value != bound
        }
    }

    /// The bound as files write it.
    package var text: String { "\(relation.rawValue) \(Self.text(bound, unit))" }

    /// A figure as files write it: `1542`, `12.5ms`, `2s`.
    package static func text(_ value: Int64, _ unit: Metric.Unit) -> String {
        switch unit {
        case .count: return String(value)
        case .microseconds:
            guard value.magnitude >= 1_000 else { return "\(value)us" }
            let (scale, name): (Int64, String) =
                value.magnitude < 1_000_000 ? (1_000, "ms") : (1_000_000, "s")
            let digits = scale == 1_000 ? 3 : 6
            var fraction = String(value.magnitude % scale.magnitude)
            fraction = String(repeating: "0", count: digits - fraction.utf8.count) + fraction
            while fraction.hasSuffix("0") { fraction.removeLast() }
            return "\(value / scale)\(fraction.isEmpty ? "" : "." + fraction)\(name)"
        }
    }

    private static func count(_ text: Substring) throws(Problem) -> Int64 {
        if let last = text.last, last.isLetter { throw .unit(.count) }
        guard isDecimal(text), let count = JSONNumber(String(text))?.int64 else { throw .noCount }
        return count
    }

    private static func microseconds(_ text: Substring) throws(Problem) -> Int64 {
        let digits = text.prefix { !$0.isLetter }
        let number = trimmed(digits)
        let scale: Int64 =
            switch text[digits.endIndex...] {
            case "us", "µs": 1
            case "ms": 1_000
            case "s": 1_000_000
            case "m": 60_000_000
            case "": throw .unit(.microseconds)
            default: throw .noDuration
            }
        // Millionths are exact, and no unit is finer than a microsecond.
        guard isDecimal(number), let millionths = JSONNumber(String(number))?.int64(timesPowerOfTen: 6)
        else { throw .noDuration }
        let (product, overflow) = millionths.multipliedReportingOverflow(by: scale)
        guard !overflow, product.isMultiple(of: 1_000_000) else { throw .noDuration }
        return product / 1_000_000
    }

    /// Whether it is digits, perhaps with a point and digits behind it.
    private static func isDecimal(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
