/// Blanks what is not code in Swift source: comments, string literals and raw identifiers.
///
/// Every byte keeps its place, line ends stay. Code inside an interpolation stays code. Regex literals are
/// not known; the project has none.
struct SwiftMask {
    private let source: [UInt8]
    private var masked: [UInt8]
    private var offset = 0

    static func mask(_ source: [UInt8]) -> [UInt8] {
        var mask = SwiftMask(source)
        mask.skipCode(untilParenthesis: false)
        return mask.masked
    }

    private init(_ source: [UInt8]) {
        self.source = source
        masked = source
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        let index = offset + distance
        return index < source.count ? source[index] : nil
    }

    private func looksAt(_ text: String) -> Bool {
        source[offset...].starts(with: text.utf8)
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where offset < source.count {
            if source[offset] != UInt8(ascii: "\n") { masked[offset] = UInt8(ascii: " ") }
            offset += 1
        }
    }

    // Goes over code; an interpolation ends at its own closing parenthesis.
    private mutating func skipCode(untilParenthesis: Bool) {
        var depth = 0
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: "/") where looksAt("//"): skipLineComment()
            case UInt8(ascii: "/") where looksAt("/*"): skipBlockComment()
            case UInt8(ascii: "\""): skipString(hashes: 0)
            case UInt8(ascii: "#"): skipHashes()
            case UInt8(ascii: "`"): skipRawIdentifier()
            case UInt8(ascii: "("):
                depth += 1
                offset += 1
            case UInt8(ascii: ")"):
                offset += 1
                if depth == 0 && untilParenthesis { return }
                depth -= 1
            default: offset += 1
            }
        }
    }

    private mutating func skipLineComment() {
        while let byte = byte(), byte != UInt8(ascii: "\n") { blank() }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if looksAt("/*") {
                depth += 1
                blank(2)
            } else if looksAt("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && offset < source.count
    }

    private mutating func skipHashes() {
        var hashes = 0
        while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
        if byte(hashes) == UInt8(ascii: "\"") {
            blank(hashes)
            skipString(hashes: hashes)
        } else {
            offset += hashes
        }
    }

    private mutating func skipRawIdentifier() {
        offset += 1
        while let byte = byte(), byte != UInt8(ascii: "`") { blank() }
        offset += 1
    }

    private mutating func skipString(hashes: Int) {
        let quotes = looksAt("\"\"\"") ? 3 : 1
        let hashBytes = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        let closing = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + hashBytes
        let escape = [UInt8(ascii: "\\")] + hashBytes
        blank(quotes)
        while let byte = byte() {
            if byte != closing[0] && byte != escape[0] {
                blank()
            } else if source[offset...].starts(with: closing) {
                blank(closing.count)
                return
            } else if source[offset...].starts(with: escape) {
                blank(escape.count)
                if self.byte() == UInt8(ascii: "(") {
                    offset += 1
                    skipCode(untilParenthesis: true)
                } else {
                    blank()
                }
            } else {
                blank()
            }
        }
    }
}
