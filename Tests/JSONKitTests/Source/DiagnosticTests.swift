import JSONKit
import Testing

struct DiagnosticTests {
    private func render(_ text: String, _ lower: Int, _ upper: Int, suggestion: String? = nil) -> String {
        Diagnostic("it is wrong", at: SourceRange(lower: lower, upper: upper), suggestion: suggestion)
            .render(in: SourceText(name: "demo.json5", bytes: Array(text.utf8)))
    }

    @Test func `a diagnostic shows place, line, underline and suggestion`() {
        #expect(
            render("{\n  sed: 42,\n}", 4, 7, suggestion: "seed") == """
                demo.json5:2:3: error: it is wrong
                 2 |   sed: 42,
                   |   ^^^
                help: did you mean 'seed'?
                """
        )
    }

    @Test func `an empty range has one caret`() {
        #expect(render("ab", 2, 2) == "demo.json5:1:3: error: it is wrong\n 1 | ab\n   |   ^")
    }

    @Test func `an empty text has one caret`() {
        #expect(render("", 0, 0) == "demo.json5:1:1: error: it is wrong\n 1 | \n   | ^")
    }

    @Test func `tabs are repeated below`() {
        #expect(render("\t\tx", 2, 3) == "demo.json5:1:3: error: it is wrong\n 1 | \t\tx\n   | \t\t^")
    }

    @Test func `wide characters take two cells and accents none`() {
        #expect(render("漢e\u{301}x", 6, 7).hasSuffix("\n 1 | 漢e\u{301}x\n   |    ^"))
        #expect(render("x漢🎼", 1, 8).hasSuffix("\n 1 | x漢🎼\n   |  ^^^^"))
    }

    @Test func `a range over several lines is underlined to the end of the first`() {
        #expect(render("a{\nb\n}", 1, 6).hasSuffix("\n 1 | a{\n   |  ^"))
    }

    @Test func `line numbers widen the gutter`() {
        let text = String(repeating: "\n", count: 99) + "x"
        #expect(render(text, 99, 100).hasSuffix("\n 100 | x\n     | ^"))
    }

    @Test func `a long line is cut around the underline`() {
        let text = String(repeating: "a", count: 500) + "XY" + String(repeating: "b", count: 500)
        let lines = render(text, 500, 502).split(separator: "\n")
        #expect(lines[0] == "demo.json5:1:501: error: it is wrong")
        let before = String(repeating: "a", count: 48)
        #expect(lines[1] == " 1 | …\(before)XY\(String(repeating: "b", count: 50))…")
        #expect(lines[2] == "   |  \(String(repeating: " ", count: 48))^^")
    }

    @Test func `a long underline is cut`() {
        let lines = render(String(repeating: "x", count: 5_000), 0, 5_000).split(separator: "\n")
        #expect(lines[1] == " 1 | \(String(repeating: "x", count: 64))…")
        #expect(lines[2] == "   | \(String(repeating: "^", count: 64))")
    }

    @Test func `a cut inside wide characters stays whole`() {
        let text = String(repeating: "é", count: 1_000) + "!"
        let lines = render(text, 2_000, 2_001).split(separator: "\n")
        #expect(lines[1] == " 1 | …\(String(repeating: "é", count: 48))!")
    }

    @Test func `what would steer a terminal is not passed on`() {
        let source = SourceText(name: "a\u{1B}b", bytes: Array("x\u{1B}[31m\u{202E}\u{7F}\u{85}".utf8))
        let text = Diagnostic("bad \u{7}", at: SourceRange(lower: 0, upper: 1), suggestion: "\u{9B}").render(
            in: source
        )
        #expect(
            text == """
                a\u{FFFD}b:1:1: error: bad \u{FFFD}
                 1 | x\u{FFFD}[31m\u{FFFD}\u{FFFD}\u{FFFD}
                   | ^
                help: did you mean '\u{FFFD}'?
                """
        )
    }

    @Test func `quoted text is cut after 40 characters`() {
        #expect(Diagnostic.quoted("abc") == "'abc'")
        #expect(
            Diagnostic.quoted(String(repeating: "x", count: 40)) == "'\(String(repeating: "x", count: 40))'"
        )
        #expect(
            Diagnostic.quoted(String(repeating: "x", count: 41)) == "'\(String(repeating: "x", count: 40))…'"
        )
        #expect(Diagnostic.quoted("a\nb") == "'a\u{FFFD}b'")
    }
}
