import JSONKit

/// Text from scenarios and consumers as Markdown that shows it and does nothing else.
enum MarkdownText {
    /// A text on one line, with every character escaped that could mean something there.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        // A list or a heading would begin with these.
        var isAtStart = true
        for scalar in ReportText.oneLine(text).unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            // A mention writes to somebody, and a number refers to an issue. GitHub looks for both in what was
            // rendered, where references and backslashes are gone; a space without width parts them.
            case "@": result.append(contentsOf: "@\u{200B}".unicodeScalars)
            case "#": result.append(contentsOf: "\\#\u{200B}".unicodeScalars)
            case "\\", "`", "*", "_", "[", "]", "|", "~", ":", "$":
                result.append(contentsOf: ["\\", scalar])
            case "-", "+", "=", ".", ")":
                result.append(contentsOf: isAtStart ? ["\\", scalar] : [scalar])
            default: result.append(scalar)
            }
            isAtStart = isAtStart && (scalar == " " || ("0"..."9").contains(scalar))
        }
        return String(result)
    }

    /// A text on one line as code, in a cell of a table too.
    static func code(_ text: String) -> String {
        let line = ReportText.oneLine(text)
        // In a table the bar separates even inside of code, and can be escaped only there; HTML serves both.
        guard !line.contains("|"), !line.isEmpty else { return "<code>\(escaped(line))</code>" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
        let space = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
        return fence + space + line + space + fence
    }

    /// Lines as a block of code.
    static func block(_ lines: [String], language: String = "") -> String {
        let texts = lines.map { DisplayText.printable($0) }
        let longest = texts.map { longestRun(of: "`", in: $0) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(texts.joined(separator: "\n"))\n\(fence)"
    }

    private static func longestRun(of mark: Character, in text: String) -> Int {
        var (longest, current) = (0, 0)
        for character in text {
            current = character == mark ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
