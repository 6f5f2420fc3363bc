extension Command.Table {
    static let verify = Command.Table(
        summary: "Contract-test a consumer endpoint",
        positionals: .one(placeholder: "URL"),
        positionalsDoc: "Where the consumer takes deliveries.",
        discussion: [
            """
            Sends legal and hostile requests and judges what comes back: first the gate, a right delivery of every \
            event, then each check, with a right delivery after every hostile one. 'portsim list checks' shows \
            them, 'portsim explain ID' tells one.
            """,
            """
            With --probe, what deliveries led to is judged too; without it those halves are skipped, never passed. \
            The file holds what 'probe' is in a scenario, and may name 'reset', 'failNext' and 'secretPrevious'.
            """,
            """
            Each round has users and ids of its own, so that a consumer may keep what earlier rounds left. A \
            target that is not this machine takes --i-own-this-endpoint.
            """,
        ],
        flags: [
            .probe, .setOf, .checkProfile, .onlyContract, .skipContract, .strict, .timing, .patience,
            .dryRunChecks,
            .extraHeader, .ownEndpoint, .seed, .secret, .secretEnv, .secretFile, .report, .failFast,
            .baseline,
            .maxTime, .wait, .exec, .authorities, .insecure, .quiet, .verbose, .color, .noProgress,
        ],
        examples: [
            "portsim verify http://127.0.0.1:8080/webhooks",
            "portsim verify http://127.0.0.1:8080/webhooks --only SIG,ORD-02",
            "portsim verify http://127.0.0.1:8080/webhooks --report junit=verify.xml",
        ]
    )
}
