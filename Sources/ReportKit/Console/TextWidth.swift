/// The width of text on a terminal, whose cells know columns and not characters.
package enum TextWidth {
    /// The columns the text takes; control characters take none.
    package static func columns(of text: some StringProtocol) -> Int {
        // Nearly all text is this, and some of it is long.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        return text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }

    /// The text if it fits, else as much of its beginning as fits before an ellipsis.
    package static func fitted(_ text: String, columnsMax: Int) -> String {
        guard columns(of: text) > columnsMax else { return text }
        guard columnsMax > 0 else { return "" }
        var result = ""
        var used = 0
        for character in text {
            let width = columns(of: String(character))
            if used + width > columnsMax - 1 { break }
            result.append(character)
            used += width
        }
        return result + "…"
    }

    /// Most bytes of text that is broken: what is longer is no sentence.
    package static let wrappedBytesMax = 16_384

    /// Breaks text at its spaces into lines of so many columns; what stands without a space is never cut.
    ///
    /// Lines after the first may have fewer columns, for whoever indents them.
    package static func wrapped(_ text: String, columnsMax: Int, indent: Int = 0) -> [String] {
        guard text.utf8.count > columnsMax, text.utf8.count <= wrappedBytesMax,
            columns(of: text) > columnsMax
        else { return text.isEmpty ? [] : [text] }
        var lines: [String] = []
        var (line, used, blanks) = ("", 0, "")
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let width = columns(of: word)
            let room = columnsMax - (lines.isEmpty ? 0 : indent)
            if used == 0 {
                // Blanks at a beginning set off what follows; behind a break they have no use.
                if word.isEmpty { if lines.isEmpty { line += " " } } else { line += word }
                used = word.isEmpty ? 0 : columns(of: line)
            } else if word.isEmpty {
                blanks += " "
            } else if used + 1 + blanks.utf8.count + width <= room {
                line += blanks + " " + word
                used += 1 + blanks.utf8.count + width
                blanks = ""
            } else {
                lines.append(line)
                (line, used, blanks) = (String(word), width, "")
            }
        }
        return used == 0 ? lines : lines + [line]
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    // The blocks that Unicode's EastAsianWidth.txt marks wide, and the emoji that terminals draw wide.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
