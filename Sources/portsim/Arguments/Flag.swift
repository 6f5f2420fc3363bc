/// One flag of the command line, as the parser and the help read it.
package struct Flag: Sendable, Hashable {
    /// The name without its dashes, as in `max-time`.
    package let name: String

    /// What stands for the value in the help, as in `FILE`; nil for a switch, which takes none.
    package let placeholder: String?

    /// Whether the flag may be given more than once.
    package let isRepeatable: Bool

    /// What the flag does: a sentence for the help.
    package let doc: String

    /// What its value may be, for shells that complete it.
    package let values: Values

    /// What a shell can offer for a value.
    package enum Values: Sendable, Hashable {
        /// Nothing: it is the user's own.
        case free
        case files
        case words([String])
    }

    /// A flag that takes a value, or a switch when there is no placeholder.
    package init(
        _ name: String,
        _ placeholder: String? = nil,
        isRepeatable: Bool = false,
        doc: String,
        values: Values = .free
    ) {
        self.values = values
        self.name = name
        self.placeholder = placeholder
        self.isRepeatable = isRepeatable
        self.doc = doc
    }

    /// The name with its dashes, as users type it.
    package var spelling: String { "--" + name }

    /// The spelling with the placeholder, as the help shows it.
    package var usage: String {
        guard let placeholder else { return spelling }
        return "\(spelling) \(placeholder)"
    }
}
