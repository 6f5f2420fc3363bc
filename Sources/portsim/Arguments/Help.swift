import ReportKit

/// The help texts, made from the tables so that they cannot lag behind the parser.
package enum Help {
    /// The widest line of a help text.
    package static let columnsMax = 80

    /// The help of a command, or of the tool.
    package static func text(_ command: Command?) -> String {
        command.map(text(of:)) ?? toolText
    }

    /// The one line that shows how a command is called.
    package static func usageLine(of command: Command) -> String {
        ["portsim", command.name, "[FLAGS]", command.table.positionals.usage]
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static var toolText: String {
        let commands = Command.allCases.map { command in
            (label: "\(command.name) \(command.table.positionals.usage)", doc: command.table.summary)
        }
        let codes = ExitCode.allCases.map { (label: String($0.rawValue), doc: $0.meaning) }
        return sections([
            paragraph(
                """
                portsim simulates the webhook provider of a crypto portfolio service: a scenario \
                becomes an ordered, signed and durable stream of deliveries to your consumer.
                """
            ),
            "Usage: portsim COMMAND [FLAGS] [ARGUMENTS]\n",
            titled("Commands", TextColumns.rows(commands, columnsMax: columnsMax)),
            titled("Flags", flagRows([.help, .version])),
            titled("Exit codes", TextColumns.rows(codes, columnsMax: columnsMax)),
            "'portsim COMMAND --help' explains a command and its flags.\n",
        ])
    }

    private static func text(of command: Command) -> String {
        let table = command.table
        let arguments = [(label: table.positionals.usage, doc: table.positionalsDoc)]
        let ignored = Flag.common.filter { !table.flags.contains($0) }
        let examples = table.examples.map { "  \($0)\n" }.joined()
        return sections(
            [
                paragraph("\(table.summary)."),
                "Usage: \(usageLine(of: command))\n",
            ]
                + table.discussion.map(paragraph)
                + [
                    table.positionals == .none
                        ? "" : titled("Arguments", TextColumns.rows(arguments, columnsMax: columnsMax)),
                    titled("Flags", flagRows(table.flags + [.help])),
                    ignored.isEmpty
                        ? ""
                        : paragraph("The other flags of 'portsim run' are accepted here and mean nothing."),
                    titled("Examples", examples),
                ]
        )
    }

    private static func sections(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func titled(_ title: String, _ body: String) -> String {
        "\(title):\n\(body)"
    }

    private static func paragraph(_ text: String) -> String {
        TextWidth.wrapped(text, columnsMax: columnsMax).map { $0 + "\n" }.joined()
    }

    private static func flagRows(_ flags: [Flag]) -> String {
        TextColumns.rows(flags.map { (label: $0.usage, doc: $0.doc) }, columnsMax: columnsMax)
    }
}
