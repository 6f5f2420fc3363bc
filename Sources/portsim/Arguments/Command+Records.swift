/// The rows of the commands that read run files.
extension Command.Table {
    static let replay = Command.Table(
        summary: "Send deliveries of an earlier run again, byte for byte",
        positionals: .one(placeholder: "RUN.sqlite"),
        positionalsDoc: "The run file that an earlier 'portsim run --db' kept; it stays as it is.",
        discussion: [
            """
            Sends the same ids and bytes in the same order for each user, with the retries of the earlier run, \
            signed with the secret that is given now. They go where they went, or to --endpoint; what went \
            to the consumer inside the process goes to one again.
            """,
            """
            --db keeps the replay in a run file of its own, which --resume goes on with.
            """,
        ],
        flags: [
            .only, .speed, .endpoint, .secret, .secretEnv, .secretFile, .authorities, .insecure, .database,
            .resume, .report, .concurrency, .maxTime, .quiet, .verbose, .color, .noProgress,
        ],
        examples: [
            "portsim replay run.sqlite --only failed",
            "portsim replay run.sqlite --only alice,costbasis.completed --db replay.sqlite",
            "portsim replay run.sqlite --endpoint http://127.0.0.1:3000/webhooks",
        ]
    )

    static let diff = Command.Table(
        summary: "Two runs of one scenario, delivery by delivery",
        positionals: .two("A.sqlite", "B.sqlite"),
        positionalsDoc: "Two run files; both stay as they are.",
        discussion: [
            """
            Prints a line for each delivery that is in one run alone, or whose body or attempts differ: how \
            many there were, at which moments, with which answers and outcome. How long answers took is no \
            difference. Ends with 0 when the runs are equal, with 1 when they differ, with 3 when they are \
            not of one scenario and seed.
            """
        ],
        flags: [.report, .quiet, .verbose, .color],
        examples: [
            "portsim diff before.sqlite after.sqlite",
            "portsim diff before.sqlite after.sqlite --report json=-",
        ]
    )
}
