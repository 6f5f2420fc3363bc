/// A named text whose byte offsets can be shown as lines and columns.
///
/// Further texts can be appended, each under its own name and with lines of its own: one offset then tells
/// the text too, so that what was put together of several can be reported in the one it came from.
///
/// Lines end with LF, CR LF or a lone CR, as editors count them. Finding a position costs a binary search
/// over the lines and a decoding of one line.
package struct SourceText: Sendable {
    /// One of the texts.
    struct Part: Sendable {
        let name: String
        /// Whether it is the value of a flag, which has no lines that anybody knows.
        let isArgument: Bool
        let start: Int
        let firstLine: Int
    }

    /// The name shown in messages, usually the path as the user gave it; that of the first text.
    package let name: String

    /// The bytes, which need not be valid UTF-8; a line feed stands between two texts.
    package private(set) var bytes: [UInt8]

    /// The ranges that are shown as asterisks when a line is quoted.
    package private(set) var hidden: [SourceRange] = []

    private var lineStarts: [Int]
    private var parts: [Part]

    /// Names a text; costs one pass over its bytes.
    package init(name: String, bytes: [UInt8]) {
        self.init(name: name, bytes: bytes, isArgument: false)
    }

    /// Makes a text of the value of a flag, which is shown with its flag and not with a line.
    package init(flag: String, value: String) {
        self.init(name: flag, bytes: Array(value.utf8), isArgument: true)
    }

    private init(name: String, bytes: [UInt8], isArgument: Bool) {
        self.name = name
        self.bytes = bytes
        parts = [Part(name: name, isArgument: isArgument, start: 0, firstLine: 0)]
        var starts = [0]
        for index in bytes.indices {
            let isLoneReturn =
                bytes[index] == ASCII.carriageReturn
                && (index + 1 == bytes.count || bytes[index + 1] != ASCII.lineFeed)
            if bytes[index] == ASCII.lineFeed || isLoneReturn {
                starts.append(index + 1)
            }
        }
        lineStarts = starts
    }

    /// The number of lines; an empty text has one.
    package var lineCount: Int { lineStarts.count }

    /// Appends another text with what it hides, and returns the offset at which it begins.
    package mutating func append(_ other: SourceText) -> Int {
        bytes.append(ASCII.lineFeed)
        let start = bytes.count
        let firstLine = lineStarts.count
        bytes += other.bytes
        lineStarts += other.lineStarts.map { $0 + start }
        parts += other.parts.map { part in
            Part(
                name: part.name,
                isArgument: part.isArgument,
                start: part.start + start,
                firstLine: part.firstLine + firstLine
            )
        }
        hidden += other.hidden.map { $0.shifted(by: start) }
        return start
    }

    /// The text that an offset lies in.
    func part(at offset: Int) -> Part {
        parts.last { $0.start <= offset } ?? parts[0]
    }

    /// The name of the text that an offset lies in.
    package func name(at offset: Int) -> String { part(at: offset).name }

    /// Whether the text that an offset lies in is the value of a flag.
    package func isArgument(at offset: Int) -> Bool { part(at: offset).isArgument }

    /// Finds the line and column of a byte offset; offsets outside the text are moved to its nearer end.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(at: offset)
        let before = String(decoding: bytes[lineStarts[line]..<offset], as: UTF8.self)
        return SourcePosition(
            line: line + 1 - part(at: offset).firstLine,
            column: before.unicodeScalars.count + 1
        )
    }

    /// The text of a line, beginning at 1, without its line break and with hidden ranges as asterisks.
    ///
    /// A line that does not exist is empty. Invalid UTF-8 is shown as U+FFFD.
    package func line(_ number: Int) -> String {
        guard number >= 1, number <= lineStarts.count else { return "" }
        return String(decoding: maskedBytes(lineRange(at: number - 1)), as: UTF8.self)
    }

    /// Hides a range whenever a line is quoted, as for a secret.
    package mutating func hide(_ range: SourceRange) {
        hidden.append(range)
    }

    /// The bytes of a range, those that are hidden replaced by asterisks.
    func maskedBytes(_ range: Range<Int>) -> [UInt8] {
        var masked = Array(bytes[range])
        for hiddenRange in hidden {
            let lower = max(hiddenRange.lower, range.lowerBound)
            let upper = min(hiddenRange.upper, range.upperBound)
            guard lower < upper else { continue }
            for offset in lower..<upper {
                masked[offset - range.lowerBound] = ASCII.asterisk
            }
        }
        return masked
    }

    /// The bytes of the line that holds `offset`, without its line break.
    func lineRange(around offset: Int) -> Range<Int> {
        lineRange(at: lineIndex(at: min(max(offset, 0), bytes.count)))
    }

    private func lineRange(at index: Int) -> Range<Int> {
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
        while end > start, bytes[end - 1] == ASCII.lineFeed || bytes[end - 1] == ASCII.carriageReturn {
            end -= 1
        }
        return start..<end
    }

    /// The last line that begins at or before `offset`.
    private func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if lineStarts[middle] <= offset {
                low = middle
            } else {
                high = middle
            }
        }
        return low
    }
}
