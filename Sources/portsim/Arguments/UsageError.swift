package import DeliveryKit

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
    case urlInvalid(String, WebhookURL.Problem, command: Command)
    case endpointForeign(String)
    case noCheckLeft
    case fieldInvalid(String, ExtraField.Problem)
    case eventUnknown(String, profile: String?, owner: String?, suggestion: String?)
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
            case .explain: "there is no check \(Printable.quoted(word))"
            case .list: "there is no list of \(Printable.quoted(word))"
            case .schema: "there is no schema of \(Printable.quoted(word))"
            case .completions: "there are no completions for \(Printable.quoted(word))"
            case .run, .verify, .listen, .send, .replay, .report, .diff, .validate, .generate, .sign,
                .signature:
                "'\(command.name)' has no \(Printable.quoted(word))"
            }
        case .profileOfFile:
            "\(Flag.profile.spelling) goes with \(Flag.users.usage) and no FILE: a file says its profile itself"
        case .rangeEmpty:
            "nothing is emitted before \(Flag.to.spelling) and not before \(Flag.from.spelling)"
        case .urlInvalid(let text, let problem, _): Self.message(text, problem)
        // The value may be a token, and only the name is shown.
        case .fieldInvalid(let text, let problem):
            "\(Flag.extraHeader.spelling) \(Printable.quoted(String(text.prefix { $0 != ":" }))) "
                + problem.message
        case .endpointForeign(let host):
            "\(Printable.quoted(host)) is not this machine: hostile requests go only where their owner agrees; "
                + "give \(Flag.ownEndpoint.spelling) if that is so"
        case .noCheckLeft:
            "\(Flag.setOf.spelling), \(Flag.onlyContract.spelling) and \(Flag.skipContract.spelling) leave no check"
        case .eventUnknown(let word, let profile?, let owner?, _):
            "\(Printable.quoted(word)) is an event of \(owner), not of \(profile)"
        case .eventUnknown(let word, _, _, _):
            "there is no event \(Printable.quoted(word))"
        case .secretUnusable(let problem):
            "the value of \(Flag.secret.spelling) \(problem.message)"
        }
    }

    private static func message(_ url: String, _ problem: WebhookURL.Problem) -> String {
        switch problem {
        case .credentials:
            // The password would be in logs for good.
            "the URL cannot be used: \(problem.message)"
        case .insecureTarget(let host):
            "\(Printable.quoted(url)) cannot be used: plain http goes to this machine only, and "
                + "\(host) is another; use https"
        case .noScheme, .unknownScheme, .noHost, .badHost, .badPort, .fragment, .badCharacter, .tooLong:
            "\(Printable.quoted(url)) cannot be used: \(problem.message)"
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
            .valueInvalid(_, _, _, let suggestion), .kindUnknown(_, _, _, let suggestion),
            .eventUnknown(_, _, _, let suggestion):
            suggestion
        case .commandMissing, .flagBeforeCommand, .flagMisplaced, .flagRepeated, .flagsExclusive, .flagNeeds,
            .valueMissing,
            .valueUnwanted, .reportsShareAPath, .databaseOfSeveralFiles, .argumentMissing, .argumentUnwanted,
            .secretUnusable, .profileOfFile, .rangeEmpty, .urlInvalid, .fieldInvalid,
            .endpointForeign, .noCheckLeft:
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
        case .eventUnknown(_, _, _, nil):
            "'portsim list events' lists the events"
        case .eventUnknown:
            "usage: \(Help.usageLine(of: .send))"
        case .kindUnknown(_, .explain, _, _):
            "'portsim list checks' lists the checks"
        case .urlInvalid(_, _, let command):
            "usage: \(Help.usageLine(of: command))"
        case .kindUnknown(_, _, let known, _):
            "there \(known.count == 1 ? "is" : "are") \(known.joined(separator: ", "))"
        case .flagRepeated, .flagsExclusive, .flagNeeds, .valueMissing, .valueUnwanted, .valueInvalid,
            .reportsShareAPath, .secretUnusable, .profileOfFile, .rangeEmpty, .fieldInvalid,
            .endpointForeign, .noCheckLeft:
            "'portsim COMMAND --help' says what each flag takes"
        }
    }
}
