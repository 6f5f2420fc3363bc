/// Text in columns under their titles.
struct Table {
    /// On which side a column's text stands.
    enum Alignment {
        case left, right
    }

    private let columns: [(title: String, alignment: Alignment)]
    private var rows: [[String]] = []

    /// A table without rows.
    init(columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    /// Adds a row; a row with fewer cells than columns ends early, its last cell as long as it likes.
    mutating func add(_ cells: [String]) {
        precondition(cells.count <= columns.count, "a row has no more cells than there are columns")
        rows.append(cells)
    }

    /// The lines, each with its end.
    var text: String {
        let titles = columns.map(\.title)
        let widths = columns.indices.map { column in
            // A last cell that stands for the rest of its row does not widen its column.
            rows.filter { $0.count == columns.count || column < $0.count - 1 }
                .map { $0[column].count }
                .reduce(titles[column].count, max)
        }
        let rule = widths.map { String(repeating: "-", count: $0) }
        return ([titles, rule] + rows).map { line($0, widths: widths) }.joined()
    }

    private func line(_ cells: [String], widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let spaces = String(repeating: " ", count: max(0, widths[index] - cell.count))
            let isRest = index == cells.count - 1 && cells.count < columns.count
            switch isRest ? .left : columns[index].alignment {
            case .left: line += cell + spaces
            case .right: line += spaces + cell
            }
            line += "  "
        }
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}
