import DeliveryKit

/// What `replay` was asked to do.
package struct ReplayArguments: Sendable {
    /// The file of the run that is sent again.
    package let file: String
    /// Which deliveries of it; all where there are none.
    package let words: [String]
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        if common.isResuming && common.databasePath == nil { throw .flagNeeds(.resume, other: .database) }
        file = scanned.positionals[0]
        words = try ReplayArguments.words(in: scanned)
        self.common = common
    }

    private static func words(in scanned: ScannedArguments) throws(UsageError) -> [String] {
        var words: [String] = []
        for text in scanned.all(.only) {
            for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
                guard !word.isEmpty, words.count < RecordedSelection.wordsMax else {
                    throw .valueInvalid(
                        .only,
                        value: text,
                        expected:
                            "failed, an id, an event or a user; at most \(RecordedSelection.wordsMax), with commas between",
                        suggestion: nil
                    )
                }
                if !words.contains(word) { words.append(word) }
            }
        }
        return words
    }
}

/// What `diff` was asked to do.
package struct DiffArguments: Sendable {
    /// The file of the one run.
    package let first: String
    /// The file of the other run.
    package let second: String
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        // Only a run has what the other formats show.
        if let report = common.reports.first(where: { $0.format != .json }) {
            throw .valueInvalid(
                .report,
                value: "\(report.format.rawValue)=\(report.path)",
                expected: "json=PATH, as a comparison has no other format",
                suggestion: "json=\(Printable.escaped(report.path))"
            )
        }
        first = scanned.positionals[0]
        second = scanned.positionals[1]
        self.common = common
    }
}
