/// A number as it was written, compared by its exact decimal value.
///
/// Nothing is rounded until `double` is asked for: `0.1` is one tenth, and `12345678901234567890` keeps its
/// digits. Reading costs nothing but the text; the value is computed when it is asked for.
package struct JSONNumber: Sendable {
    /// The number as it was written, in JSON or JSON5.
    package let text: String

    /// Keeps a text that the parser has accepted.
    init(acceptedText: String) {
        text = acceptedText
    }

    /// Reads a number in JSON or JSON5 spelling and nothing around it.
    ///
    /// The same limits hold as in files (`JSONLimits`).
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let node = try? JSONReader.read(bytes, dialect: .json5),
            node.range.count == bytes.count, case .number(let number) = node.kind
        else { return nil }
        self = number
    }

    /// Makes a number from an integer.
    package init(_ value: some BinaryInteger) {
        text = String(value)
    }

    /// Makes a number from a double, with the shortest digits that read back as the same double.
    package init(_ value: Double) {
        text = JavaScriptNumber.text(of: value)
    }

    /// The value as an integer where it is exactly one: `1e3` and `1000.0` are 1000, `0.5` is none.
    package var int64: Int64? {
        int64(timesPowerOfTen: 0)
    }

    /// The value as an integer without a sign where it is exactly one, up to 2^64 - 1.
    package var uint64: UInt64? {
        if let value = plainInteger { return UInt64(exactly: value) }
        return ExactDecimal(text)?.unsignedInteger
    }

    /// The value times a power of ten, where that is exactly a 64-bit integer.
    ///
    /// This turns decimals into integers without rounding: the probability `0.06` times 10^6 is 60,000
    /// millionths, and `0.0000001` is refused instead of becoming 0.
    package func int64(timesPowerOfTen power: Int) -> Int64? {
        if power == 0, let value = plainInteger { return value }
        return ExactDecimal(text)?.integer(timesPowerOfTen: power)
    }

    /// The nearest double (ties to even), as `Number(text)` is in JavaScript.
    ///
    /// Beyond the largest double it is infinite, as there.
    package var double: Double {
        if let value = plainInteger, value.magnitude <= 1 << 53 {
            return value == 0 && text.utf8.first == ASCII.minus ? -0.0 : Double(value)
        }
        guard let decimal = ExactDecimal(text) else {
            if text.utf8.last == UInt8(ascii: "N") { return .nan }
            return text.utf8.first == ASCII.minus ? -.infinity : .infinity
        }
        // The standard library parses the normal form whatever the spelling was.
        let value = Double(decimal.plainText) ?? .nan
        return decimal.digits.isEmpty && text.utf8.first == ASCII.minus ? -0.0 : value
    }

    /// Says whether the number is neither infinite nor NaN in its spelling; `1e999` is finite.
    package var isFinite: Bool {
        guard let last = text.utf8.last else { return false }
        // Infinity ends with y and NaN with N; no other number does.
        return last != UInt8(ascii: "y") && last != UInt8(ascii: "N")
    }

    /// What `JSON.stringify(Number(text))` prints: `null` for what is not finite.
    package var javaScriptText: String {
        let value = double
        return value.isFinite ? JavaScriptNumber.text(of: value) : "null"
    }

    /// The same value as strict JSON: the text itself where it is JSON, its exact decimal where it is not.
    ///
    /// Infinity and NaN have no JSON; they are `null`, as in JavaScript.
    package var jsonText: String {
        if isStrictJSON { return text }
        return ExactDecimal(text)?.plainText ?? "null"
    }

    /// Says whether the text, which is JSON5, is JSON too.
    ///
    /// What differs is a leading plus, a hexadecimal, a point without digits on both sides, Infinity and NaN.
    private var isStrictJSON: Bool {
        guard isFinite, text.utf8.first != ASCII.plus else { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if ASCII.lowercased(byte) == UInt8(ascii: "x") { return false }
            if byte == ASCII.point, !ASCII.isDigit(previous) { return false }
            if previous == ASCII.point, !ASCII.isDigit(byte) { return false }
            previous = byte
        }
        return previous != ASCII.point
    }

    /// The value of a text of up to 18 decimal digits and nothing else but a sign.
    private var plainInteger: Int64? {
        let bytes = text.utf8
        let isNegative = bytes.first == ASCII.minus
        guard bytes.count <= 18 else { return nil }
        var magnitude: Int64 = 0
        for byte in isNegative ? bytes.dropFirst() : bytes[...] {
            guard ASCII.isDigit(byte) else { return nil }
            magnitude = magnitude * 10 + Int64(byte - ASCII.zero)
        }
        return isNegative ? -magnitude : magnitude
    }
}

extension JSONNumber: Equatable {
    /// Compares by value: `1e3`, `1000.0` and `0x3e8` are equal, as are `-0` and `0`, and as is `NaN` to
    /// itself.
    package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if ExactText.areEqual(left.text, right.text) { return true }
        guard left.isFinite, right.isFinite else {
            return left.isFinite == right.isFinite
                && (left.double == right.double || (left.double.isNaN && right.double.isNaN))
        }
        return ExactDecimal(left.text) == ExactDecimal(right.text)
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The number as it was written.
    package var description: String { text }
}
