import ContractKit

/// What did not hold, as workflow commands that GitHub shows beside the lines of files.
///
/// GitHub shows ten errors and ten warnings of one step and drops the rest silently; the tenth says how many more
/// there are.
package enum GitHubAnnotations {
    /// Most annotations of one level in one step.
    package static let annotationsMax = 10
    /// Most bytes of the text of one.
    package static let messageBytesMax = 4_096

    /// The commands for the reports of one command, a line each, without line breaks.
    ///
    /// `locate` turns the path of a scenario file into one from the root of the repository.
    package static func lines(of reports: [RunReport], locate: (String) -> String = { $0 }) -> [String] {
        var errors: [Annotation] = []
        var warnings: [Annotation] = []
        for report in reports {
            for one in report.cases {
                switch one.outcome {
                case .passed, .skipped: break
                case .failed, .undecided: errors.append(Annotation(one, of: report, locate))
                case .warned where one.severity == .info: break
                case .warned: warnings.append(Annotation(one, of: report, locate))
                }
            }
        }
        return limited(errors, level: "error") + limited(warnings, level: "warning")
    }

    private struct Annotation {
        let file: String?
        let line: Int64
        let column: Int64?
        let title: String
        let message: String

        init(_ one: ReportCase, of report: RunReport, _ locate: (String) -> String) {
            file = (one.place?.file ?? report.file).map(locate)
            line = one.place?.line ?? 1
            column = one.place?.column
            title = "\(report.subject.scenario): \(one.name)"
            message = ReportText.clipped(
                "\(one.text)\n\(one.id), seed \(report.subject.seed)",
                bytesMax: GitHubAnnotations.messageBytesMax
            )
        }
    }

    private static func limited(_ annotations: [Annotation], level: String) -> [String] {
        guard annotations.count > annotationsMax else { return annotations.map { command(level, $0) } }
        let shown = annotations.prefix(annotationsMax - 1)
        let rest = annotations.count - shown.count
        return shown.map { command(level, $0) }
            + ["::\(level) title=portsim::and \(rest) more, which the summary of this step shows"]
    }

    private static func command(_ level: String, _ annotation: Annotation) -> String {
        var properties: [String] = []
        if let file = annotation.file {
            properties += ["file=\(escapedProperty(file))", "line=\(annotation.line)"]
            if let column = annotation.column { properties.append("col=\(column)") }
        }
        properties.append("title=\(escapedProperty(annotation.title))")
        return "::\(level) \(properties.joined(separator: ","))::\(escapedData(annotation.message))"
    }

    /// Text behind the second `::`, as the runner reads it.
    static func escapedData(_ text: String) -> String {
        escaped(text, [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")])
    }

    /// Text of a property, in which colons and commas separate.
    static func escapedProperty(_ text: String) -> String {
        escaped(text, [("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")])
    }

    // By scalars: a carriage return and a line feed together are one character of a string.
    private static func escaped(_ text: String, _ pairs: [(Unicode.Scalar, String)]) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let pair = pairs.first(where: { $0.0 == scalar }) {
                result.append(contentsOf: pair.1.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
