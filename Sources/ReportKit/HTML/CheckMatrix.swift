import ContractKit

/// What several consumers made of the same contract checks: a row for each check, a column for each report.
struct CheckMatrix {
    /// A check, and what it came to in each column.
    struct Row {
        let id: String
        let name: String
        /// The greatest that it has in any column.
        var severity: Severity
        /// By column; nil where it was not asked there.
        var findings: [Finding?]
    }

    /// Rows that have something in common.
    struct Family {
        let title: String
        var rows: [Row]
    }

    /// Most columns; later reports are counted.
    static let columnsMax = 32
    /// Most rows; the catalogue has 76.
    static let rowsMax = 150

    /// The reports that have a column.
    let columns: [RunReport]
    /// How many have none.
    let omittedColumnCount: Int
    /// The rows in the order of the catalogue, those of no family that is known at the end.
    private(set) var families: [Family]
    /// How many rows there was no room for.
    private(set) var omittedRowCount = 0

    init(_ reports: [RunReport]) {
        columns = Array(reports.prefix(Self.columnsMax))
        omittedColumnCount = reports.count - columns.count
        families = CheckFamily.allCases.map { Family(title: $0.title, rows: []) }
        families.append(Family(title: "others", rows: []))
        var places: [String: (family: Int, row: Int)] = [:]
        var rowCount = 0
        for (column, report) in columns.enumerated() {
            var seen: [String: Int] = [:]
            for finding in report.checks {
                // No report that this tool wrote has an id twice, and nothing that another has is left out.
                seen[finding.id, default: 0] += 1
                let key = "\(seen[finding.id, default: 0]) \(finding.id)"
                if let place = places[key] {
                    families[place.family].rows[place.row].add(finding, column)
                } else if rowCount < Self.rowsMax {
                    let family = Self.family(of: finding.id)
                    places[key] = (family, families[family].rows.count)
                    families[family].rows.append(Row(finding, column, of: columns.count))
                    rowCount += 1
                } else {
                    omittedRowCount += 1
                }
            }
        }
        for place in CheckFamily.allCases.indices { families[place].rows.sort { $0.id < $1.id } }
        families.removeAll { $0.rows.isEmpty }
    }

    private static func family(of id: String) -> Int {
        let families = CheckFamily.allCases
        let name = id.prefix { $0 != "-" }
        return families.firstIndex { $0.rawValue == name } ?? families.count
    }
}

extension CheckMatrix.Row {
    fileprivate init(_ finding: Finding, _ column: Int, of columnCount: Int) {
        id = finding.id
        name = finding.name
        severity = finding.severity
        findings = [Finding?](repeating: nil, count: columnCount)
        findings[column] = finding
    }

    fileprivate mutating func add(_ finding: Finding, _ column: Int) {
        findings[column] = finding
        let order = Severity.allCases
        let places = [severity, finding.severity].compactMap { order.firstIndex(of: $0) }
        severity = order[places.min() ?? 0]
    }
}
