import Testing

/// One thing the formatter cannot check.
struct Rule: Sendable, CustomTestStringConvertible {
    let name: String

    /// Where the rule is broken in a file.
    let findings: @Sendable (TextFile) -> [Finding]

    /// A file that breaks the rule once; a rule without one could be blind.
    let brokenSample: TextFile

    /// A file that comes close and breaks nothing.
    let soundSample: TextFile

    var testDescription: String { name }

    static let all: [Rule] = [
        .fileLength, .functionLength, .bannedWords, .unsafeCode, .uncheckedSendable, .databaseImport,
        .foundationImport, .clockReads, .documentation, .openEnds, .packageDependencies,
    ]
}

extension TextFile {
    func finding(line: Int, _ message: String) -> Finding {
        Finding(path: path, line: line, message: message)
    }

    /// A finding for each line of code that has the text, not as a part of a longer name.
    func findings(of text: String, _ message: String) -> [Finding] {
        lines(with: text).map { finding(line: $0, message) }
    }
}
