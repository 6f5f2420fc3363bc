package import ContractKit
package import ReportKit

/// What `explain` was asked to do.
package struct ExplainArguments: Sendable {
    /// What is explained.
    package enum Subject: Sendable {
        /// These families, by the names of their checks.
        case families([CheckFamily])
        /// One check, from beginning to end.
        case check(ContractCheck)
    }

    /// What is explained.
    package let subject: Subject
    /// The languages of the remedy, in the order in which they were named.
    package let languages: [CodeLanguage]
    /// The common flags.
    package let common: CommonArguments

    init(_ scanned: ScannedArguments, _ common: CommonArguments) throws(UsageError) {
        subject = try scanned.positionals.first.map(Self.subject) ?? .families(CheckFamily.allCases)
        languages = try Self.languages(scanned.all(.language))
        self.common = common
    }

    private static func subject(_ word: String) throws(UsageError) -> Subject {
        // Ids are typed by hand, and nothing else than case tells some apart.
        let name = word.uppercased()
        if let check = ContractCheck.all.first(where: { $0.id == name }) { return .check(check) }
        if let family = CheckFamily(rawValue: name) { return .families([family]) }
        let known = names
        throw .kindUnknown(
            word,
            of: .explain,
            known: known,
            suggestion: DidYouMean.nearest(to: name, among: known)
        )
    }

    private static func languages(_ words: [String]) throws(UsageError) -> [CodeLanguage] {
        var languages: [CodeLanguage] = []
        for word in words.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
            guard let language = CodeLanguage(rawValue: word.lowercased()) else {
                let known = CodeLanguage.allCases.map(\.rawValue)
                throw .valueInvalid(
                    .language,
                    value: String(word),
                    expected: "one of \(known.joined(separator: ", "))",
                    suggestion: DidYouMean.nearest(to: word.lowercased(), among: known)
                )
            }
            if !languages.contains(language) { languages.append(language) }
        }
        return languages.isEmpty ? CodeLanguage.allCases : languages
    }

    /// The words that can be explained.
    static var names: [String] { CheckFamily.allCases.map(\.rawValue) + ContractCheck.all.map(\.id) }
}
