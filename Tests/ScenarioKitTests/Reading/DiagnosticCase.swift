import TestSupport
import Testing

/// A scenario that is refused, and all that is said about it.
struct DiagnosticCase: CustomTestStringConvertible {
    let title: String
    let scenario: String
    let expected: String

    var testDescription: String { title }

    private static let folder = Repository.path("Tests/ScenarioKitTests/Documents/diagnostics")

    /// The files that hold cases.
    static let files = [
        "root", "delivery", "users", "timeline", "webhooks", "population", "distributions", "expectations",
        "provider", "account", "steps", "later-contract", "pacing", "faults", "judging",
    ]

    /// The cases of a file: `### title`, the scenario, a line of `--->`, the text that is expected.
    static func cases(_ file: String) -> [DiagnosticCase] {
        let text = "\n" + FileTree.text("\(folder)/\(file).txt")
        return text.split(separator: "\n### ").map { part in
            let end = part.firstIndex(of: "\n") ?? part.endIndex
            let halves = part[end...].dropFirst().split(separator: "\n--->\n", maxSplits: 1)
            return DiagnosticCase(
                title: String(part[..<end]),
                scenario: halves.first.map(String.init) ?? "",
                expected: halves.count == 2 ? String(halves[1]).trimmingLineBreaks : ""
            )
        }
    }
}

extension String {
    /// The text without the line breaks at its end.
    fileprivate var trimmingLineBreaks: String {
        var text = self[...]
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
