import JSONKit
import Testing

struct SourceTextTests {
    @Test(arguments: [
        (0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (4, 2, 2), (5, 2, 3), (6, 3, 1), (7, 4, 1), (8, 4, 2),
    ])
    func `lines end with LF, CR LF and a lone CR`(offset: Int, line: Int, column: Int) {
        let text = SourceText(name: "t", bytes: Array("ab\nc\r\n\rd".utf8))
        #expect(text.position(at: offset) == SourcePosition(line: line, column: column))
        #expect(text.lineCount == 4)
    }

    @Test func `columns count Unicode scalars`() {
        let text = SourceText(name: "t", bytes: Array("é🎼x".utf8))
        #expect(text.position(at: 2).column == 2)
        #expect(text.position(at: 6).column == 3)
        #expect(text.position(at: 7).column == 4)
    }

    @Test func `offsets outside the text are moved to its nearer end`() {
        let text = SourceText(name: "t", bytes: Array("a\n".utf8))
        #expect(text.position(at: -5) == SourcePosition(line: 1, column: 1))
        #expect(text.position(at: 99) == SourcePosition(line: 2, column: 1))
    }

    @Test func `lines come without their breaks`() {
        let text = SourceText(name: "t", bytes: Array("ab\r\n\ncd".utf8))
        #expect(text.line(1) == "ab")
        #expect(text.line(2) == "")
        #expect(text.line(3) == "cd")
        #expect(text.line(0) == "")
        #expect(text.line(4) == "")
    }

    @Test func `a text that is not UTF-8 still has lines and columns`() {
        let text = SourceText(name: "t", bytes: [0x61, 0xFF, 0x62, 0x0A, 0x63])
        #expect(text.line(1) == "a\u{FFFD}b")
        #expect(text.position(at: 2).column == 3)
        #expect(text.position(at: 4) == SourcePosition(line: 2, column: 1))
    }

    @Test func `a range knows what it holds`() {
        let range = SourceRange(lower: 2, upper: 5)
        #expect(range.count == 3)
        #expect((0..<7).filter(range.contains) == [2, 3, 4])
    }

    @Test func `a range that ends before it begins traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = SourceRange(lower: 2, upper: 1)
        }
    }
}
