/// A moment as calendar and clock show it in UTC, in the proleptic Gregorian calendar.
///
/// Whole-number arithmetic only, so that every machine writes the same bytes. The day count is
/// Howard Hinnant's `days_from_civil` and its inverse (public domain, "chrono-Compatible
/// Low-Level Date Algorithms").
package struct CivilTime: Hashable, Sendable {
    /// The year, 0 to 9999 for every moment that can be written.
    package let year: Int64
    /// The month, 1 to 12.
    package let month: Int64
    /// The day of the month, 1 to 31.
    package let day: Int64
    /// The milliseconds since midnight, 0 to 86,399,999.
    package let millisecondsOfDay: Int64

    static let millisecondsPerDay: Int64 = 86_400_000

    /// Splits a moment into its calendar and clock parts.
    package init(_ moment: Moment) {
        // Counted from long before the earliest moment that can be written: unsigned numbers of 32 bits,
        // which the many divisions by constants are cheapest in.
        let shifted = UInt64(bitPattern: moment.milliseconds &+ Self.millisecondsBeforeEpoch)
        let (days, rest) = shifted.quotientAndRemainder(dividingBy: UInt64(Self.millisecondsPerDay))
        let (era, dayOfEra) = UInt32(days).quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int64(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int64(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = Int64(yearOfEra + era * 400) - 4_000 + (month <= 2 ? 1 : 0)
        millisecondsOfDay = Int64(rest)
    }

    /// From the first of March 4,000 years before the year 0 to the Unix epoch.
    private static let millisecondsBeforeEpoch: Int64 = (719_468 + 10 * 146_097) * millisecondsPerDay

    /// The days from the Unix epoch to a date of the calendar.
    package static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
