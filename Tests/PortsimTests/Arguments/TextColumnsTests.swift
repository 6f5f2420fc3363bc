import Testing

@testable import portsim

@Suite struct TextColumnsTests {
    @Test func `texts of rows begin in one column`() {
        let rows = [(label: "a", doc: "one two"), (label: "bcd", doc: "three")]
        #expect(TextColumns.rows(rows, columnsMax: 12) == "  a    one\n       two\n  bcd  three\n")
    }
}
