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
        var days = moment.milliseconds / Self.millisecondsPerDay
        var rest = moment.milliseconds % Self.millisecondsPerDay
        if rest < 0 {
            rest += Self.millisecondsPerDay
            days -= 1
        }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        millisecondsOfDay = rest
    }

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
