import JSONKit

/// Durations as scenario files and flags write them: a number and a unit.
///
/// | text | milliseconds |
/// | --- | --- |
/// | `250ms` | 250 |
/// | `1.5s` | 1,500 |
/// | `10s` | 10,000 |
/// | `5m` | 300,000 |
/// | `2h` | 7,200,000 |
/// | `1d` | 86,400,000 |
package enum DurationText {
    /// Why a text is no duration.
    package enum Problem: Error, Equatable, Sendable {
        case malformed
        case negative
        /// Shorter than the clock can tell.
        case notWholeMilliseconds
        case tooLong

        /// What is wrong with a text and what to do about it.
        package func message(of text: String) -> String {
            let quoted = Diagnostic.quoted(text)
            return switch self {
            case .malformed:
                "\(quoted) is no duration; write a number and a unit: 250ms, 10s, 5m, 2h or 1d"
            case .negative: "\(quoted) is negative, and time only goes forward"
            case .notWholeMilliseconds: "\(quoted) is no whole number of milliseconds"
            case .tooLong: "\(quoted) is too long; the longest duration is '\(DurationText.text(longest))'"
            }
        }
    }

    /// The longest duration that can be written, in milliseconds.
    private static let longest = ScenarioLimits.durationMillisecondsMax

    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]

    /// Reads a duration; decimals are allowed as far as they are whole milliseconds.
    package static func milliseconds(_ text: String) throws(Problem) -> Int64 {
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        let whole = digits(&rest)
        var fraction: [Int64] = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = digits(&rest)
            guard !fraction.isEmpty else { throw .malformed }
        }
        guard !whole.isEmpty, let unit = units.first(where: { $0.name.utf8.elementsEqual(rest) }) else {
            throw .malformed
        }
        guard !isNegative else { throw .negative }
        var total: Int64 = 0
        for digit in whole {
            total = total * 10 + digit
            // Also keeps the sum within 64 bits.
            guard total <= longest / unit.milliseconds else { throw .tooLong }
        }
        total = total * unit.milliseconds + (try partOfUnit(fraction, unit.milliseconds))
        guard total <= longest else { throw .tooLong }
        return total
    }

    /// Writes a duration in the largest unit that makes it a whole number.
    package static func text(_ milliseconds: Int64) -> String {
        for unit in units where milliseconds % unit.milliseconds == 0 && milliseconds != 0 {
            return "\(milliseconds / unit.milliseconds)\(unit.name)"
        }
        return "0s"
    }

    /// The duration that was probably meant: with a unit in other words, or a blank too many.
    static func suggestion(for text: String) -> String? {
        let number = text.prefix { $0 == "." || ("0"..."9").contains($0) }
        let word = text.dropFirst(number.count).drop { $0 == " " }.lowercased()
        guard !number.isEmpty, let unit = words.first(where: { $0.others.contains(word) })?.unit else {
            return nil
        }
        let meant = number + unit
        return (try? milliseconds(String(meant))) == nil ? nil : String(meant)
    }

    private static let words: [(unit: String, others: [String])] = [
        ("ms", ["ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds"]),
        ("s", ["s", "sec", "secs", "second", "seconds"]),
        ("m", ["m", "min", "mins", "minute", "minutes"]),
        ("h", ["h", "hr", "hrs", "hour", "hours"]),
        ("d", ["d", "day", "days"]),
    ]

    /// The milliseconds of a decimal fraction of a unit.
    private static func partOfUnit(_ digits: [Int64], _ unitMilliseconds: Int64) throws(Problem) -> Int64 {
        let significant = digits.prefix((digits.lastIndex { $0 != 0 } ?? -1) + 1)
        // No unit has more factors of two and five than this.
        guard significant.count <= 12 else { throw .notWholeMilliseconds }
        var numerator: Int128 = 0
        var denominator: Int128 = 1
        for digit in significant {
            numerator = numerator * 10 + Int128(digit)
            denominator *= 10
        }
        let product = numerator * Int128(unitMilliseconds)
        guard product % denominator == 0 else { throw .notWholeMilliseconds }
        return Int64(product / denominator)
    }

    /// Takes the decimal digits that a text begins with.
    private static func digits(_ rest: inout Substring.UTF8View) -> [Int64] {
        var digits: [Int64] = []
        while let byte = rest.first, byte >= 48, byte <= 57 {
            digits.append(Int64(byte - 48))
            rest.removeFirst()
        }
        return digits
    }
}
