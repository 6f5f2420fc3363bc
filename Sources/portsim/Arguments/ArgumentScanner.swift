/// The words of a command line, sorted into flags and arguments but not yet understood.
package struct ScannedArguments: Sendable, Equatable {
    /// The values of each flag in the order given, by flag name; a switch that was given has none.
    package private(set) var values: [String: [String]] = [:]

    /// The arguments that are not flags, in order.
    package private(set) var positionals: [String] = []

    /// Whether help was asked for; nothing after that was read.
    package private(set) var asksForHelp = false

    /// Sorts the words that follow a command's name.
    ///
    /// `--flag value` and `--flag=value` are the same; `--` ends the flags; a lone `-` is an argument.
    /// - Throws: the first word that cannot be right.
    package init(_ words: some Sequence<String>, for command: Command) throws(UsageError) {
        var rest = Array(words)[...]
        var flagsHaveEnded = false
        while let word = rest.popFirst() {
            if flagsHaveEnded || word == "-" || !word.hasPrefix("-") {
                positionals.append(word)
            } else if word == "--" {
                flagsHaveEnded = true
            } else if word == "-h" || word == Flag.help.spelling {
                asksForHelp = true
                return
            } else {
                try scanFlag(word, rest: &rest, command: command)
            }
        }
    }

    /// Whether the flag was given.
    package func has(_ flag: Flag) -> Bool { values[flag.name] != nil }

    /// The value of a flag that may be given once, or nil.
    package func value(_ flag: Flag) -> String? { values[flag.name]?.last }

    /// Every value of a flag that may be repeated.
    package func all(_ flag: Flag) -> [String] { values[flag.name] ?? [] }

    private mutating func scanFlag(
        _ word: String,
        rest: inout ArraySlice<String>,
        command: Command
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        // Only the name goes into errors: the value may be a secret behind a misspelled flag.
        let spelling = String(parts[0])
        var value = parts.count == 2 ? String(parts[1]) : nil

        guard let flag = command.acceptedFlags.first(where: { $0.spelling == spelling }) else {
            throw ScannedArguments.unknown(spelling, command)
        }
        guard let placeholder = flag.placeholder else {
            guard value == nil else { throw .valueUnwanted(flag) }
            values[flag.name] = []
            return
        }
        if value == nil, let next = rest.first, !next.hasPrefix("--") {
            value = next
            rest.removeFirst()
        }
        guard let value, !value.isEmpty else { throw .valueMissing(flag, placeholder: placeholder) }
        guard flag.isRepeatable || !has(flag) else { throw .flagRepeated(flag) }
        values[flag.name, default: []].append(value)
    }

    private static func unknown(_ spelling: String, _ command: Command) -> UsageError {
        let owners = Command.allCases.filter { other in
            other.acceptedFlags.contains { $0.spelling == spelling }
        }
        if let flag = owners.first?.acceptedFlags.first(where: { $0.spelling == spelling }) {
            return .flagMisplaced(flag, command: command, owners: owners)
        }
        let name = String(spelling.drop { $0 == "-" })
        let nearest = DidYouMean.nearest(to: name, among: command.acceptedFlags.map(\.name))
        return .flagUnknown(spelling, command: command, suggestion: nearest.map { "--" + $0 })
    }
}
