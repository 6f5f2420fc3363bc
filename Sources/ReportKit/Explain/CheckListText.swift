package import ContractKit

/// Contract checks in a table: id, severity, whether a probe is needed, and title.
package enum CheckListText {
    /// A line for each check, the columns two blanks apart and the same for every choice of checks.
    package static func rows(of checks: [ContractCheck]) -> [(id: String, text: String)] {
        let width = Severity.allCases.map(\.rawValue.utf8.count).max() ?? 0
        return checks.map { check in
            let severity = check.severity.rawValue
            let padding = String(repeating: " ", count: width - severity.utf8.count)
            let probe = check.effects == .none ? "-    " : "probe"
            return (check.id, "\(severity)\(padding)  \(probe)  \(check.title)")
        }
    }

    /// The checks of families, each family below its name.
    package static func text(of families: [CheckFamily], style: Style) -> String {
        families.map { family in
            let head = style.bold("\(family.rawValue)  \(family.title)")
            let rows = rows(of: family.checks).map { "  \(style.bold($0.id))  \($0.text)\n" }
            return "\(head)\n\(rows.joined())"
        }
        .joined(separator: "\n")
    }
}
