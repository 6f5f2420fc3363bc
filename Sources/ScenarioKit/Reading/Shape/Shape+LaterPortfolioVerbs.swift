import SimulationKit

extension Shape {
    /// The verbs that only the portfolio provider's later contract knows.
    static let laterPortfolioVerbs: [(discriminator: Field, fields: [Field])] = [
        (
            Field(
                "suspend",
                .reference(.integration),
                "Makes an integration inactive, and cancels its sync.",
                profiles: ProfileNames.later
            ), []
        ),
        (
            Field(
                "resume",
                .reference(.integration),
                "Queues a suspended integration again.",
                profiles: ProfileNames.later
            ),
            [Field("sync", .object(.sync), "How the sync goes.")]
        ),
        (
            Field(
                "revokeGrant",
                .reference(.user),
                "Takes a grant of a user back: nobody is told of anything under it any more.",
                profiles: ProfileNames.later
            ),
            [
                Field(
                    "grant",
                    .integer(1...Int64(LiveGrants.countMax)),
                    "Which one, counted from 1.",
                    standard: "the first that was not taken back yet"
                )
            ]
        ),
    ]

    /// The wipe with which a removal begins.
    static let wipe = Shape(
        "a wipe",
        "How the data of an integration are wiped; what is left out is drawn from the seed.",
        [
            Field("takes", .duration(0...ScenarioLimits.durationMillisecondsMax), "How long it runs."),
            Field(
                "fails",
                .text(bytes: 1...ScenarioLimits.textBytesMax),
                "Why it fails; without it, it succeeds and the integration is gone."
            ),
        ]
    )
}
