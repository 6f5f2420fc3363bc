extension SourceText {
    /// Hides whatever follows a key of one of these names, even where the text is broken.
    ///
    /// A syntax error is shown before there are any values, and the line it quotes may hold a secret. So this
    /// looks at the bytes alone: a name standing by itself, perhaps in quotes, then a colon or, by mistake, an equals sign; what comes next
    /// is hidden up to the closing quote, or, without quotes, up to the comma, bracket or line break that
    /// ends it. Keys written with escapes are not recognised.
    package mutating func hideValues(ofKeys names: [String]) {
        for name in names {
            let name = Array(name.utf8)
            guard let first = name.first else { continue }
            var index = 0
            while index + name.count <= bytes.count {
                let isName =
                    bytes[index] == first && bytes[index..<(index + name.count)].elementsEqual(name)
                    && standsAlone(index..<(index + name.count))
                if isName, let value = valueRange(afterKeyEndingAt: index + name.count) {
                    hide(value)
                    index = value.upper
                } else {
                    index += 1
                }
            }
        }
    }

    /// Hides what follows a prefix that only secrets have, wherever it stands: under a misspelt key, or none.
    package mutating func hideWords(beginningWith prefix: String) {
        let prefix = Array(prefix.utf8)
        guard let first = prefix.first else { return }
        var index = 0
        while index + prefix.count <= bytes.count {
            guard bytes[index] == first, bytes[index..<(index + prefix.count)].elementsEqual(prefix) else {
                index += 1
                continue
            }
            let start = index + prefix.count
            let end = bytes[start...].firstIndex { !ASCII.isIdentifierByte($0) } ?? bytes.count
            hide(SourceRange(lower: start, upper: end))
            index = end
        }
    }

    /// Hides what stands in the object of one key inside the object of another, even where the text is broken.
    ///
    /// Names are recognised as by `hideValues`; an object that is never closed goes on to the end of the text.
    package mutating func hideObjects(ofKey inner: String, within outer: String) {
        for object in objects(ofKey: outer, in: SourceRange(lower: 0, upper: bytes.count)) {
            for found in objects(ofKey: inner, in: object) { hide(found) }
        }
    }

    /// What stands between the braces of each object that follows a key.
    private func objects(ofKey name: String, in range: SourceRange) -> [SourceRange] {
        let name = Array(name.utf8)
        var found: [SourceRange] = []
        var index = range.lower
        while index + name.count <= range.upper {
            let end = index + name.count
            guard bytes[index] == name[0], bytes[index..<end].elementsEqual(name), standsAlone(index..<end),
                let opening = valueRange(afterKeyEndingAt: end)?.lower, opening < range.upper,
                bytes[opening] == ASCII.openBrace
            else {
                index += 1
                continue
            }
            let object = SourceRange(lower: opening + 1, upper: endOfObject(from: opening + 1))
            found.append(object)
            index = object.upper
        }
        return found
    }

    /// Where the object ends whose brace has been passed; braces in quotes are none.
    private func endOfObject(from start: Int) -> Int {
        var (index, depth) = (start, 0)
        while index < bytes.count {
            if ASCII.isQuote(bytes[index]) {
                // Past the closing quote, or to the end of a line that has none.
                index = max(index, quotedRange(from: index).upper)
            } else if bytes[index] == ASCII.openBrace {
                depth += 1
            } else if bytes[index] == ASCII.closeBrace {
                guard depth > 0 else { return index }
                depth -= 1
            }
            index += 1
        }
        return bytes.count
    }

    private func standsAlone(_ range: Range<Int>) -> Bool {
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
        let after = range.upperBound < bytes.count ? bytes[range.upperBound] : 0
        return !ASCII.isIdentifierByte(before) && !ASCII.isIdentifierByte(after)
    }

    private func valueRange(afterKeyEndingAt end: Int) -> SourceRange? {
        var index = end
        if index < bytes.count, ASCII.isQuote(bytes[index]) { index += 1 }
        index = skippingBlanks(from: index)
        guard index < bytes.count, bytes[index] == ASCII.colon || bytes[index] == UInt8(ascii: "=") else {
            return nil
        }
        index = skippingBlanks(from: index + 1)
        guard index < bytes.count else { return nil }
        return ASCII.isQuote(bytes[index]) ? quotedRange(from: index) : bareRange(from: index)
    }

    /// Skips white space and comments, as a secret may stand behind one.
    private func skippingBlanks(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if ASCII.isWhiteSpace(bytes[index]) {
                index += 1
            } else if bytes[index...].starts(with: [ASCII.slash, ASCII.slash]) {
                index = lineRange(around: index).upperBound
            } else if bytes[index...].starts(with: [ASCII.slash, ASCII.asterisk]) {
                index = offset(afterCommentAt: index)
            } else {
                break
            }
        }
        return index
    }

    private func offset(afterCommentAt start: Int) -> Int {
        var index = start + 2
        while index < bytes.count {
            if bytes[index...].starts(with: [ASCII.asterisk, ASCII.slash]) { return index + 2 }
            index += 1
        }
        return index
    }

    private func quotedRange(from start: Int) -> SourceRange {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start], bytes[index] != ASCII.lineFeed {
            index += bytes[index] == ASCII.backslash ? 2 : 1
        }
        return SourceRange(lower: start + 1, upper: max(start + 1, min(index, bytes.count)))
    }

    private func bareRange(from start: Int) -> SourceRange {
        let ends = Array(",]}\n\r".utf8)
        let end = bytes[start...].firstIndex { ends.contains($0) } ?? bytes.count
        return SourceRange(lower: start, upper: end)
    }
}
