extension Diagnostic {
    /// Writes the message with its place, the line it is about, a caret underline, and the suggestion.
    ///
    /// The text is several lines without a line break at its end:
    /// ```
    /// demo.json5:2:3: error: unknown key 'sed'
    ///  2 |   sed: 42,
    ///    |   ^^^
    /// help: did you mean 'seed'?
    /// ```
    /// A problem in the value of a flag is headed `in --set seed=abc: error: …` and has no number of a line.
    /// A long line is cut to about 100 cells around the underline, tabs are repeated below so that the caret
    /// stays under its character, and a range over several lines is underlined to the end of its first line.
    package func render(in source: SourceText, as severity: String = "error") -> String {
        let position = source.position(at: range.lower)
        let part = source.part(at: range.lower)
        let excerpt = Excerpt(of: range, in: source)
        let name = DisplayText.printable(part.name)
        // The line of a flag's value is the whole of it, and nobody counts it.
        let place =
            part.isArgument ? "in \(name) \(excerpt.line)" : "\(name):\(position.line):\(position.column)"
        let gutter = part.isArgument ? "" : String(position.line)
        let blank = String(repeating: " ", count: gutter.utf8.count)
        var text = "\(place): \(severity): \(DisplayText.printable(message))\n"
        text += " \(gutter) | \(excerpt.line)\n \(blank) | \(excerpt.underline)"
        if let suggestion {
            text += "\nhelp: did you mean '\(DisplayText.printable(suggestion))'?"
        }
        return text
    }
}

/// One line of a text and what is written below it.
private struct Excerpt {
    /// The most that is shown before the underline, of the underlined part, and of the whole line.
    private static let beforeCellsMax = 48
    private static let markedCellsMax = 64
    private static let lineCellsMax = 100

    /// No scalar is longer than this, so so many bytes hold what a number of cells can need.
    private static let bytesPerCellMax = 4

    let line: String
    let underline: String

    init(of range: SourceRange, in source: SourceText) {
        let lineRange = source.lineRange(around: range.lower)
        let lower = min(max(range.lower, lineRange.lowerBound), lineRange.upperBound)
        let upper = min(max(range.upper, lower), lineRange.upperBound)

        let before = Self.scalars(in: lineRange.lowerBound..<lower, of: source, keepingEnd: true)
        let marked = Self.scalars(in: lower..<upper, of: source, keepingEnd: false)
        let after = Self.scalars(in: upper..<lineRange.upperBound, of: source, keepingEnd: false)

        let shownBefore = Array(Self.fitting(before.reversed(), cellsMax: Self.beforeCellsMax).reversed())
        let shownMarked = Self.fitting(marked, cellsMax: Self.markedCellsMax)
        let isWhole = shownMarked.count == marked.count
        let usedCells = Self.cellCount(shownBefore) + Self.cellCount(shownMarked)
        let shownAfter = isWhole ? Self.fitting(after, cellsMax: Self.lineCellsMax - usedCells) : []

        let isCutBefore = shownBefore.count < before.count
        let isCutAfter = !isWhole || shownAfter.count < after.count
        line =
            (isCutBefore ? "…" : "") + Self.text(shownBefore) + Self.text(shownMarked) + Self.text(shownAfter)
            + (isCutAfter ? "…" : "")
        underline =
            (isCutBefore ? " " : "") + Self.padding(below: shownBefore)
            + String(repeating: "^", count: max(1, Self.cellCount(shownMarked)))
    }

    /// Decodes the end or the beginning of a part of a line, as much as can be shown and a little more.
    private static func scalars(
        in range: Range<Int>,
        of source: SourceText,
        keepingEnd: Bool
    ) -> [Unicode.Scalar] {
        let bytesMax = (lineCellsMax + 1) * bytesPerCellMax
        var range = range
        if range.count > bytesMax {
            range = keepingEnd ? (range.upperBound - bytesMax)..<range.upperBound : range.prefix(bytesMax)
            // The cut may fall inside a scalar; the stray continuation bytes are beyond what is shown.
        }
        return Array(
            DisplayText.printable(String(decoding: source.maskedBytes(range), as: UTF8.self)).unicodeScalars
        )
    }

    private static func fitting(_ scalars: [Unicode.Scalar], cellsMax: Int) -> [Unicode.Scalar] {
        var cells = 0
        let fits = scalars.prefix { scalar in
            cells += DisplayText.cellCount(scalar)
            return cells <= cellsMax
        }
        return Array(fits)
    }

    private static func cellCount(_ scalars: [Unicode.Scalar]) -> Int {
        scalars.reduce(0) { $0 + DisplayText.cellCount($1) }
    }

    private static func padding(below scalars: [Unicode.Scalar]) -> String {
        scalars.reduce(into: "") { padding, scalar in
            padding += scalar == "\t" ? "\t" : String(repeating: " ", count: DisplayText.cellCount(scalar))
        }
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
