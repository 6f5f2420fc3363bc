import Testing

@testable import portsim

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("…", 1), ("🙂", 2),
    ])
    func `a terminal's columns are not characters`(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
        ("abc", 1, "…"), ("abc", 0, ""), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func `text that is too wide ends in an ellipsis`(text: String, columnsMax: Int, fitted: String) {
        #expect(TextWidth.fitted(text, columnsMax: columnsMax) == fitted)
    }
}
