extension Shape {
    /// The verbs that connect integrations and change them, with the keys that go with each.
    static let portfolioVerbs: [(discriminator: Field, fields: [Field])] = [
        (
            Field(
                "connect",
                .reference(.integration),
                "Connects an integration.",
                profiles: ProfileNames.portfolio
            ),
            [Field("sync", .oneOf([.no, .object(.sync)]), "Its first sync; false for none.")]
        ),
        (
            Field(
                "resync",
                .reference(.integration),
                "Syncs an integration again.",
                profiles: ProfileNames.portfolio
            ),
            [
                Field(
                    "mode",
                    .choice(["latest", "from_start"]),
                    "What is read again; imports from files are read from the start only.",
                    standard: "'latest', or 'from_start' for a csv integration"
                ),
                Field("sync", .object(.sync), "How the sync goes."),
            ]
        ),
        (
            Field(
                "rename",
                .reference(.integration),
                "Changes the alias of an integration.",
                profiles: ProfileNames.portfolio
            ),
            [
                Field(
                    "alias",
                    .text(bytes: 0...ScenarioLimits.textBytesMax),
                    "The new alias; '' unsets it.",
                    standard: "drawn from the seed"
                )
            ]
        ),
        (
            Field(
                "remove",
                .reference(.integration),
                "Removes an integration for good.",
                profiles: ProfileNames.portfolio
            ),
            [
                Field(
                    "wipe",
                    .object(.wipe),
                    "How its data are wiped before it is gone.",
                    profiles: ProfileNames.later
                )
            ]
        ),
        (
            Field(
                "recalculate",
                .reference(.user),
                "Starts a recalculation for a user.",
                profiles: ProfileNames.portfolio
            ),
            [
                Field("transferDetection", .object(.stage), "How its first stage goes."),
                Field("costBasis", .object(.stage), "How its second stage goes."),
            ]
        ),
    ]

    /// A sync that a step starts.
    static let sync = Shape(
        "a sync",
        "How a sync goes; what is left out is drawn from the seed.",
        [
            Field("queued", duration, "How long it waits in the queue."),
            Field("takes", duration, "How long it runs."),
            Field(
                "transactions",
                .integer(0...ScenarioLimits.transactionsMax),
                "How many transactions it adds."
            ),
            Field("fails", reason, "Why it fails; without it, it succeeds."),
            Field(
                "partial",
                reason,
                "Why it reads a part only; it completes, and adds a part of the usual number.",
                profiles: ProfileNames.later
            ),
            Field(
                "cancelled",
                .flag,
                "Whether somebody stops it, which counts as a failure.",
                standard: "false",
                profiles: ProfileNames.later
            ),
        ]
    ).ruled(by: [
        .alone("fails", without: ["partial", "transactions"]),
        .alone("cancelled", without: ["fails", "partial", "transactions"]),
    ])

    /// One stage of a recalculation that a step starts.
    static let stage = Shape(
        "a stage",
        "How a stage of a recalculation goes; what is left out is drawn from the seed.",
        [
            Field("takes", .duration(1...ScenarioLimits.durationMillisecondsMax), "How long it runs."),
            Field("fails", reason, "Why it fails; without it, it succeeds."),
        ]
    )

    private static let duration = FieldKind.duration(0...ScenarioLimits.durationMillisecondsMax)
    private static let reason = FieldKind.text(bytes: 1...ScenarioLimits.textBytesMax)
}
