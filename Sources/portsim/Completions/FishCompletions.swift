/// Completions for fish.
enum FishCompletions {
    static var text: String {
        var lines = [
            "# Completions of portsim for fish: save this as ~/.config/fish/completions/portsim.fish",
            "complete -c portsim -f",
        ]
        for command in Command.allCases {
            lines.append(
                "complete -c portsim -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.table.summary))"
            )
        }
        for flag in [Flag.help, Flag.version] {
            lines.append(
                "complete -c portsim -n __fish_use_subcommand -l \(flag.name) -d \(quoted(flag.doc))"
            )
        }
        for command in Command.allCases {
            let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
            switch CompletionWords.arguments(of: command) {
            case .free: break
            case .files: lines.append("complete -c portsim \(condition) -F")
            case .words(let words):
                lines.append("complete -c portsim \(condition) -a \(quoted(words.joined(separator: " ")))")
            }
            for flag in CompletionWords.flags(of: command) {
                lines.append(
                    "complete -c portsim \(condition) -l \(flag.name)\(options(flag)) -d \(quoted(flag.doc))"
                )
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func options(_ flag: Flag) -> String {
        guard flag.placeholder != nil else { return "" }
        return switch flag.values {
        case .free: " -x"
        case .files: " -r -F"
        case .words(let words): " -x -a \(quoted(words.joined(separator: " ")))"
        }
    }

    /// A text between single quotes, in which fish knows two escapes.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing(#"\"#, with: #"\\"#).replacing("'", with: #"\'"#) + "'"
    }
}
