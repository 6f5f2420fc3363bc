/// The two ways in which the documents write a moment.
package enum TimeFormat: Sendable {
    /// `2026-02-20T18:09:07.962Z` (002, 004).
    case milliseconds
    /// `2026-01-15T12:30:00Z` (001, 003).
    case seconds

    /// How many bytes it takes at most.
    static let bytesMax = 24

    /// Appends the moment in this format, without quotes; 24 or 20 bytes.
    package func append(_ moment: Moment, to bytes: inout [UInt8]) {
        var date = WrittenDate()
        bytes.append(addingCapacity: Self.bytesMax + OutputSpan<UInt8>.pieceSlack) {
            append(moment, &date, to: &$0)
        }
    }

    /// Appends the same where there is room for it; the date is written anew only on another day.
    @inline(__always)
    func append(_ moment: Moment, _ date: inout WrittenDate, to output: inout OutputSpan<UInt8>) {
        let millisecond = date.turn(to: moment)
        let second = millisecond / 1_000
        let hour = DecimalDigits.pair(second / 3_600)
        let minute = DecimalDigits.pair(second / 60 % 60)
        // 2026-02-
        output.append(word: date.yearAndMonth, count: 8)
        // 20T18:09
        output.append(word: date.day | hour << 24 | Self.colon << 40 | minute << 48, count: 8)
        let seconds = Self.colon | DecimalDigits.pair(second % 60) << 8
        switch self {
        case .milliseconds:
            // :07.962Z
            let rest = millisecond % 1_000
            let hundreds = UInt64(truncatingIfNeeded: rest / 100) + UInt64(UInt8(ascii: "0"))
            let fraction = Self.point | hundreds << 8 | DecimalDigits.pair(rest % 100) << 16
            output.append(word: seconds | fraction << 24 | Self.z << 56, count: 8)
        case .seconds:
            // :00Z
            output.append(word: seconds | Self.z << 24, count: 4)
        }
    }

    /// The moment in this format as text, for people and messages.
    package func text(_ moment: Moment) -> String {
        var bytes: [UInt8] = []
        append(moment, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads `YYYY-MM-DDTHH:MM:SSZ` with an optional fraction of one to three digits.
    ///
    /// Returns nil for anything else: other zones, impossible dates, the second 60.
    package static func moment(from text: String) -> Moment? {
        let bytes = Array(text.utf8)
        let pattern = Array("0000-00-00T00:00:00".utf8)
        guard bytes.count >= pattern.count + 1, bytes.last == UInt8(ascii: "Z") else { return nil }
        for (byte, shape) in zip(bytes, pattern) {
            let fits = shape == UInt8(ascii: "0") ? isDigit(byte) : byte == shape
            guard fits else { return nil }
        }
        func number(_ range: Range<Int>) -> Int64 {
            bytes[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
        let year = number(0..<4)
        let month = number(5..<7)
        let day = number(8..<10)
        let hour = number(11..<13)
        let minute = number(14..<16)
        let second = number(17..<19)
        guard (1...12).contains(month), day >= 1, day <= daysInMonth(month, year: year),
            hour <= 23, minute <= 59, second <= 59,
            let fraction = fraction(bytes[pattern.count..<(bytes.count - 1)])
        else { return nil }
        let days = CivilTime.days(year: year, month: month, day: day)
        let milliseconds = ((hour * 60 + minute) * 60 + second) * 1_000 + fraction
        return Moment(milliseconds: days * CivilTime.millisecondsPerDay + milliseconds)
    }

    private static func fraction(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard !bytes.isEmpty else { return 0 }
        let digits = bytes.dropFirst()
        guard bytes.first == UInt8(ascii: "."), (1...3).contains(digits.count), digits.allSatisfy(isDigit)
        else { return nil }
        var value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        for _ in digits.count..<3 { value *= 10 }
        return value
    }

    private static func daysInMonth(_ month: Int64, year: Int64) -> Int64 {
        let next = month == 12 ? (year + 1, Int64(1)) : (year, month + 1)
        return CivilTime.days(year: next.0, month: next.1, day: 1)
            - CivilTime.days(year: year, month: month, day: 1)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static let colon = UInt64(UInt8(ascii: ":"))
    private static let point = UInt64(UInt8(ascii: "."))
    private static let z = UInt64(UInt8(ascii: "Z"))
}
