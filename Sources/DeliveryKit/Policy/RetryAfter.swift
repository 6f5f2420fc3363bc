import SimulationKit
import WireKit

/// What an answer's `Retry-After` says: how long to wait before the next attempt (RFC 9110, section 10.2.3).
///
/// A date is read against the answer's own `Date`, which is the same clock; without one, against the moment
/// at which the attempt settled. So the wait follows from the answer alone, whatever the time of day.
enum RetryAfter {
    /// The longest wait that a consumer may ask for, in milliseconds: a day.
    ///
    /// Longer ones count as this, so that no consumer can put a delivery off for ever.
    static let waitMillisecondsMax: Int64 = 86_400_000

    /// The lines of an answer's head that the wait follows from; nil without a `Retry-After`.
    static func lines(of fields: HTTPFields) -> [UInt8]? {
        guard let value = fields.bytes(of: "Retry-After"), value.count <= valueBytesMax else { return nil }
        var lines = Array("Retry-After: ".utf8) + value + lineEnd
        if let date = fields.bytes(of: "Date"), date.count <= valueBytesMax {
            lines += Array("Date: ".utf8) + date + lineEnd
        }
        return lines
    }

    /// The wait in milliseconds after an attempt that settled at a moment; nil where the lines name none.
    static func waitMilliseconds(_ lines: [UInt8], settledAt settled: Moment) -> Int64? {
        let values = lines.split(separator: lineEnd[1]).map {
            String(decoding: $0.drop { $0 != UInt8(ascii: " ") }.dropFirst().dropLast(), as: UTF8.self)
        }
        guard let value = values.first else { return nil }
        if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than a number has are more than the longest wait.
            return min(Int64(value) ?? .max, waitMillisecondsMax / 1_000) * 1_000
        }
        guard let date = HTTPDate.moment(value) else { return nil }
        let now = values.dropFirst().first.flatMap { HTTPDate.moment($0) } ?? settled
        return min(max(0, date - now), waitMillisecondsMax)
    }

    /// The longest value that is a date or a number of seconds, with room to spare.
    private static let valueBytesMax = 64
    private static let lineEnd = Array("\r\n".utf8)
}

/// Dates as HTTP writes them, in the three forms that a recipient must know (RFC 9110, section 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads a date; nil where it is none.
    ///
    /// The name of the weekday is not looked at.
    ///
    /// | form | text |
    /// | --- | --- |
    /// | today's | `Sun, 06 Nov 1994 08:49:37 GMT` |
    /// | RFC 850 | `Sunday, 06-Nov-94 08:49:37 GMT` |
    /// | asctime | `Sun Nov  6 08:49:37 1994` |
    static func moment(_ text: String) -> Moment? {
        let words = text.split(separator: " ")
        if words.count == 6, words[5] == "GMT", words[3].utf8.count == 4 {
            return moment(day: words[1], month: words[2], year: number(words[3]), time: words[4])
        }
        if words.count == 4, words[3] == "GMT" {
            let parts = words[1].split(separator: "-")
            guard parts.count == 3, let year = number(parts[2]), parts[2].utf8.count == 2 else { return nil }
            // Two digits of a year far ahead are of the century before; 1970 is the earliest of all.
            return moment(
                day: parts[0],
                month: parts[1],
                year: year + (year < 70 ? 2_000 : 1_900),
                time: words[2]
            )
        }
        if words.count == 5, words[4].utf8.count == 4 {
            return moment(day: words[2], month: words[1], year: number(words[4]), time: words[3])
        }
        return nil
    }

    private static func moment(day: Substring, month: Substring, year: Int64?, time: Substring) -> Moment? {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard let day = number(day), (1...31).contains(day), let month = months.firstIndex(of: String(month)),
            let year, year >= 1_970, parts.count == 3, let hour = number(parts[0]), hour < 24,
            let minute = number(parts[1]), minute < 60, let second = number(parts[2]), second <= 60
        else { return nil }
        let days = CivilTime.days(year: year, month: Int64(month) + 1, day: day)
        return Moment(milliseconds: ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1_000)
    }

    private static func number(_ text: Substring) -> Int64? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}
