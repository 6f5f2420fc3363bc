/// Durations as users write them: a whole number and its unit.
package enum DurationText {
    /// The longest duration, a thousand years: sums of a few of them stay far from overflow.
    package static let millisecondsMax: Int64 = 365_250 * 86_400_000

    /// The duration in milliseconds, or nil when the text is none or too long.
    ///
    /// | text | milliseconds |
    /// | --- | --- |
    /// | `250ms` | 250 |
    /// | `10s` | 10,000 |
    /// | `5m` | 300,000 |
    /// | `2h` | 7,200,000 |
    /// | `1d` | 86,400,000 |
    package static func milliseconds(_ text: String) -> Int64? {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        guard let count = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
        let unit = String(decoding: text.utf8.dropFirst(digits.count), as: UTF8.self)
        guard let factor = factors.first(where: { $0.unit == unit })?.milliseconds else { return nil }
        let (product, overflows) = count.multipliedReportingOverflow(by: factor)
        return overflows || product > millisecondsMax ? nil : product
    }

    private static let factors: [(unit: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
}
