/// A finite decimal number in the one form in which equal numbers are equal.
///
/// The value is 0.d₁d₂d₃… × 10^`pointPosition`. Zero has no digits, is positive, and has its point at 0.
struct ExactDecimal: Equatable {
    let isNegative: Bool

    /// The digits as numbers from 0 to 9, neither the first nor the last of them 0.
    let digits: [UInt8]

    let pointPosition: Int

    /// Normalises digits that stand before a power of ten.
    init(isNegative: Bool, digits: [UInt8], pointPosition: Int) {
        guard let first = digits.firstIndex(where: { $0 != 0 }),
            let last = digits.lastIndex(where: { $0 != 0 })
        else {
            self.isNegative = false
            self.digits = []
            self.pointPosition = 0
            return
        }
        self.isNegative = isNegative
        self.digits = Array(digits[first...last])
        self.pointPosition = pointPosition - first
    }

    /// Reads a JSON5 number; nothing for Infinity and NaN.
    ///
    /// The text must be one that the parser accepted; its exponent then fits.
    init?(_ text: String) {
        var bytes = text.utf8[...]
        let isNegative = bytes.first == ASCII.minus
        if isNegative || bytes.first == ASCII.plus { bytes.removeFirst() }
        guard let first = bytes.first, ASCII.isDigit(first) || first == ASCII.point else { return nil }
        if let second = bytes.dropFirst().first, ASCII.lowercased(second) == UInt8(ascii: "x") {
            let digits = Self.decimalDigits(ofHexadecimal: bytes.dropFirst(2))
            self.init(isNegative: isNegative, digits: digits, pointPosition: digits.count)
            return
        }
        var digits: [UInt8] = []
        var pointPosition: Int?
        var exponent = 0
        while let byte = bytes.popFirst() {
            if ASCII.isDigit(byte) {
                digits.append(byte - ASCII.zero)
            } else if byte == ASCII.point {
                pointPosition = digits.count
            } else {
                exponent = Self.exponent(bytes)
                break
            }
        }
        self.init(
            isNegative: isNegative,
            digits: digits,
            pointPosition: (pointPosition ?? digits.count) + exponent
        )
    }

    /// The value times a power of ten, where that is a whole number of 64 bits.
    func integer(timesPowerOfTen power: Int) -> Int64? {
        guard !digits.isEmpty else { return 0 }
        let (position, overflow) = pointPosition.addingReportingOverflow(power)
        // 2^63 has 19 digits.
        guard !overflow, position >= digits.count, position <= 19 else { return nil }
        var magnitude: UInt64 = 0
        for index in 0..<position {
            // 19 digits always fit into 64 bits without a sign.
            magnitude = magnitude * 10 + (index < digits.count ? UInt64(digits[index]) : 0)
        }
        return isNegative ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
    }

    /// The value where it is a whole number of 64 bits without a sign.
    var unsignedInteger: UInt64? {
        guard !digits.isEmpty else { return 0 }
        // 2^64 has 20 digits.
        guard !isNegative, pointPosition >= digits.count, pointPosition <= 20 else { return nil }
        var magnitude: UInt128 = 0
        for index in 0..<pointPosition {
            magnitude = magnitude * 10 + (index < digits.count ? UInt128(digits[index]) : 0)
        }
        return UInt64(exactly: magnitude)
    }

    /// The value as a JSON number without fraction or leading zeros, such as `-1234e-2`.
    var plainText: String {
        guard !digits.isEmpty else { return "0" }
        let exponent = pointPosition - digits.count
        let digits = String(decoding: digits.map { $0 + ASCII.zero }, as: UTF8.self)
        return (isNegative ? "-" : "") + digits + (exponent == 0 ? "" : "e\(exponent)")
    }

    private static func exponent(_ bytes: Substring.UTF8View) -> Int {
        var magnitude = 0
        for byte in bytes where ASCII.isDigit(byte) {
            magnitude = magnitude * 10 + Int(byte - ASCII.zero)
        }
        return bytes.first == ASCII.minus ? -magnitude : magnitude
    }

    /// Converts base 16 to base 10 in groups of nine digits; costs the square of the length.
    private static func decimalDigits(ofHexadecimal bytes: Substring.UTF8View) -> [UInt8] {
        let groupBase: UInt64 = 1_000_000_000
        var groups: [UInt64] = []  // lowest first
        for byte in bytes {
            var carry = UInt64(ASCII.hexadecimalValue(byte) ?? 0)
            for index in groups.indices {
                let sum = groups[index] * 16 + carry
                groups[index] = sum % groupBase
                carry = sum / groupBase
            }
            if carry > 0 { groups.append(carry) }
        }
        var digits: [UInt8] = []
        for group in groups {
            var rest = group
            for _ in 0..<9 {
                digits.append(UInt8(rest % 10))
                rest /= 10
            }
        }
        return digits.reversed()
    }
}
