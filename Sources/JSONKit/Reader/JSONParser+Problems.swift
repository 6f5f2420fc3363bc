/// The texts of the reader's errors.
extension JSONParser {
    func problem(_ message: String, at range: SourceRange, suggestion: String? = nil) -> Diagnostic {
        Diagnostic(message, at: range, suggestion: suggestion)
    }

    /// A problem with the next character.
    func problem(_ message: String) -> Diagnostic {
        let byteCount = isAtEnd ? 0 : scalar(at: index).byteCount
        return Diagnostic(message, at: SourceRange(lower: index, upper: index + byteCount))
    }

    /// Strict JSON may not begin with a byte order mark (RFC 8259, section 8.1); in JSON5 it is white space.
    func refuseByteOrderMark() throws(Diagnostic) {
        if !isJSON5, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw problem("strict JSON has no byte order mark; save the text as UTF-8 without one")
        }
    }

    func emptyText() -> Diagnostic {
        problem("there is no value here; the text is empty")
    }

    func textAfterEnd() -> Diagnostic {
        if let known = knownMistake() { return known }
        return problem("the value ends before this; a text holds one value, so remove what follows")
    }

    func unclosed(_ container: Container, openedAt start: Int) -> Diagnostic {
        problem(
            "this \(container.name) is never closed; '\(container.closeText)' is missing",
            at: SourceRange(lower: start, upper: start + 1)
        )
    }

    func missingColon(after key: String, at keyRange: SourceRange) -> Diagnostic {
        if current == UInt8(ascii: "=") {
            return problem("a key and its value are separated by ':', not '='")
        }
        if let known = knownMistake() { return known }
        if !ASCII.isQuote(bytes[keyRange.lower]), index == keyRange.upper {
            let joined = SourceRange(lower: keyRange.lower, upper: index + scalar(at: index).byteCount)
            return problem(
                "a key without quotes holds letters, digits, '$' and '_' only; put quotes around it",
                at: joined
            )
        }
        return problem("':' is missing after the key \(Diagnostic.quoted(key))", at: keyRange)
    }

    func missingComma(in container: Container, openedAt start: Int, valueEnd: Int) -> Diagnostic {
        switch current {
        case UInt8(ascii: ";"):
            return problem("members and elements are separated by ',', not ';'")
        case ASCII.closeBrace, ASCII.closeBracket:
            let line = bytes[..<start].count { $0 == ASCII.lineFeed } + 1
            return problem(
                "'\(container.closeText)' is missing before this; it would close the \(container.name) "
                    + "that begins on line \(line)"
            )
        case ASCII.colon where container == .array:
            return problem("an array has no keys; use '{' and '}' for an object")
        default:
            if let known = knownMistake() { return known }
            // Pointing behind the value shows where the comma belongs, also when the next thing is lines
            // below.
            return problem(
                "',' or '\(container.closeText)' is missing after this",
                at: SourceRange(lower: valueEnd, upper: valueEnd)
            )
        }
    }

    func unclosedString(openedAt start: Int) -> Diagnostic {
        problem(
            "this string is never closed; the same quotation mark is missing at its end",
            at: SourceRange(lower: start, upper: start + 1)
        )
    }

    func controlCharacter(inStringAt start: Int) -> Diagnostic {
        switch current {
        case ASCII.lineFeed, ASCII.carriageReturn:
            let advice = isJSON5 ? "write '\\n', or '\\' at the end of a line that goes on" : "write '\\n'"
            return problem("this string is not closed on its line; \(advice)", at: range(from: start))
        case ASCII.tab:
            return problem("strict JSON has no raw tab in a string; write '\\t'")
        default:
            let digits = String(current, radix: 16)
            let escape = "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            return problem("a string has no raw control characters; write '\(escape)'")
        }
    }

    /// An escape that does not exist, from its backslash to the next character.
    func badEscape(from start: Int) -> Diagnostic {
        let end = index + (isAtEnd ? 0 : scalar(at: index).byteCount)
        let message =
            isJSON5
            ? "there is no such escape; write '\\\\' for a backslash, or '\\x' or '\\u' for a character code"
            : "strict JSON has no such escape; write '\\\\' for a backslash"
        return problem(message, at: SourceRange(lower: start, upper: end))
    }

    func badIdentifierEscape(from start: Int) -> Diagnostic {
        problem(
            "a key without quotes holds letters, digits, '$', '_' and their '\\u' escapes only; "
                + "put quotes around it",
            at: SourceRange(lower: start, upper: max(index, start + 1))
        )
    }

    /// A key that is not a string where it has to be, or not even an identifier.
    mutating func unquotedKey() -> Diagnostic {
        if let known = knownMistake() { return known }
        let start = index
        skipWord()
        if index > start {
            let message =
                isJSON5
                ? "a key without quotes cannot begin with a digit; put quotes around it"
                : "strict JSON has quotes around its keys; write \"\(text(from: start))\""
            return problem(message, at: range(from: start))
        }
        return unexpected(wanting: "a key")
    }

    /// A word that is no value: something misspelt, something from another language, or a string without
    /// quotes.
    func unknownWord(from start: Int) -> Diagnostic {
        let word = text(from: start)
        let others = ["None": "null", "nil": "null", "undefined": "null", "yes": "true", "no": "false"]
        let known = ["true", "false", "null"] + (isJSON5 ? ["Infinity", "NaN"] : [])
        return problem(
            "a string needs quotes around it",
            at: range(from: start),
            suggestion: others[word] ?? Suggestion.nearest(to: word, among: known)
        )
    }

    /// Something that cannot stand at the next character.
    func unexpected(wanting wanted: String? = nil) -> Diagnostic {
        if let known = knownMistake() { return known }
        let (scalar, _) = scalar(at: index)
        return problem(
            "\(Diagnostic.quoted(String(scalar))) cannot stand here"
                + (wanted.map { "; \($0) is missing" } ?? "")
        )
    }

    /// What people often write, with the word that helps.
    private func knownMistake() -> Diagnostic? {
        let next = byte(at: index + 1)
        switch scalar(at: index).scalar {
        case "\0" where !isAtEnd:
            return problem("a text has no NUL bytes; save it as UTF-8")
        case "/" where next == ASCII.slash || next == ASCII.asterisk:
            return problem(
                "strict JSON has no comments; remove it",
                at: SourceRange(lower: index, upper: index + 2)
            )
        case "#":
            return problem(isJSON5 ? "a comment begins with '//'" : "strict JSON has no comments; remove it")
        case "'" where !isJSON5:
            return problem("strict JSON has double quotation marks around strings")
        case "`":
            return problem(
                "a string has \(isJSON5 ? "'single' or " : "")\"double\" quotation marks, not backquotes"
            )
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}":
            return problem("this is a typographic quotation mark; write a straight one")
        case let scalar where !isJSON5 && Self.isJSON5WhiteSpace(scalar):
            let code = String(scalar.value, radix: 16, uppercase: true)
            let zeros = String(repeating: "0", count: max(0, 4 - code.utf8.count))
            return problem("strict JSON has no U+\(zeros)\(code) between values; write a space")
        default:
            return nil
        }
    }
}
