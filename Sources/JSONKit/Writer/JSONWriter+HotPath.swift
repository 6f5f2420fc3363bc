extension JSONWriter {
    /// Appends a string with its quotation marks, escaped as `JSON.stringify` does (ECMA-262, 25.5.2.3).
    ///
    /// Only `"`, `\` and the characters below U+0020 are escaped: `/`, non-ASCII and U+2028 stay as they are.
    package static func append(string: String, to bytes: inout [UInt8]) {
        let text = string.utf8Span.span
        var plainCount = 0
        bytes.append(addingCapacity: text.count + 2) { output in
            output.append(ASCII.quote)
            while plainCount < text.count {
                let byte = text[plainCount]
                if byte < ASCII.space || byte == ASCII.quote || byte == ASCII.backslash { break }
                output.append(byte)
                plainCount += 1
            }
            if plainCount == text.count { output.append(ASCII.quote) }
        }
        guard plainCount < text.count else { return }
        for position in plainCount..<text.count { append(escaped: text[position], to: &bytes) }
        bytes.append(ASCII.quote)
    }

    /// Appends a string with halves of surrogate pairs, which stand as `\ud800` (well-formed JSON.stringify).
    package static func append(unpaired text: UnpairedText, to bytes: inout [UInt8]) {
        bytes.append(ASCII.quote)
        var index = 0
        while index < text.bytes.count {
            if let half = UnpairedText.half(in: text.bytes, at: index) {
                bytes.append(contentsOf: "\\u\(String(half, radix: 16))".utf8)
                index += UnpairedText.halfByteCount
            } else {
                append(escaped: text.bytes[index], to: &bytes)
                index += 1
            }
        }
        bytes.append(ASCII.quote)
    }

    /// Appends an integer in decimal.
    package static func append(integer: Int64, to bytes: inout [UInt8]) {
        var rest = integer.magnitude
        var digits = [19 of UInt8](repeating: 0)
        var start = digits.count
        repeat {
            start -= 1
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
            digits[start] = ASCII.zero + UInt8(truncatingIfNeeded: remainder)
            rest = quotient
        } while rest > 0
        bytes.append(addingCapacity: digits.count + 1) { output in
            if integer < 0 { output.append(ASCII.minus) }
            for position in start..<digits.count { output.append(digits[position]) }
        }
    }

    private static func append(escaped byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case ASCII.quote, ASCII.backslash: bytes += [ASCII.backslash, byte]
        case 0x08: bytes += [ASCII.backslash, UInt8(ascii: "b")]
        case ASCII.tab: bytes += [ASCII.backslash, UInt8(ascii: "t")]
        case ASCII.lineFeed: bytes += [ASCII.backslash, UInt8(ascii: "n")]
        case ASCII.formFeed: bytes += [ASCII.backslash, UInt8(ascii: "f")]
        case ASCII.carriageReturn: bytes += [ASCII.backslash, UInt8(ascii: "r")]
        case 0..<ASCII.space:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes += [hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 15)]
        default: bytes.append(byte)
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? ASCII.zero + value : UInt8(ascii: "a") + value - 10
    }
}
