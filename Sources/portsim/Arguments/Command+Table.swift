/// The rows of the commands.
extension Command.Table {
    static let run = Command.Table(
        summary: "Simulate, deliver, judge: the main job",
        positionals: .oneOrMore(placeholder: "FILE"),
        positionalsDoc: "Scenario files, run one after the other.",
        discussion: [
            """
            Simulates what the scenario says, signs every event and delivers it over HTTP with the \
            provider's retries, then judges the outcome by the scenario's expectations.
            """,
            """
            Without --endpoint and without webhooks in the file, a reference consumer is started \
            inside the process and delivered to. A target outside the process needs a secret.
            """,
        ],
        flags: Flag.common,
        examples: [
            "portsim run Scenarios/first-connection.json5",
            "portsim run --endpoint http://127.0.0.1:3000/webhooks --db run.sqlite FILE",
            "portsim run --report json=- --quiet FILE",
        ]
    )

    static let listen = Command.Table(
        summary: "A reference consumer: checks signatures, deduplicates, prints",
        positionals: .none,
        positionalsDoc: "",
        discussion: [
            """
            Takes deliveries on /webhooks and answers GET /debug/state with what it believes. Prints \
            'listening on http://HOST:PORT' on stdout once requests are accepted; ends with SIGINT or \
            SIGTERM.
            """
        ],
        flags: [
            .port, .host, .secret, .secretEnv, .secretFile, .quiet, .verbose, .color, .noProgress,
        ],
        examples: ["portsim listen --port 8080 --secret-env WEBHOOK_SECRET"]
    )

    static let validate = Command.Table(
        summary: "Check scenario files, send nothing",
        positionals: .oneOrMore(placeholder: "FILE"),
        positionalsDoc: "Scenario files.",
        discussion: [
            "Prints every mistake with file, line and column, the line itself and what was probably meant."
        ],
        flags: [.set, .quiet, .verbose, .color],
        examples: ["portsim validate Scenarios/*.json5"]
    )

    static let generate = Command.Table(
        summary: "Print the event stream, deliver nothing",
        positionals: .one(placeholder: "FILE"),
        positionalsDoc: "The scenario file.",
        discussion: [
            """
            Prints the provider's whole lawful stream on stdout, one event body a line, byte for byte \
            as a webhook would be sent it.
            """
        ],
        flags: [.seed, .set, .limit, .quiet, .verbose, .color, .noProgress],
        examples: ["portsim generate --limit 3 Scenarios/first-connection.json5"]
    )

    static let list = Command.Table(
        summary: "What there is: \(ListKind.allCases.map(\.rawValue).joined(separator: ", "))",
        positionals: .one(placeholder: "KIND"),
        positionalsDoc: "One of: \(ListKind.allCases.map(\.rawValue).joined(separator: ", ")).",
        discussion: [],
        flags: [.quiet, .verbose, .color],
        examples: ["portsim list events"]
    )
}
