/// Prints doubles as ECMAScript does.
package enum JavaScriptNumber {
    /// The text of `Number::toString` (ECMA-262, 6.1.6.1.20) with radix 10.
    ///
    /// The digits are the fewest that read back as the same double; the standard library finds them, and this
    /// only arranges them.
    ///
    /// | value | text |
    /// | --- | --- |
    /// | 1 | `1` |
    /// | 0.000001 | `0.000001` |
    /// | 1e-7 | `1e-7` |
    /// | 123456789012345680000 | `123456789012345680000` |
    /// | 1e21 | `1e+21` |
    /// | -0.0 | `0` |
    package static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        guard value != 0, let decimal = shortestDecimal(of: value.magnitude) else { return "0" }
        let digits = decimal.digits.map { $0 + ASCII.zero }
        var bytes: [UInt8] = value < 0 ? [ASCII.minus] : []
        let point = decimal.pointPosition
        switch point {
        case digits.count...21:
            bytes += digits
            bytes += repeatElement(ASCII.zero, count: point - digits.count)
        case 1..<digits.count:
            bytes += digits[..<point]
            bytes.append(ASCII.point)
            bytes += digits[point...]
        case -5...0:
            bytes += [ASCII.zero, ASCII.point]
            bytes += repeatElement(ASCII.zero, count: -point)
            bytes += digits
        default:
            bytes.append(digits[0])
            if digits.count > 1 {
                bytes.append(ASCII.point)
                bytes += digits[1...]
            }
            bytes += Array(point > 0 ? "e+".utf8 : "e-".utf8)
            bytes += Array(String((point - 1).magnitude).utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The standard library prints the shortest digits, and of those the nearest to the value.
    private static func shortestDecimal(of magnitude: Double) -> ExactDecimal? {
        ExactDecimal(magnitude.description)
    }
}
