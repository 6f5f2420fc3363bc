/// Why a command line cannot be understood; the facts, without words for them.
package enum UsageError: Error, Equatable, Sendable {
    case commandMissing
    case commandUnknown(String, suggestion: String?)
    case flagBeforeCommand(String)
    case flagUnknown(String, command: Command, suggestion: String?)
    case flagMisplaced(Flag, command: Command, owners: [Command])
    case flagRepeated(Flag)
    case flagsExclusive([Flag])
    case flagNeeds(Flag, other: Flag)
    case valueMissing(Flag, placeholder: String)
    case valueUnwanted(Flag)
    case valueInvalid(Flag, value: String, expected: String, suggestion: String?)
    case reportsShareAPath(String)
    case databaseOfSeveralFiles
    case argumentMissing(Command, placeholder: String)
    case argumentUnwanted(Command, String)
    case kindUnknown(String, of: Command, known: [String], suggestion: String?)
    case profileOfFile
    case rangeEmpty
    case secretUnusable(SecretProblem)
}

extension UsageError {
    /// One sentence without a full stop, as it follows `error: `.
    package var message: String {
        switch self {
        case .commandMissing:
            "no command given"
        case .commandUnknown(let word, _):
            "there is no command \(Printable.quoted(word))"
        case .flagBeforeCommand(let word):
            "flags follow the command, but \(Printable.quoted(word)) comes first"
        case .flagUnknown(let word, let command, _):
            "'\(command.name)' has no flag \(Printable.quoted(word))"
        case .flagMisplaced(let flag, let command, let owners):
            "'\(command.name)' has no flag '\(flag.spelling)', only "
                + owners.map { "'\($0.name)'" }.joined(separator: ", ")
        case .flagRepeated(let flag):
            "\(flag.spelling) is given more than once"
        case .flagsExclusive(let flags):
            "only one of \(flags.map(\.spelling).joined(separator: ", ")) can be given"
        case .flagNeeds(let flag, let other):
            "\(flag.spelling) needs \(other.usage)"
        case .valueMissing(let flag, let placeholder):
            "\(flag.spelling) needs a value: \(flag.spelling) \(placeholder)"
        case .valueUnwanted(let flag):
            "\(flag.spelling) takes no value"
        case .valueInvalid(let flag, let value, let expected, _):
            "\(flag.spelling) cannot be \(Printable.quoted(value)): expected \(expected)"
        case .reportsShareAPath(let path):
            "two reports cannot both be written to \(Printable.quoted(path))"
        case .databaseOfSeveralFiles:
            "\(Flag.database.spelling) keeps one run, but several scenario files are given"
        case .argumentMissing(let command, let placeholder):
            "'\(command.name)' needs \(placeholder)"
        case .argumentUnwanted(let command, let word):
            switch command.table.positionals {
            case .none: "'\(command.name)' takes no arguments, but \(Printable.quoted(word)) is given"
            case .two: "'\(command.name)' takes two arguments, but \(Printable.quoted(word)) is given too"
            case .atMostOne, .one, .oneOrMore:
                "'\(command.name)' takes one argument, but \(Printable.quoted(word)) is given too"
            }
        case .kindUnknown(let word, let command, _, _):
            switch command {
            case .list: "there is no list of \(Printable.quoted(word))"
            case .schema: "there is no schema of \(Printable.quoted(word))"
            case .completions: "there are no completions for \(Printable.quoted(word))"
            case .run, .listen, .replay, .diff, .validate, .generate, .sign, .signature:
                "'\(command.name)' has no \(Printable.quoted(word))"
            }
        case .profileOfFile:
            "\(Flag.profile.spelling) goes with \(Flag.users.usage) and no FILE: a file says its profile itself"
        case .rangeEmpty:
            "nothing is emitted before \(Flag.to.spelling) and not before \(Flag.from.spelling)"
        case .secretUnusable(let problem):
            "the value of \(Flag.secret.spelling) \(problem.message)"
        }
    }

    /// What helps, one line each, as they follow `help: `.
    package var help: [String] {
        guard let suggestion else { return [pointer] }
        return ["did you mean '\(suggestion)'?", pointer]
    }

    private var suggestion: String? {
        switch self {
        case .commandUnknown(_, let suggestion), .flagUnknown(_, _, let suggestion),
            .valueInvalid(_, _, _, let suggestion), .kindUnknown(_, _, _, let suggestion):
            suggestion
        case .commandMissing, .flagBeforeCommand, .flagMisplaced, .flagRepeated, .flagsExclusive, .flagNeeds,
            .valueMissing,
            .valueUnwanted, .reportsShareAPath, .databaseOfSeveralFiles, .argumentMissing, .argumentUnwanted,
            .secretUnusable, .profileOfFile, .rangeEmpty:
            nil
        }
    }

    private var pointer: String {
        switch self {
        case .commandMissing, .commandUnknown:
            "'portsim --help' lists the commands"
        case .flagBeforeCommand(let word):
            "write 'portsim COMMAND \(Printable.escaped(word))'; 'portsim --help' lists the commands"
        case .flagUnknown(_, let command, _), .flagMisplaced(_, let command, _):
            "'portsim \(command.name) --help' lists its flags"
        case .argumentMissing(let command, _), .argumentUnwanted(let command, _):
            "usage: \(Help.usageLine(of: command))"
        case .databaseOfSeveralFiles:
            "run the files one by one, each with a run file of its own"
        case .kindUnknown(_, _, let known, _):
            "there \(known.count == 1 ? "is" : "are") \(known.joined(separator: ", "))"
        case .flagRepeated, .flagsExclusive, .flagNeeds, .valueMissing, .valueUnwanted, .valueInvalid,
            .reportsShareAPath, .secretUnusable, .profileOfFile, .rangeEmpty:
            "'portsim COMMAND --help' says what each flag takes"
        }
    }
}
