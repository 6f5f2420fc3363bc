/// The date of a day as timestamps write it, kept because what is written next is mostly of the same day.
struct WrittenDate: Sendable {
    /// When the day begins, in milliseconds since the Unix epoch.
    private var start = Int64.max
    /// `2026-02-`, the first character in the lowest byte.
    private(set) var yearAndMonth: UInt64 = 0
    /// `20T`, likewise.
    private(set) var day: UInt64 = 0

    /// Turns to the day of a moment, and returns the milliseconds since it began.
    @inline(__always)
    mutating func turn(to moment: Moment) -> Int64 {
        let since = moment.milliseconds &- start
        if since >= 0, since < CivilTime.millisecondsPerDay { return since }
        let civil = CivilTime(moment)
        write(civil)
        start = moment.milliseconds - civil.millisecondsOfDay
        return civil.millisecondsOfDay
    }

    private mutating func write(_ civil: CivilTime) {
        let (dash, t) = (UInt64(UInt8(ascii: "-")), UInt64(UInt8(ascii: "T")))
        let year = DecimalDigits.pair(civil.year / 100) | DecimalDigits.pair(civil.year % 100) << 16
        yearAndMonth = year | dash << 32 | DecimalDigits.pair(civil.month) << 40 | dash << 56
        day = DecimalDigits.pair(civil.day) | t << 16
    }
}
