import SimulationKit

/// What shells complete, as the tables of commands and flags have it.
enum CompletionWords {
    /// What a command's arguments may be.
    static func arguments(of command: Command) -> Flag.Values {
        switch command {
        case .run, .replay, .report, .diff, .validate, .generate, .sign, .signature: .files
        case .explain: .words(ExplainArguments.names)
        case .list: .words(ListKind.allCases.map(\.rawValue))
        case .schema: .words(SchemaKind.allCases.map(\.rawValue))
        case .completions: .words(Shell.allCases.map(\.rawValue))
        case .send: .words(EventType.allCases.map(\.name))
        case .listen, .verify: .free
        }
    }

    /// The flags that mean something for a command.
    static func flags(of command: Command) -> [Flag] { command.table.flags + [.help] }

    /// Every flag that takes a value, each once.
    static var flagsWithValues: [Flag] {
        var flags: [Flag] = []
        for flag in Command.allCases.flatMap(\.table.flags) where flag.placeholder != nil {
            if !flags.contains(flag) { flags.append(flag) }
        }
        return flags
    }

    /// The words a user may begin with.
    static var beginnings: [String] {
        Command.allCases.map(\.name) + ["help", Flag.help.spelling, Flag.version.spelling]
    }

    /// A text between single quotes, as POSIX shells read it.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}
