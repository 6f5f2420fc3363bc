package import ContractKit
import SimulationKit

/// A contract check explained to people at a terminal: what is sent, why, by which rule, and what mends it.
package struct ExplanationText {
    private let check: ContractCheck
    private let style: Style
    private let columnsMax: Int
    private var lines: [String] = []

    /// The columns of a terminal that does not say how many it has.
    package static let columnsUsual = RunReportText.columnsUsual
    /// Fewest columns that text is broken for: narrower terminals break it themselves.
    private static let columnsMin = 40

    /// The explanation, with the remedy in these languages; each line has its line break.
    ///
    /// Sentences are broken at spaces where they are wider than so many columns. Code is as its file has it, so that
    /// it can be copied.
    package static func text(
        of check: ContractCheck,
        in languages: [CodeLanguage],
        style: Style,
        columnsMax: Int = columnsUsual
    ) -> String {
        var text = ExplanationText(check: check, style: style, columnsMax: max(columnsMin, columnsMax))
        text.appendHead()
        text.appendRemedy(in: languages)
        return text.lines.map { $0 + "\n" }.joined()
    }

    private init(check: ContractCheck, style: Style, columnsMax: Int) {
        self.check = check
        self.style = style
        self.columnsMax = columnsMax
    }

    private mutating func appendHead() {
        lines += TextWidth.wrapped("\(check.id)  \(check.title)", columnsMax: columnsMax, indent: 2)
            .enumerated().map { style.bold($0 == 0 ? $1 : "  \($1)") }
        lines += TextWidth.wrapped(standing, columnsMax: columnsMax - 2).map { "  \(style.dim($0))" }
        appendSection("what is sent", [check.sends])
        appendSection("why it matters", [check.why])
        appendSection("source", [check.source] + documents)
        appendSection("needs", CheckNeeds.sentences(of: check))
    }

    private var standing: String {
        let severity =
            switch check.severity {
            case .must: "must: a run fails without it"
            case .should: "should: fails with --strict"
            case .info: "info: stated, never held against anybody"
            }
        let ofGrants = check.severity(in: .kryptosV2)
        let exception =
            ofGrants == check.severity
            ? "" : "; \(ofGrants.rawValue) where deliveries fan out (\(Profile.kryptosV2.name))"
        return "\(check.family.title); \(severity)\(exception)"
    }

    private var documents: [String] {
        let cited = SourceDocument.cited(in: check.source).map { "\($0.rawValue): \($0.title)" }
        return cited.isEmpty ? [] : ["(\(cited.joined(separator: "; ")))"]
    }

    private mutating func appendRemedy(in languages: [CodeLanguage]) {
        let remedy = check.remedy
        appendSection("fix: \(remedy.title)", [remedy.summary])
        for language in languages {
            let name = remedy.fileName(in: language)
            let mark =
                language.isRunByTests
                ? style.green("run by our tests") : style.yellow("unchecked: not run by our tests")
            lines += ["", "\(style.bold("── \(language.title)"))  \(name)  \(mark)", ""]
            // Without the line break at its end, which every line gets.
            lines.append(String(remedy.code(in: language).dropLast()))
        }
    }

    private mutating func appendSection(_ title: String, _ sentences: [String]) {
        guard !sentences.isEmpty else { return }
        lines += [""] + TextWidth.wrapped(title, columnsMax: columnsMax).map(style.bold)
        for sentence in sentences {
            lines += TextWidth.wrapped(sentence, columnsMax: columnsMax - 2).map { "  \($0)" }
        }
    }
}
