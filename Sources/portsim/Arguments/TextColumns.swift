import ReportKit

/// Lays text out in lines and columns.
package enum TextColumns {
    /// Two columns, labels left and wrapped texts right, all texts beginning in one column.
    package static func rows(_ rows: [(label: String, doc: String)], columnsMax: Int) -> String {
        let indent = 2
        let gap = 2
        let labelColumns = rows.map(\.label.count).max() ?? 0
        let docStart = indent + labelColumns + gap
        var text = ""
        for (label, doc) in rows {
            var prefix = spaces(indent) + label + spaces(labelColumns - label.count + gap)
            for line in TextWidth.wrapped(doc, columnsMax: columnsMax - docStart) {
                text += prefix + line + "\n"
                prefix = spaces(docStart)
            }
        }
        return text
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
