extension JSONParser {
    /// Reads a string from its opening quotation mark to just after its closing one.
    mutating func string() throws(Diagnostic) -> String {
        let start = index
        let quote = current
        index += 1
        skipPlainText(until: quote)
        if current == quote {
            defer { index += 1 }
            return String(decoding: bytes[(start + 1)..<index], as: UTF8.self)
        }
        return try escapedString(openedAt: start, quote: quote)
    }

    /// Goes on to the next byte that ends the string, begins an escape or is a control character.
    private mutating func skipPlainText(until quote: UInt8) {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote || byte == ASCII.backslash || byte < ASCII.space { return }
            index += 1
        }
    }

    private mutating func escapedString(openedAt start: Int, quote: UInt8) throws(Diagnostic) -> String {
        var text = Array(bytes[(start + 1)..<index])
        while current != quote {
            if isAtEnd { throw unclosedString(openedAt: start) }
            switch current {
            case ASCII.backslash:
                if index + 1 == bytes.count { throw unclosedString(openedAt: start) }
                try escape(into: &text)
            case ASCII.tab where isJSON5:
                text.append(ASCII.tab)
                index += 1
            case 0..<ASCII.space:
                throw controlCharacter(inStringAt: start)
            default:
                let plain = index
                skipPlainText(until: quote)
                text += bytes[plain..<index]
            }
        }
        index += 1
        if hasHalves {
            hasHalves = false
            switch UnpairedText.read(text) {
            case .valid(let string): return string
            case .unpaired(let text):
                unpaired = text
                return text.replaced
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads an escape that RFC 8259, section 7, has, and leaves the others to JSON5.
    private mutating func escape(into text: inout [UInt8]) throws(Diagnostic) {
        let start = index
        index += 1
        let byte = current
        index += 1
        switch byte {
        case ASCII.quote, ASCII.backslash, ASCII.slash: text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(ASCII.formFeed)
        case UInt8(ascii: "n"): text.append(ASCII.lineFeed)
        case UInt8(ascii: "r"): text.append(ASCII.carriageReturn)
        case UInt8(ascii: "t"): text.append(ASCII.tab)
        case UInt8(ascii: "u"):
            try unicodeEscape(from: start, into: &text)
        default:
            index -= 1
            guard isJSON5 else { throw badEscape(from: start) }
            try json5Escape(from: start, into: &text)
        }
    }

    /// Reads an escape that only JSON5 has (spec.json5.org, section 5.1), from the byte after the backslash.
    private mutating func json5Escape(from start: Int, into text: inout [UInt8]) throws(Diagnostic) {
        let byte = current
        switch byte {
        case UInt8(ascii: "v"):
            text.append(ASCII.verticalTab)
            index += 1
        case ASCII.zero where !ASCII.isDigit(self.byte(at: index + 1)):
            text.append(0)
            index += 1
        case UInt8(ascii: "x"):
            index += 1
            let value = try hexadecimal(digits: 2, from: start)
            text.append(
                contentsOf: UTF8.encode(Unicode.Scalar(UInt8(value))) ?? UTF8.encodedReplacementCharacter
            )
        case ASCII.carriageReturn:
            index += self.byte(at: index + 1) == ASCII.lineFeed ? 2 : 1
        case ASCII.lineFeed:
            index += 1
        case ASCII.zero...ASCII.nine, 0..<ASCII.space:
            throw badEscape(from: start)
        default:
            let (scalar, byteCount) = scalar(at: index)
            // U+2028 and U+2029 are line ends, which the backslash takes away like the others.
            if scalar != "\u{2028}", scalar != "\u{2029}" { text += bytes[index..<(index + byteCount)] }
            index += byteCount
        }
    }

    /// Reads four digits, and the other half of a surrogate pair, after `\u`.
    private mutating func unicodeEscape(from start: Int, into text: inout [UInt8]) throws(Diagnostic) {
        let unit = try hexadecimal(digits: 4, from: start)
        if let scalar = Unicode.Scalar(unit) { return append(scalar, to: &text) }
        if unit < 0xDC00, current == ASCII.backslash, byte(at: index + 1) == UInt8(ascii: "u") {
            let second = index
            index += 2
            let low = try hexadecimal(digits: 4, from: second)
            if (0xDC00...0xDFFF).contains(low), let scalar = UnpairedText.character(unit, low) {
                return append(scalar, to: &text)
            }
            index = second
        }
        switch loneSurrogates {
        case .replace: append("\u{FFFD}", to: &text)
        case .keep:
            UnpairedText.append(half: unit, to: &text)
            hasHalves = true
        case .reject:
            throw problem(
                "this escape is half of a surrogate pair; write both halves, or the character itself",
                at: range(from: start)
            )
        }
    }

    private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Reads so many hexadecimal digits of the escape that began at `start`.
    mutating func hexadecimal(digits: Int, from start: Int) throws(Diagnostic) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = ASCII.hexadecimalValue(current) else {
                throw problem(
                    "'\\\(digits == 2 ? "x" : "u")' takes exactly \(digits) hexadecimal digits",
                    at: range(from: start)
                )
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
