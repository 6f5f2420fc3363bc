/// Lays text out in lines and columns.
package enum TextColumns {
    /// Breaks text at its spaces; a word longer than a line gets a line of its own.
    package static func wrapped(_ text: String, columnsMax: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= columnsMax {
                line += " \(word)"
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Two columns, labels left and wrapped texts right, all texts beginning in one column.
    package static func rows(_ rows: [(label: String, doc: String)], columnsMax: Int) -> String {
        let indent = 2
        let gap = 2
        let labelColumns = rows.map(\.label.count).max() ?? 0
        let docStart = indent + labelColumns + gap
        var text = ""
        for (label, doc) in rows {
            var prefix = spaces(indent) + label + spaces(labelColumns - label.count + gap)
            for line in wrapped(doc, columnsMax: columnsMax - docStart) {
                text += prefix + line + "\n"
                prefix = spaces(docStart)
            }
        }
        return text
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
