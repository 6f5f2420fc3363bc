/// A file of the tree as the rules see it.
struct TextFile: Sendable {
    /// The path from the root of the tree, with `/`.
    let path: String

    /// The lines as they are.
    let lines: [String]

    /// The same lines with comments, texts and raw identifiers blanked, for Swift files; else as they are.
    let codeLines: [String]

    /// `codeLines` in one piece.
    let code: [UInt8]

    /// Every name in `code`, keywords included, in order.
    let names: [Name]

    /// Every name in comments, texts and raw identifiers, in order.
    let blankedNames: [Name]

    /// A name and the offset it begins at.
    struct Name: Sendable {
        let text: String
        let offset: Int
    }

    private let offsets: [String: [Int]]

    init(path: String, text: String) {
        self.path = path
        let bytes = Array(text.utf8)
        let code = path.hasSuffix(".swift") ? SwiftMask.mask(bytes) : bytes
        self.code = code
        lines = TextFile.split(bytes)
        codeLines = TextFile.split(code)
        // Whatever is blanked has something before and behind it that is no part of a name.
        let all = TextFile.names(in: bytes)
        names = all.filter { code[$0.offset] == bytes[$0.offset] }
        blankedNames = all.filter { code[$0.offset] != bytes[$0.offset] }
        offsets = Dictionary(grouping: names, by: \.text).mapValues { $0.map(\.offset) }
    }

    var isSwift: Bool { path.hasSuffix(".swift") }

    /// Whether the file is, or is below, one of these paths.
    func isIn(_ paths: [String]) -> Bool {
        paths.contains { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
    }

    /// The line an offset in `code` is on, from 1.
    func line(at offset: Int) -> Int {
        1 + code[..<offset].count { $0 == UInt8(ascii: "\n") }
    }

    /// The lines of code that have the text, whose names must be whole; it must hold a name.
    func lines(with text: String) -> [Int] {
        let wanted = Array(text.utf8)
        let lead = wanted.prefix { !TextFile.isNameByte($0) }.count
        let name = String(decoding: wanted[lead...].prefix(while: TextFile.isNameByte), as: UTF8.self)
        let starts = (offsets[name] ?? []).map { $0 - lead }.filter { start in
            let end = start + wanted.count
            guard start >= 0, end <= code.count, code[start..<end].elementsEqual(wanted) else { return false }
            let isCut =
                end < code.count && TextFile.isNameByte(wanted[wanted.count - 1])
                && TextFile.isNameByte(code[end])
            return !isCut
        }
        return starts.map(line(at:)).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// The lines that have a name anywhere, comments and texts included, as often as they have it.
    func textLines(with name: String) -> [Int] {
        (names + blankedNames).filter { $0.text == name }.map { line(at: $0.offset) }.sorted()
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default:
            false
        }
    }

    private static func names(in bytes: [UInt8]) -> [Name] {
        var names: [Name] = []
        var start: Int?
        for offset in 0...bytes.count {
            if offset < bytes.count && isNameByte(bytes[offset]) {
                start = start ?? offset
            } else if let begin = start {
                names.append(
                    Name(text: String(decoding: bytes[begin..<offset], as: UTF8.self), offset: begin)
                )
                start = nil
            }
        }
        return names
    }

    private static func split(_ bytes: [UInt8]) -> [String] {
        var pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if pieces.last?.isEmpty == true { pieces.removeLast() }
        return pieces.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// A place where a rule is broken.
struct Finding: Equatable, Sendable, CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}
