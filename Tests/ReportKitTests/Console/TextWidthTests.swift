import ReportKit
import Testing

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("…", 1), ("🙂", 2),
    ])
    func `a terminal's columns are not characters`(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(arguments: [
        ("", 4, []), ("aa bb cccc d", 5, ["aa bb", "cccc", "d"]), ("a bcdefgh i", 4, ["a", "bcdefgh", "i"]),
        ("a   b", 5, ["a   b"]), ("a   b c", 5, ["a   b", "c"]), ("a   bb", 4, ["a", "bb"]),
        ("  a b c", 5, ["  a b", "c"]), ("日本 語 x", 6, ["日本", "語 x"]), ("a b ", 3, ["a b"]),
    ])
    func `text breaks at its spaces and never in a word`(text: String, columnsMax: Int, lines: [String]) {
        #expect(TextWidth.wrapped(text, columnsMax: columnsMax) == lines)
    }

    @Test func `lines after the first have room for what sets them off`() {
        #expect(TextWidth.wrapped("aa bb cc dd", columnsMax: 5, indent: 2) == ["aa bb", "cc", "dd"])
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
        ("abc", 1, "…"), ("abc", 0, ""), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func `text that is too wide ends in an ellipsis`(text: String, columnsMax: Int, fitted: String) {
        #expect(TextWidth.fitted(text, columnsMax: columnsMax) == fitted)
    }
}
