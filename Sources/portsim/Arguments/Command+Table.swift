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
        flags: [.step, .until, .watch] + Flag.common,
        examples: [
            "portsim run Scenarios/first-connection.json5",
            "portsim run --endpoint http://127.0.0.1:3000/webhooks --db run.sqlite FILE",
            "portsim run --step --until 5m --endpoint http://127.0.0.1:3000/webhooks FILE",
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
            """,
            """
            With --fault it does one thing wrong, always in the same way for the same delivery and \
            attempt, to see what a sender makes of it. With --persona it has the defect of that \
            persona, to see what finds it.
            """,
            """
            POST /debug/reset makes it forget everything; POST /debug/fail-next makes the next signed \
            delivery fail with 500 before any work.
            """,
        ],
        flags: [
            .port, .host, .fault, .persona, .secret, .secretEnv, .secretFile, .secretPreviousEnv,
            .secretPreviousFile, .quiet, .verbose, .color, .noProgress,
        ],
        examples: [
            "portsim listen --port 8080 --secret-env WEBHOOK_SECRET",
            "portsim listen --fault status=500,503,200 --secret-env WEBHOOK_SECRET",
            "portsim listen --persona no-dedupe --secret-env WEBHOOK_SECRET",
        ]
    )

    static let validate = Command.Table(
        summary: "Check scenario files, send nothing",
        positionals: .oneOrMore(placeholder: "FILE"),
        positionalsDoc: "Scenario files.",
        discussion: [
            """
            Prints every mistake of every file with its line and column, the line itself and what was \
            probably meant. Ends with 3 when a file is invalid, with 2 when one cannot be read.
            """
        ],
        flags: [.set, .quiet, .verbose, .color],
        examples: ["portsim validate Scenarios/*.json5"]
    )

    static let generate = Command.Table(
        summary: "Print the event stream, deliver nothing",
        positionals: .atMostOne(placeholder: "FILE"),
        positionalsDoc: "The scenario file; --users N does without one.",
        discussion: [
            """
            Prints the provider's whole lawful stream on stdout, one event body a line, byte for byte \
            as a webhook would be sent it: with the ids of the file's first webhook, before filters, \
            disabling and faults. --webhook prints exactly what that webhook would be sent instead.
            """,
            """
            The formats headers and curl show whole signed requests. They take the webhook's URL and \
            secret, or --endpoint and the flags for the secret.
            """,
        ],
        flags: [
            .users, .profile, .webhook, .format, .limit, .from, .to, .seed, .set, .endpoint, .secret,
            .secretEnv,
            .secretFile, .quiet, .verbose, .color, .noProgress,
        ],
        examples: [
            "portsim generate --limit 3 Scenarios/first-connection.json5",
            "portsim generate --users 1000 --seed 7 --format json",
            "portsim generate --webhook main --format curl --from 5m --to 10m FILE",
        ]
    )

    static let list = Command.Table(
        summary: "What there is: \(ListKind.allCases.map(\.rawValue).joined(separator: ", "))",
        positionals: .one(placeholder: "KIND"),
        positionalsDoc: "One of: \(ListKind.allCases.map(\.rawValue).joined(separator: ", ")).",
        discussion: [],
        flags: [.quiet, .verbose, .color],
        examples: ["portsim list checks", "portsim list faults", "portsim list scenarios"]
    )

    static let schema = Command.Table(
        summary: "The JSON Schema of: \(SchemaKind.allCases.map(\.rawValue).joined(separator: ", "))",
        positionals: .one(placeholder: "KIND"),
        positionalsDoc: "One of: \(SchemaKind.allCases.map(\.rawValue).joined(separator: ", ")).",
        discussion: [
            """
            Prints a JSON Schema (draft 2020-12) with all keys, defaults and limits, made from what the \
            reader of scenario files reads by. Editors that know JSON5 complete and check files by it.
            """
        ],
        flags: [.quiet, .verbose, .color],
        examples: ["portsim schema scenario"]
    )

    static let sign = Command.Table(
        summary: "Compute the signature of a body",
        positionals: .one(placeholder: "FILE"),
        positionalsDoc: "The body; - is stdin.",
        discussion: [
            """
            Prints the 64 hex digits of the body's HMAC-SHA256, keyed with the whole secret. Every byte \
            counts, a line break at the end too.
            """
        ],
        flags: [.header, .secret, .secretEnv, .secretFile, .quiet, .verbose, .color],
        examples: ["portsim sign --secret-env WEBHOOK_SECRET body.json"]
    )

    static let signature = Command.Table(
        summary: "Say whether a signature is a body's, and why it is not",
        positionals: .two("FILE", "SIGNATURE"),
        positionalsDoc: "The body as it was sent, - is stdin; and the value of its header.",
        discussion: [
            """
            Ends with 0 when the signature matches. Else it ends with 1 and says what was probably done \
            otherwise: the signature is made in every known wrong way until one fits.
            """
        ],
        flags: [
            .timestamp, .showExpected, .secret, .secretEnv, .secretFile, .quiet, .verbose, .color,
        ],
        examples: ["portsim signature --secret-env WEBHOOK_SECRET body.json sha256=51fd0c…"]
    )

    static let completions = Command.Table(
        summary: "Completions for: \(Shell.allCases.map(\.rawValue).joined(separator: ", "))",
        positionals: .one(placeholder: "SHELL"),
        positionalsDoc: "One of: \(Shell.allCases.map(\.rawValue).joined(separator: ", ")).",
        discussion: [
            """
            Prints a script that makes the shell complete commands, flags and their values. For bash, \
            add to ~/.bashrc: source <(portsim completions bash). For zsh, save it as _portsim in a \
            folder of $fpath. For fish, save it as ~/.config/fish/completions/portsim.fish.
            """
        ],
        flags: [.quiet, .verbose, .color],
        examples: ["portsim completions bash"]
    )
}
