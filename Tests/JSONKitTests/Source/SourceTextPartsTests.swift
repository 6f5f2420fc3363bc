import JSONKit
import Testing

/// Several texts in one, each with its own name and lines.
struct SourceTextPartsTests {
    private func three() -> (text: SourceText, second: Int, third: Int) {
        var text = SourceText(name: "a", bytes: Array("one\ntwo".utf8))
        let second = text.append(SourceText(name: "b", bytes: Array("three\n\nfour\n".utf8)))
        let third = text.append(SourceText(flag: "--set", value: "seed=abc"))
        return (text, second, third)
    }

    @Test func `an offset tells the text, and the line in it`() {
        let (text, second, third) = three()
        #expect(text.name(at: 0) == "a")
        #expect(text.name(at: 7) == "a")
        #expect(text.position(at: 7) == SourcePosition(line: 2, column: 4))
        #expect(text.name(at: second) == "b")
        #expect(text.position(at: second) == SourcePosition(line: 1, column: 1))
        #expect(text.position(at: second + 8) == SourcePosition(line: 3, column: 2))
        #expect(text.name(at: third + 3) == "--set")
        #expect(text.position(at: third + 3) == SourcePosition(line: 1, column: 4))
    }

    @Test func `a problem is shown in its own text`() {
        let (text, second, third) = three()
        let inB = Diagnostic("bad", at: SourceRange(lower: second + 7, upper: second + 11))
        #expect(inB.render(in: text) == "b:3:1: error: bad\n 3 | four\n   | ^^^^")
        let inFlag = Diagnostic("bad", at: SourceRange(lower: third + 5, upper: third + 8))
        #expect(inFlag.render(in: text) == "in --set seed=abc: error: bad\n  | seed=abc\n  |      ^^^")
        let atEnd = Diagnostic("bad", at: SourceRange(lower: 7, upper: 7))
        #expect(atEnd.render(in: text) == "a:2:4: error: bad\n 2 | two\n   |    ^")
    }

    @Test func `what a text hides stays hidden behind others`() {
        var text = SourceText(name: "a", bytes: Array("x".utf8))
        var other = SourceText(name: "b", bytes: Array("secret: 'abc'".utf8))
        other.hideValues(ofKeys: ["secret"])
        let start = text.append(other)
        let shown = Diagnostic("bad", at: SourceRange(lower: start, upper: start + 6)).render(in: text)
        #expect(shown == "b:1:1: error: bad\n 1 | secret: '***'\n   | ^^^^^^")
    }

    @Test func `a value moves with everything in it`() throws {
        let node = try JSONReader.read(Array("{ a: [1, 'x'], b: null }".utf8), dialect: .json5)
        let moved = node.shifted(by: 100)
        #expect(moved.value == node.value)
        #expect(moved.range == node.range.shifted(by: 100))
        #expect(moved.member("a")?.keyRange == SourceRange(lower: 102, upper: 103))
        #expect(moved["a"]?.array?[1].range == SourceRange(lower: 109, upper: 112))
    }
}
