/// The command line that runs the same again, without secrets.
package struct Reproduction: Equatable, Sendable {
    /// The arguments after the program's name.
    package let arguments: [String]

    /// Makes a command line of a command, a file and what was given beside them.
    ///
    /// The seed is said wherever one is drawn from, as the file may leave it out. Options that carry a secret are
    /// dropped, and queries of URLs hidden, as they may hold a token: a report goes further than the terminal it came
    /// from, and whoever runs it again has the secret in the environment.
    package init(command: String, path: String, seed: UInt64?, options: [String] = []) {
        let seed = seed.map { ["--seed", String($0)] } ?? []
        arguments = [command, path] + seed + Self.withoutSecrets(options).map(Self.withoutQuery)
    }

    /// Makes a command line of arguments that an earlier report had, which are without secrets.
    package init(arguments: [String]) {
        self.arguments = arguments
    }

    /// The command line as a POSIX shell reads it.
    package var text: String {
        (["portsim"] + arguments).map(Self.quoted).joined(separator: " ")
    }

    private static func withoutSecrets(_ options: [String]) -> [String] {
        var kept: [String] = []
        var index = 0
        while index < options.count {
            let option = options[index]
            let takesNext = option == "--secret" || option == "--set" || option == "--header"
            if takesNext, index + 1 < options.count {
                let value = options[index + 1]
                if option == "--set", !isSecret(assignment: value) { kept += [option, value] }
                index += 2
            } else {
                if !isSecret(option) { kept.append(option) }
                index += 1
            }
        }
        return kept
    }

    /// Whether an option with its value in one word carries a secret, or is one without its value.
    private static func isSecret(_ option: String) -> Bool {
        if option == "--secret" || option.hasPrefix("--secret=") || option.hasPrefix("--header") {
            return true
        }
        guard option.hasPrefix("--set=") else { return option == "--set" }
        return isSecret(assignment: String(option.dropFirst("--set=".count)))
    }

    /// Whether a `path=value` may set a secret: its path says so, or its value is a whole object.
    ///
    /// The fields of a probe's requests are such, as that is where a consumer looks for a token.
    private static func isSecret(assignment: String) -> Bool {
        let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        // In a path a backslash takes the next character as it is.
        let text = assignment.lowercased().replacing("\\", with: "")
        return parts.count < 2 || text.contains("secret") || text.hasPrefix("probe.headers")
            || parts[1].contains("{")
    }

    /// A word in which `(secret)` stands for what follows the mark of a URL's query.
    private static func withoutQuery(_ word: String) -> String {
        guard let scheme = word.firstRange(of: "://"),
            let mark = word[scheme.upperBound...].firstIndex(of: "?")
        else { return word }
        return word[...mark] + "(secret)"
    }

    private static func quoted(_ argument: String) -> String {
        let plain = argument.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: Self.plainMarks.contains(byte)
            }
        }
        guard !plain || argument.isEmpty else { return argument }
        return "'"
            + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
            + "'"
    }

    private static let plainMarks = Array("-_./:=,@%+".utf8)
}
