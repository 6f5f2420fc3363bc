import Testing

@testable import portsim

@Suite struct PrintableTests {
    @Test(arguments: [
        ("plain ü 日本", "plain ü 日本"), ("\u{1B}[31m", "\\u{1b}[31m"), ("a\nb\tc\r", "a\\u{a}b\\u{9}c\\u{d}"),
        ("\u{7F}\u{9B}", "\\u{7f}\\u{9b}"), ("a\u{202E}b", "a\\u{202e}b"),
    ])
    func `what a terminal would act on is written out`(text: String, escaped: String) {
        #expect(Printable.escaped(text) == escaped)
        #expect(Printable.quoted(text) == "'\(escaped)'")
    }

    @Test func `text at the limit is whole, one more is cut in the middle`() {
        let limit = String(repeating: "a", count: Printable.scalarsMax)
        let half = String(repeating: "a", count: Printable.scalarsMax / 2)
        #expect(Printable.escaped(limit) == limit)
        #expect(Printable.escaped(limit + "a") == half + "…" + half)
    }
}
