/// The commands of the tool.
package enum Command: String, CaseIterable, Sendable {
    case run
    case verify
    case listen
    case send
    case replay
    case report
    case diff
    case validate
    case generate
    case explain
    case list
    case schema
    case sign
    case signature
    case completions

    /// The word users type.
    package var name: String { rawValue }

    /// What the parser and the help know about the command.
    package var table: Table {
        switch self {
        case .run: .run
        case .verify: .verify
        case .listen: .listen
        case .send: .send
        case .replay: .replay
        case .report: .report
        case .diff: .diff
        case .validate: .validate
        case .generate: .generate
        case .explain: .explain
        case .list: .list
        case .schema: .schema
        case .sign: .sign
        case .signature: .signature
        case .completions: .completions
        }
    }

    /// How many arguments beside flags a command takes.
    package enum Positionals: Sendable, Equatable {
        case none
        case atMostOne(placeholder: String)
        case one(placeholder: String)
        case two(String, String)
        case oneOrMore(placeholder: String)

        /// The placeholder as the help shows it; empty when there are no arguments.
        package var usage: String {
            switch self {
            case .none: ""
            case .atMostOne(let placeholder): "[\(placeholder)]"
            case .one(let placeholder): placeholder
            case .two(let first, let second): "\(first) \(second)"
            case .oneOrMore(let placeholder): placeholder + "…"
            }
        }
    }

    /// One command's row.
    package struct Table: Sendable {
        /// What the command does, in a few words.
        package let summary: String
        /// The arguments beside flags.
        package let positionals: Positionals
        /// What the arguments are: a sentence for the help, empty when there are none.
        package let positionalsDoc: String
        /// What is worth knowing before using the command: paragraphs of the help.
        package let discussion: [String]
        /// The flags that mean something here; the other common ones are accepted and ignored.
        package let flags: [Flag]
        /// Command lines that work as they stand.
        package let examples: [String]
    }

    /// The flags the command accepts: its own and every common one.
    package var acceptedFlags: [Flag] {
        let own = table.flags
        return own + Flag.common.filter { common in !own.contains { $0.name == common.name } } + [Flag.help]
    }
}
