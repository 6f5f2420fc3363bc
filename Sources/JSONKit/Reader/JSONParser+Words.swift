extension JSONParser {
    /// Reads `true`, `false`, `null` and, in JSON5, `Infinity` and `NaN`.
    mutating func literal() throws(Diagnostic) -> JSONNode {
        let start = index
        skipWord()
        if index == start { throw unexpected(wanting: "a value") }
        switch text(from: start) {
        case "true": return JSONNode(.bool(true), at: range(from: start))
        case "false": return JSONNode(.bool(false), at: range(from: start))
        case "null": return JSONNode(.null, at: range(from: start))
        case "Infinity" where isJSON5, "NaN" where isJSON5:
            return JSONNode(.number(JSONNumber(acceptedText: text(from: start))), at: range(from: start))
        default: throw unknownWord(from: start)
        }
    }

    /// Reads `Infinity` or `NaN` after a sign.
    mutating func signedWord(from start: Int) throws(Diagnostic) -> JSONNode {
        let word = index
        skipWord()
        switch text(from: word) {
        case "Infinity", "NaN":
            return JSONNode(.number(JSONNumber(acceptedText: text(from: start))), at: range(from: start))
        default:
            throw unknownWord(from: word)
        }
    }

    /// Skips what a person would call a word, for literals and for messages.
    mutating func skipWord() {
        while true {
            let byte = current
            if ASCII.isIdentifierByte(byte) {
                index += 1
            } else if byte >= 0x80 {
                let (scalar, byteCount) = scalar(at: index)
                guard Self.isIdentifierPart(scalar) else { return }
                index += byteCount
            } else {
                return
            }
        }
    }

    /// Reads a key without quotes: an IdentifierName of ECMAScript 5.1, section 7.6.
    mutating func identifier() throws(Diagnostic) -> String {
        let start = index
        while ASCII.isIdentifierByte(current) { index += 1 }
        let isPlain = current < 0x80 && current != ASCII.backslash
        if isPlain, index > start, !ASCII.isDigit(bytes[start]), isJSON5 { return text(from: start) }
        index = start
        guard isJSON5 else { throw unquotedKey() }
        var name = ""
        while let scalar = try identifierScalar(isFirst: name.isEmpty) {
            name.unicodeScalars.append(scalar)
        }
        if name.isEmpty { throw unquotedKey() }
        return name
    }

    private mutating func identifierScalar(isFirst: Bool) throws(Diagnostic) -> Unicode.Scalar? {
        let start = index
        var (found, byteCount) = scalar(at: index)
        let isEscaped = found == "\\"
        if isEscaped {
            guard byte(at: index + 1) == UInt8(ascii: "u") else { throw badIdentifierEscape(from: start) }
            index += 2
            let unit = try hexadecimal(digits: 4, from: start)
            found = Unicode.Scalar(unit) ?? "\0"
            byteCount = 0
        }
        if isFirst ? Self.isIdentifierStart(found) : Self.isIdentifierPart(found) {
            index += byteCount
            return found
        }
        if isEscaped { throw badIdentifierEscape(from: start) }
        return nil
    }

    /// `$`, `_` and the letters: Lu, Ll, Lt, Lm, Lo and Nl.
    static func isIdentifierStart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            return ASCII.isIdentifierByte(byte) && !ASCII.isDigit(byte)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .letterNumber:
            return true
        default:
            return false
        }
    }

    /// What may start an identifier, and marks, digits, connectors and the two joiners.
    static func isIdentifierPart(_ scalar: Unicode.Scalar) -> Bool {
        if isIdentifierStart(scalar) { return true }
        if scalar.isASCII { return ("0"..."9").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return true
        default: return scalar == "\u{200C}" || scalar == "\u{200D}"
        }
    }
}
