/// Moments as HTTP writes them (RFC 9110, section 5.6.7).
enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// A moment from 1970 on, such as `Thu, 01 Jan 1970 00:00:00 GMT`.
    ///
    /// | seconds | text |
    /// | --- | --- |
    /// | 0 | `Thu, 01 Jan 1970 00:00:00 GMT` |
    /// | 951,782,400 | `Tue, 29 Feb 2000 00:00:00 GMT` |
    /// | 1,771,610,947 | `Fri, 20 Feb 2026 18:09:07 GMT` |
    static func text(secondsSince1970 seconds: Int64) -> String {
        let days = seconds / 86_400
        let second = seconds % 86_400
        let (year, month, day) = date(daysSince1970: days)
        let time = [second / 3_600, second / 60 % 60, second % 60].map(padded).joined(separator: ":")
        let weekday = weekdays[Int(days % 7)]
        return "\(weekday), \(padded(day)) \(months[Int(month) - 1]) \(year) \(time) GMT"
    }

    /// The proleptic Gregorian date of a day, by eras of 400 years that begin in March.
    private static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
