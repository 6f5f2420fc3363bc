/// The lines of a contract check's message, told apart again by what each begins with.
///
/// Behind what was found stand hints, the rule, the request and its answer, and the ways to see it again.
struct CheckText: Equatable {
    /// What was found, line by line.
    private(set) var told: [String] = []
    /// What is probably wrong.
    private(set) var hints: [String] = []
    /// What is asked for, and where that stands.
    private(set) var rule: String?
    /// The request that decided.
    private(set) var request: [String] = []
    /// What came back.
    private(set) var answer: [String] = []
    /// How right deliveries fared behind what was sent.
    private(set) var canary: String?
    /// The command that performs the check again.
    private(set) var again: String?
    /// The command that sends the request again.
    private(set) var byHand: String?
    /// The command that tells more.
    private(set) var more: String?

    init(_ message: String) {
        // By bytes: a carriage return before a line feed would make one character with it.
        for line in message.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            take(String(decoding: line, as: UTF8.self))
        }
    }

    private mutating func take(_ line: String) {
        if let hint = Self.rest(of: line, behind: "likely: ") {
            hints.append(hint)
        } else if let text = Self.rest(of: line, behind: "→ ") {
            request.append(text)
        } else if let text = Self.rest(of: line, behind: "← ") {
            answer.append(text)
        } else if rule == nil, let text = Self.rest(of: line, behind: "rule: ") {
            rule = text
        } else if canary == nil, let text = Self.rest(of: line, behind: "canary: ") {
            canary = text
        } else if again == nil, let text = Self.rest(of: line, behind: "again: ") {
            again = text
        } else if byHand == nil, let text = Self.rest(of: line, behind: "by hand: ") {
            byHand = text
        } else if more == nil, let text = Self.rest(of: line, behind: "more: ") {
            more = text
        } else {
            told.append(line)
        }
    }

    private static let commandLabels = ["again: ", "by hand: ", "more: "]
    private static let labels = ["likely: ", "rule: ", "→ ", "← ", "canary: "] + commandLabels

    /// Whether a line is a command to be copied: it must not be broken.
    static func isCommand(_ line: String) -> Bool {
        commandLabels.contains { rest(of: line, behind: $0) != nil }
    }

    /// Whether a line has a label, and is not what was found itself.
    static func isLabelled(_ line: String) -> Bool { labels.contains { rest(of: line, behind: $0) != nil } }

    // By scalars: what follows may combine with the space.
    private static func rest(of line: String, behind label: String) -> String? {
        guard line.unicodeScalars.starts(with: label.unicodeScalars) else { return nil }
        return String(line.unicodeScalars.dropFirst(label.unicodeScalars.count))
    }
}
