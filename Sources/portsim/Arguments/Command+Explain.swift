extension Command.Table {
    static let explain = Command.Table(
        summary: "What a contract check means, and how to mend a consumer",
        positionals: .atMostOne(placeholder: "ID"),
        positionalsDoc: "A check, as in SIG-03, or a family of them, as in SIG; all families without one.",
        discussion: [
            """
            Tells what is sent, why it matters, by which rule, and what mends a consumer that fails: a small \
            function in seven languages. Those for Node and Python are run by the tests of portsim, on right \
            and on wrong input; the others are not, and say so.
            """
        ],
        flags: [.language, .quiet, .verbose, .color],
        examples: [
            "portsim explain",
            "portsim explain SIG",
            "portsim explain SIG-03 --lang python",
        ]
    )
}
