import ReportKit

/// How progress is shown.
package enum ProgressMode: Sendable, Equatable {
    /// Not at all.
    case hidden
    /// One line on a terminal, rewritten in place.
    case live
    /// A line of its own now and then, for logs.
    case lines
}

/// Decides when progress is shown and with which characters; it writes nothing itself.
package struct ProgressLine: Sendable {
    private let mode: ProgressMode
    private var dueMilliseconds: Int64?
    private var isShown = false

    /// The wait before the first line and between lines: short work leaves a terminal and a log clean.
    package struct Pace: Sendable, Equatable {
        /// From the first call to the first line.
        package let firstMilliseconds: Int64
        /// From one line to the next.
        package let nextMilliseconds: Int64

        /// The pace of a mode.
        package static func of(_ mode: ProgressMode) -> Pace {
            switch mode {
            case .hidden: Pace(firstMilliseconds: .max, nextMilliseconds: .max)
            case .live: Pace(firstMilliseconds: 100, nextMilliseconds: 100)
            case .lines: Pace(firstMilliseconds: 1_000, nextMilliseconds: 10_000)
            }
        }
    }

    /// Columns that are assumed where a terminal does not tell its width.
    package static let columnsDefault = 80

    /// A line that has not been shown yet.
    package init(mode: ProgressMode) {
        self.mode = mode
    }

    /// Whether a line should be shown now; the first call starts the pace.
    package mutating func isDue(nowMilliseconds: Int64) -> Bool {
        guard mode != .hidden else { return false }
        guard let dueMilliseconds else {
            self.dueMilliseconds = nowMilliseconds + Pace.of(mode).firstMilliseconds
            return false
        }
        return nowMilliseconds >= dueMilliseconds
    }

    /// Makes the characters that show the text.
    ///
    /// - Parameters:
    ///   - text: one line; control characters in it are escaped.
    ///   - nowMilliseconds: the moment the next wait counts from.
    ///   - columns: the terminal's width; one column stays free, for terminals that wrap at once.
    /// - Returns: characters for stderr, as they are.
    package mutating func show(_ text: String, nowMilliseconds: Int64, columns: Int?) -> String {
        dueMilliseconds = nowMilliseconds + Pace.of(mode).nextMilliseconds
        let line = Printable.escaped(text)
        switch mode {
        case .hidden: return ""
        case .lines: return line + "\n"
        case .live:
            isShown = true
            let columnsMax = max((columns ?? ProgressLine.columnsDefault) - 1, 0)
            return "\r" + TextWidth.fitted(line, columnsMax: columnsMax) + ProgressLine.eraseToEnd
        }
    }

    /// The characters that take a live line off the terminal; nothing when none is there.
    package mutating func erase() -> String {
        guard isShown else { return "" }
        isShown = false
        return "\r" + ProgressLine.eraseToEnd
    }

    // Erase in line, from the cursor (ECMA-48, 8.3.41).
    private static let eraseToEnd = "\u{1B}[K"
}
