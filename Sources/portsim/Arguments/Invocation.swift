/// A command line that was understood.
package enum Invocation: Sendable {
    /// Print the help of a command, or of the tool.
    case help(Command?)
    /// Print the version.
    case version
    case run(RunArguments)
    case verify(VerifyArguments)
    case listen(ListenArguments)
    case send(SendArguments)
    case replay(ReplayArguments)
    case report(ReportArguments)
    case diff(DiffArguments)
    case validate(ValidateArguments)
    case generate(GenerateArguments)
    case explain(ExplainArguments)
    case list(ListArguments)
    case schema(SchemaArguments)
    case sign(SignArguments)
    case signature(SignatureArguments)
    case completions(CompletionsArguments)

    /// Understands the words after the tool's own name.
    ///
    /// - Throws: the first thing that is wrong, which ends the process with exit code 2.
    package init(_ words: [String]) throws(UsageError) {
        guard let first = words.first else { throw .commandMissing }
        switch first {
        case "-h", Flag.help.spelling: self = .help(nil)
        case Flag.version.spelling: self = .version
        case "help": self = .help(try words.dropFirst().first.map(Invocation.command))
        default:
            guard !first.hasPrefix("-") else { throw .flagBeforeCommand(String(first.prefix { $0 != "=" })) }
            let command = try Invocation.command(first)
            let scanned = try ScannedArguments(words.dropFirst(), for: command)
            self = scanned.asksForHelp ? .help(command) : try Invocation(command, scanned)
        }
    }

    private init(_ command: Command, _ scanned: ScannedArguments) throws(UsageError) {
        let common = try CommonArguments(scanned)
        try Invocation.checkCount(of: scanned.positionals, command)
        switch command {
        case .run: self = .run(try RunArguments(scanned, common))
        case .verify: self = .verify(try VerifyArguments(scanned, common))
        case .listen: self = .listen(try ListenArguments(scanned, common))
        case .send: self = .send(try SendArguments(scanned, common))
        case .replay: self = .replay(try ReplayArguments(scanned, common))
        case .report: self = .report(ReportArguments(files: scanned.positionals, common: common))
        case .diff: self = .diff(try DiffArguments(scanned, common))
        case .validate: self = .validate(ValidateArguments(files: scanned.positionals, common: common))
        case .generate: self = .generate(try GenerateArguments(scanned, common))
        case .explain: self = .explain(try ExplainArguments(scanned, common))
        case .list: self = .list(try ListArguments(scanned, common))
        case .schema: self = .schema(try SchemaArguments(scanned, common))
        case .sign: self = .sign(SignArguments(scanned, common))
        case .signature: self = .signature(SignatureArguments(scanned, common))
        case .completions: self = .completions(try CompletionsArguments(scanned, common))
        }
    }

    private static func command(_ word: String) throws(UsageError) -> Command {
        if let command = Command(rawValue: word) { return command }
        let known = Command.allCases.map(\.name)
        throw .commandUnknown(word, suggestion: DidYouMean.nearest(to: word, among: known))
    }

    private static func checkCount(of words: [String], _ command: Command) throws(UsageError) {
        switch command.table.positionals {
        case .none:
            if let word = words.first { throw .argumentUnwanted(command, word) }
        case .atMostOne:
            if words.count > 1 { throw .argumentUnwanted(command, words[1]) }
        case .one(let placeholder):
            if words.isEmpty { throw .argumentMissing(command, placeholder: placeholder) }
            if words.count > 1 { throw .argumentUnwanted(command, words[1]) }
        case .two(let first, let second):
            if words.isEmpty { throw .argumentMissing(command, placeholder: first) }
            if words.count < 2 { throw .argumentMissing(command, placeholder: second) }
            if words.count > 2 { throw .argumentUnwanted(command, words[2]) }
        case .oneOrMore(let placeholder):
            if words.isEmpty { throw .argumentMissing(command, placeholder: placeholder) }
        }
    }
}

extension Invocation {
    /// The common flags of the command; nil for help and version, which take none.
    package var common: CommonArguments? {
        switch self {
        case .help, .version: nil
        case .run(let arguments): arguments.common
        case .verify(let arguments): arguments.common
        case .listen(let arguments): arguments.common
        case .send(let arguments): arguments.common
        case .replay(let arguments): arguments.common
        case .report(let arguments): arguments.common
        case .diff(let arguments): arguments.common
        case .validate(let arguments): arguments.common
        case .generate(let arguments): arguments.common
        case .explain(let arguments): arguments.common
        case .list(let arguments): arguments.common
        case .schema(let arguments): arguments.common
        case .sign(let arguments): arguments.common
        case .signature(let arguments): arguments.common
        case .completions(let arguments): arguments.common
        }
    }
}
