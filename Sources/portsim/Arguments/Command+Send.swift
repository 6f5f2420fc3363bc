extension Command.Table {
    static let send = Command.Table(
        summary: "One signed delivery",
        positionals: .two("EVENT", "URL"),
        positionalsDoc: "The event, as 'portsim list events' names it; and where it goes.",
        discussion: [
            """
            Sends one event as the provider would, signed, in one attempt, and prints what came back. Its \
            data are drawn from the seed, or given with --data. With --seed the bytes are the same each \
            time; without it, the event has an id of its own and happens now.
            """,
            """
            Ends with 0 when it was accepted, with 1 when it was not, and with 4 when no answer came.
            """,
        ],
        flags: [
            .data, .eventProfile, .extraHeader, .times, .dryRun, .seed, .secret, .secretEnv, .secretFile,
            .authorities, .insecure, .concurrency, .quiet, .verbose, .color,
        ],
        examples: [
            "portsim send integration.created http://127.0.0.1:8080/webhooks",
            "portsim send --data {} --times 3 user.created http://127.0.0.1:8080/webhooks",
            "portsim send --dry-run costbasis.completed http://127.0.0.1:8080/webhooks",
        ]
    )
}
