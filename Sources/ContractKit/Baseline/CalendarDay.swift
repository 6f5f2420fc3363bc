package import SimulationKit

/// A day of the calendar, in UTC.
package struct CalendarDay: Comparable, Hashable, Sendable {
    /// Days since 1970-01-01.
    package let daysSinceEpoch: Int64

    /// The day that a moment lies in.
    package init(_ moment: Moment) {
        let perDay: Int64 = 86_400_000
        let (days, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: perDay)
        daysSinceEpoch = rest < 0 ? days - 1 : days
    }

    /// Reads `2026-12-31`; nil for what is no day of the calendar.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), (1...12).contains(month), day >= 1
        else { return nil }
        let days = CivilTime.days(year: year, month: month, day: day)
        // A day that its month does not have is the first of another.
        daysSinceEpoch = days
        guard self.text == text else { return nil }
    }

    /// The day as `2026-12-31`.
    package var text: String {
        String(TimeFormat.seconds.text(Moment(milliseconds: daysSinceEpoch * 86_400_000)).prefix(10))
    }

    /// Whether one day comes before another.
    package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
