package import JSONKit

/// What a scenario file says of itself to people: the comment that it begins with.
///
/// ```
/// // A sync that fails, and the resync that heals it.
/// //
/// // Bob's key is wrong: his integration fails, and nothing is recalculated for it.
/// ```
package struct ScenarioStory: Sendable {
    /// The paragraphs, each on one line; the first one says what the scenario is about.
    package let paragraphs: [String]

    /// Reads the comment at the head of a file; there are no paragraphs where there is none.
    package init(_ source: SourceText) {
        var paragraphs: [[Substring]] = [[]]
        let text = String(decoding: source.bytes, as: UTF8.self)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("//") else { break }
            let words = line.dropFirst(2).split(separator: " ")
            if words.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1] += words }
        }
        self.paragraphs = paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    /// What the scenario is about, in a sentence without a full stop; nil where the file does not say.
    package var summary: String? {
        guard let first = paragraphs.first else { return nil }
        let sentence = first.firstRange(of: ". ").map { first[..<$0.lowerBound] } ?? first[...]
        return String(sentence.hasSuffix(".") ? sentence.dropLast() : sentence)
    }

    /// What it tells, without what it is about; empty where that is all.
    package var story: String { paragraphs.dropFirst().joined(separator: " ") }
}
