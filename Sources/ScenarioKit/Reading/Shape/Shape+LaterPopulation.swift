import SimulationKit

extension Shape {
    /// The keys of a population that only the portfolio provider's later contract knows.
    static let laterPopulation = [
        Field(
            "grantsPerUser",
            .counts(1...Int64(LiveGrants.countMax)),
            "How many grants each has.",
            standard: "1",
            profiles: ProfileNames.later
        ),
        Field(
            "wipe",
            .object(.crowdWipe),
            "How the data of removed integrations are wiped.",
            profiles: ProfileNames.later
        ),
    ]

    /// Fields that both contracts of the portfolio provider know, and no other provider does.
    static func portfolio(_ fields: [Field]) -> [Field] {
        fields.map { $0.known(to: ProfileNames.portfolio) }
    }

    /// How the integrations of a crowd are wiped.
    static let crowdWipe = Shape(
        "a wipe",
        "How the data of removed integrations are wiped before they are gone.",
        [
            Field(
                "takes",
                .durations(0...ScenarioLimits.durationMillisecondsMax),
                "How long a wipe runs.",
                standard: "{ dist: 'lognormal', median: '3s', sigma: 0.6, max: '60s' }"
            ),
            Field(
                "failure",
                .object(.wipeFailure),
                "How often a wipe fails, after which the integration stays."
            ),
        ]
    )

    /// How often a wipe of a crowd's integrations fails.
    static let wipeFailure = Shape(
        "a failure",
        "How often a wipe fails.",
        [Field("p", .probability, "The probability that a wipe fails.", standard: "0.02")]
    )
}
