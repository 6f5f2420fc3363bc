import Testing

@testable import portsim

@Suite struct TextColumnsTests {
    @Test func `text breaks at spaces and never in a word`() {
        #expect(TextColumns.wrapped("aa bb cccc d", columnsMax: 5) == ["aa bb", "cccc", "d"])
        #expect(TextColumns.wrapped("a bcdefgh i", columnsMax: 4) == ["a", "bcdefgh", "i"])
        #expect(TextColumns.wrapped("", columnsMax: 4) == [])
    }

    @Test func `texts of rows begin in one column`() {
        let rows = [(label: "a", doc: "one two"), (label: "bcd", doc: "three")]
        #expect(TextColumns.rows(rows, columnsMax: 12) == "  a    one\n       two\n  bcd  three\n")
    }
}
