/// Reads the time of an envelope, such as `2026-02-20T18:09:07.962Z` (RFC 3339, section 5.6).
enum EventTime {
    /// The microseconds since 1970-01-01T00:00:00Z; nil when the text is no such time.
    ///
    /// Digits beyond microseconds are dropped, and a leap second is the first of the next minute.
    static func microseconds(_ text: String) -> Int64? {
        var reader = TimeReader(text)
        guard let day = reader.day(), reader.take("T", or: "t"), let time = reader.time() else { return nil }
        let fraction = reader.take(".", or: ".") ? reader.fraction() : 0
        guard let fraction, let offset = reader.offset(), reader.isAtEnd else { return nil }
        return (day * 86_400 + time - offset) * 1_000_000 + fraction
    }
}

/// Where the reading of one time has got to.
private struct TimeReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        // A time has at most 40 bytes whatever its fraction is worth; longer texts fail at the cut.
        bytes = Array(text.utf8.prefix(64))
    }

    var isAtEnd: Bool { index == bytes.count }

    /// Steps over one of two characters; says whether it was there.
    mutating func take(_ one: Unicode.Scalar, or other: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: one) || bytes[index] == UInt8(ascii: other)
        else { return false }
        index += 1
        return true
    }

    /// Reads a number of exactly so many digits that lies in a range.
    private mutating func number(digitCount: Int, in range: ClosedRange<Int64>) -> Int64? {
        guard index + digitCount <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[index..<index + digitCount] {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        index += digitCount
        return range.contains(value) ? value : nil
    }

    /// Reads a date; the result counts days since 1970-01-01.
    mutating func day() -> Int64? {
        guard let year = number(digitCount: 4, in: 0...9_999), take("-", or: "-"),
            let month = number(digitCount: 2, in: 1...12), take("-", or: "-"),
            let day = number(digitCount: 2, in: 1...Self.dayCount(year, month))
        else { return nil }
        // Days from the civil calendar with March as the first month, so that the leap day is the last one.
        let shiftedYear = month > 2 ? year : year - 1
        let era = shiftedYear >= 0 ? shiftedYear / 400 : -1
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func dayCount(_ year: Int64, _ month: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Reads hours, minutes and seconds; the result is in seconds.
    mutating func time() -> Int64? {
        guard let hours = number(digitCount: 2, in: 0...23), take(":", or: ":"),
            let minutes = number(digitCount: 2, in: 0...59), take(":", or: ":"),
            let seconds = number(digitCount: 2, in: 0...60)
        else { return nil }
        return (hours * 60 + minutes) * 60 + seconds
    }

    /// Reads the digits behind the point; the result is in microseconds.
    mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var digitCount = 0
        while index < bytes.count, bytes[index] &- 0x30 < 10 {
            if digitCount < 6 { value = value * 10 + Int64(bytes[index] - 0x30) }
            digitCount += 1
            index += 1
        }
        guard digitCount > 0 else { return nil }
        while digitCount < 6 {
            value *= 10
            digitCount += 1
        }
        return value
    }

    /// Reads `Z` or the distance from it; the result is in seconds, positive to the east.
    mutating func offset() -> Int64? {
        if take("Z", or: "z") { return 0 }
        let isEast = take("+", or: "+")
        guard isEast || take("-", or: "-"), let hours = number(digitCount: 2, in: 0...23), take(":", or: ":"),
            let minutes = number(digitCount: 2, in: 0...59)
        else { return nil }
        return (isEast ? 1 : -1) * (hours * 60 + minutes) * 60
    }
}
