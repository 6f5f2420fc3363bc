extension JSONParser {
    /// Skips white space and, in JSON5, comments.
    mutating func skipBlanks() throws(Diagnostic) {
        while true {
            let byte = current
            if ASCII.isWhiteSpace(byte) {
                index += 1
            } else if isJSON5, byte >= 0x80 || byte == ASCII.slash || byte < ASCII.space {
                guard try skipJSON5Blank() else { return }
            } else {
                return
            }
        }
    }

    /// Decodes the scalar at an offset and its length in bytes; U+0000 at the end.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, byteCount: Int) {
        let lead = byte(at: offset)
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        let byteCount = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = UInt32(lead) & (0x7F >> UInt32(byteCount))
        for position in 1..<byteCount {
            value = value << 6 | UInt32(byte(at: offset + position) & 0x3F)
        }
        // The text was found to be valid UTF-8 before.
        return (Unicode.Scalar(value) ?? "\u{FFFD}", byteCount)
    }

    /// Says whether a scalar is white space or a line end in JSON5 (spec.json5.org, section 8).
    static func isJSON5WhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\u{0B}", "\u{0C}", "\r", " ", "\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}": true
        default: scalar.value >= 0x80 && scalar.properties.generalCategory == .spaceSeparator
        }
    }

    private mutating func skipJSON5Blank() throws(Diagnostic) -> Bool {
        switch (current, byte(at: index + 1)) {
        case (ASCII.slash, ASCII.slash):
            try skipLineComment()
            return true
        case (ASCII.slash, ASCII.asterisk):
            try skipBlockComment()
            return true
        default:
            let (scalar, byteCount) = scalar(at: index)
            guard Self.isJSON5WhiteSpace(scalar) else { return false }
            index += byteCount
            return true
        }
    }

    private mutating func skipLineComment() throws(Diagnostic) {
        while !isAtEnd, !isLineEnd(at: index) {
            if current == 0 { throw unexpected() }
            index += 1
        }
    }

    private mutating func skipBlockComment() throws(Diagnostic) {
        let start = index
        index += 2
        while current != ASCII.asterisk || byte(at: index + 1) != ASCII.slash {
            if isAtEnd {
                throw problem(
                    "this comment is never closed; end it with '*/'",
                    at: SourceRange(lower: start, upper: start + 2)
                )
            }
            if current == 0 { throw unexpected() }
            index += 1
        }
        index += 2
    }

    /// Says whether an ECMAScript line terminator stands at an offset: LF, CR, U+2028 or U+2029.
    private func isLineEnd(at offset: Int) -> Bool {
        switch byte(at: offset) {
        case ASCII.lineFeed, ASCII.carriageReturn: true
        case 0xE2: byte(at: offset + 1) == 0x80 && byte(at: offset + 2) | 1 == 0xA9
        default: false
        }
    }
}
