/// Durations as people read them.
package enum DurationText {
    /// A span of time in its two largest units.
    ///
    /// | milliseconds | text |
    /// | --- | --- |
    /// | 0 | `0 ms` |
    /// | 999 | `999 ms` |
    /// | 1,000 | `1 s` |
    /// | 1,250 | `1.25 s` |
    /// | 59,999 | `59.99 s` |
    /// | 60,000 | `1 min` |
    /// | 125,000 | `2 min 5 s` |
    /// | 7,260,000 | `2 h 1 min` |
    /// | 90,000,000 | `1 d 1 h` |
    package static func text(milliseconds: Int64) -> String {
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        if milliseconds < 60_000 { return "\(hundredths(milliseconds / 10)) s" }
        let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
        let seconds = milliseconds / 1_000
        let first = units.firstIndex { seconds >= $0.0 } ?? 2
        let large = units[first]
        let small = units[first + 1]
        let rest = seconds % large.0 / small.0
        return "\(seconds / large.0) \(large.1)" + (rest > 0 ? " \(rest) \(small.1)" : "")
    }

    /// The time that an answer took, with three digits that matter.
    ///
    /// | microseconds | text |
    /// | --- | --- |
    /// | 7 | `0.01 ms` |
    /// | 412 | `0.41 ms` |
    /// | 9,994 | `9.99 ms` |
    /// | 9,995 | `10 ms` |
    /// | 12,345 | `12.3 ms` |
    /// | 250,000 | `250 ms` |
    /// | 1,250,000 | `1.25 s` |
    package static func text(microseconds: Int64) -> String {
        if microseconds >= 999_500 { return text(milliseconds: (microseconds + 500) / 1_000) }
        if microseconds >= 99_950 { return "\((microseconds + 500) / 1_000) ms" }
        if microseconds >= 9_995 { return "\(hundredths((microseconds + 50) / 100 * 10)) ms" }
        return "\(hundredths((microseconds + 5) / 10)) ms"
    }

    /// A number of hundredths as a decimal without zeros at its end.
    private static func hundredths(_ value: Int64) -> String {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return String(whole) }
        if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
