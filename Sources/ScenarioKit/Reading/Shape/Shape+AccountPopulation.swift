import SimulationKit

extension Shape {
    /// What a population of the account provider may say beside how many it has and how they arrive.
    static let accountPopulation: [Field] = [
        count("projectsPerUser", "How many projects each creates.", standard: "drawn from 0 to 4"),
        count("filesPerProject", "How many files each project takes.", standard: "drawn from 0 to 8"),
        count("paymentsPerUser", "How many payments each makes.", standard: "drawn from 0 to 5"),
        Field(
            "paymentFailure",
            .object(paymentFailure),
            "How often payments fail, and why.",
            profiles: ["account"]
        ),
        Field(
            "update",
            .object(accountOccasion("an update", p: "0.4", after: "1d")),
            "Whether a profile is changed, and each project.",
            profiles: ["account"]
        ),
        Field(
            "delete",
            .object(accountOccasion("a deletion", p: "0.1", after: "7d")),
            "Whether a user is deleted, and each project.",
            profiles: ["account"]
        ),
    ]

    /// How often payments of a crowd fail, and why.
    private static let paymentFailure = Shape(
        "a payment failure",
        "How often payments fail, and why.",
        [
            Field("p", .probability, "The probability that a payment fails.", standard: "0.08"),
            Field(
                "reasons",
                .map(
                    .text,
                    to: .integer(0...ScenarioLimits.weightMax),
                    countMax: ScenarioLimits.choicesMax
                ),
                "Why it fails, by weight.",
                standard:
                    "{ 'card declined': 5, 'insufficient funds': 3, 'card expired': 2, 'processor timeout': 1 }"
            ),
        ]
    )

    /// Something that happens to a user or a project of a crowd with a probability.
    private static func accountOccasion(_ name: String, p: String, after: String) -> Shape {
        Shape(
            name,
            "Something that happens to a user or project with a probability, some time after its creation.",
            [
                Field("p", .probability, "The probability that it happens.", standard: p),
                Field(
                    "after",
                    .durations(0...ScenarioLimits.durationMillisecondsMax),
                    "How long after the creation it happens.",
                    standard: "'\(after)'"
                ),
            ]
        )
    }

    private static func count(_ key: String, _ summary: String, standard: String) -> Field {
        Field(
            key,
            .counts(0...AccountLife.countMax),
            summary,
            standard: standard,
            profiles: ["account"]
        )
    }
}
