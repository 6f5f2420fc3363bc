extension JSONParser {
    /// Reads a number: RFC 8259, section 6, and spec.json5.org, section 6.
    mutating func number() throws(Diagnostic) -> JSONNode {
        let start = index
        if current == ASCII.plus, !isJSON5 {
            throw problem(
                "a number has no leading '+' in strict JSON; remove it",
                at: SourceRange(lower: index, upper: index + 1)
            )
        }
        if current == ASCII.plus || current == ASCII.minus { index += 1 }
        if isJSON5, current == UInt8(ascii: "I") || current == UInt8(ascii: "N") {
            return try signedWord(from: start)
        }
        if current == ASCII.zero, ASCII.lowercased(byte(at: index + 1)) == UInt8(ascii: "x") {
            try hexadecimalNumber(from: start)
        } else {
            try decimalNumber(from: start)
        }
        try checkNumberEnd(from: start)
        return JSONNode(.number(JSONNumber(acceptedText: text(from: start))), at: range(from: start))
    }

    func text(from start: Int) -> String {
        String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while ASCII.isDigit(current) { index += 1 }
        return index - start
    }

    private mutating func decimalNumber(from start: Int) throws(Diagnostic) {
        let integerStart = index
        let integerCount = skipDigits()
        if integerCount > 1, bytes[integerStart] == ASCII.zero {
            throw problem(
                "a number has no leading zeros; remove them, or put quotes around it",
                at: range(from: start)
            )
        }
        if integerCount == 0, current != ASCII.point || !isJSON5 { throw missingDigits() }
        if current == ASCII.point {
            index += 1
            let fractionCount = skipDigits()
            if fractionCount == 0, !isJSON5 || integerCount == 0 { throw missingDigits() }
        }
        if ASCII.lowercased(current) == UInt8(ascii: "e") {
            index += 1
            if current == ASCII.plus || current == ASCII.minus { index += 1 }
            try exponentDigits(from: start)
        }
    }

    private mutating func exponentDigits(from start: Int) throws(Diagnostic) {
        guard ASCII.isDigit(current) else { throw missingDigits() }
        while current == ASCII.zero { index += 1 }
        if skipDigits() > JSONLimits.exponentDigitsMax {
            throw problem(
                "an exponent has at most \(JSONLimits.exponentDigitsMax) digits; write a smaller one",
                at: range(from: start)
            )
        }
    }

    private mutating func hexadecimalNumber(from start: Int) throws(Diagnostic) {
        index += 2
        let digits = index
        while ASCII.hexadecimalValue(current) != nil { index += 1 }
        if !isJSON5 {
            throw problem(
                "strict JSON has no hexadecimal numbers; write it in decimal",
                at: range(from: start)
            )
        }
        if index == digits { throw missingDigits() }
    }

    /// Checks the length, and that no letter or digit follows, as in `10s`.
    private mutating func checkNumberEnd(from start: Int) throws(Diagnostic) {
        if index - start > limits.numberBytesMax {
            throw problem(
                "a number has at most \(limits.numberBytesMax) characters; write fewer digits",
                at: range(from: start)
            )
        }
        let next = current
        guard ASCII.isIdentifierByte(next) || next == ASCII.point || next >= 0x80 || next == ASCII.backslash
        else {
            return
        }
        // White space beyond ASCII ends a number too.
        if next >= 0x80, Self.isJSON5WhiteSpace(scalar(at: index).scalar) { return }
        let numberEnd = index
        skipWord()
        if index == numberEnd { index += scalar(at: index).byteCount }
        throw problem(
            "this is not a number; anything with a unit is a string and needs quotes",
            at: range(from: start)
        )
    }

    /// Points at the place where a digit should be.
    private func missingDigits() -> Diagnostic {
        problem("a digit is missing here", at: SourceRange(lower: index, upper: index))
    }
}
