extension Shape {
    /// What a user does at a moment.
    static let step = Shape(
        "a step",
        "What a user does at a moment, or what is done to a webhook.",
        [
            Field(required: "at", duration, "How long after the start it happens."),
            Field(
                "every",
                .duration(1...ScenarioLimits.durationMillisecondsMax),
                "How long after each time it happens again; 'times' or 'until' ends it."
            ),
            Field(
                "times",
                .integer(1...Int64(ScenarioLimits.stepsMax)),
                "How many times it happens in all, the first included."
            ),
            Field("until", duration, "How long after the start it may happen for the last time, inclusive."),
            Field(
                "ids",
                .list(of: .oneOf([.identifier, .null]), count: 1...eventsOfStepMax),
                "The ids of the events that the step brings about, in their order; null derives one."
            ),
            Field(
                "lag",
                .oneOf([duration, .list(of: .oneOf([duration, .null]), count: 1...eventsOfStepMax)]),
                "How long after its change each of these events is announced; null draws it."
            ),
        ],
        "verb",
        oneOf: portfolioVerbs + laterPortfolioVerbs + accountVerbs + generalVerbs + webhookVerbs
    ).ruled(by: repetitionRules + uneventfulVerbRules)

    /// Most events that one step brings about: both stages of a recalculation.
    static let eventsOfStepMax = 4
    private static let duration = FieldKind.duration(0...ScenarioLimits.durationMillisecondsMax)
}
