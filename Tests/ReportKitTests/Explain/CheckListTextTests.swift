import ContractKit
import ReportKit
import Testing

@Suite struct CheckListTextTests {
    @Test func `every check has its line, with its severity and whether it needs a probe`() throws {
        let rows = CheckListText.rows(of: ContractCheck.all)
        #expect(rows.map(\.id) == ContractCheck.all.map(\.id))
        for (row, check) in zip(rows, ContractCheck.all) {
            let words = row.text.split(separator: " ", maxSplits: 2).map(String.init)
            #expect(words[0] == check.severity.rawValue)
            #expect(words[1] == (check.effects == .none ? "-" : "probe"))
            #expect(row.text.hasSuffix("  \(check.title)"))
        }
        // All titles begin in one column.
        let starts = zip(rows, ContractCheck.all).map { $0.text.count - $1.title.count }
        #expect(Set(starts).count == 1)
    }

    @Test func `families stand one below the other, each with its checks`() {
        let text = CheckListText.text(of: [.headers, .security], style: .plain)
        let blocks = text.split(separator: "\n\n").map { $0.split(separator: "\n").map(String.init) }
        #expect(blocks.map(\.first) == ["HDR  headers and body", "SEC  security"])
        #expect(blocks.map { $0.count - 1 } == [8, 10])
        #expect(blocks[0][1].hasPrefix("  HDR-01  "))
    }
}
