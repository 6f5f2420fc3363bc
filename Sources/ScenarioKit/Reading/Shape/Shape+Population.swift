import SimulationKit

extension Shape {
    /// A crowd of users who live without a timeline.
    static let population = Shape(
        "a population",
        "A crowd of users who arrive, connect integrations and live on by themselves.",
        [
            Field(required: "users", .integer(1...ScenarioLimits.crowdMax), "How many users it has."),
            Field("arrival", .object(.arrival), "How they arrive."),
        ]
            + portfolio([
                Field(
                    "integrationsPerUser",
                    .counts(1...ScenarioLimits.crowdIntegrationsMax),
                    "How many integrations each connects.",
                    standard: "{ dist: 'geometric', mean: 2.4, min: 1, max: 12 }"
                ),
                Field(
                    "providers",
                    weights(of: .provider),
                    "Where they connect to, by weight.",
                    standard: "{ binance: 5, coinbase: 3, ethereum: 6, solana: 2 }"
                ),
                Field(
                    "queued",
                    durations,
                    "How long a sync waits in the queue.",
                    standard: "{ dist: 'exponential', mean: '800ms' }"
                ),
                Field(
                    "takes",
                    durations,
                    "How long a sync runs.",
                    standard: "{ dist: 'lognormal', median: '3s', sigma: 0.8, max: '60s' }"
                ),
                Field(
                    "transactions",
                    .counts(0...ScenarioLimits.transactionsMax),
                    "How many transactions a sync adds.",
                    standard: "{ dist: 'lognormal', median: 300, sigma: 1.2, max: 100000 }"
                ),
                Field("syncFailure", .object(.syncFailure), "How often syncs fail, and why."),
                Field(
                    "resync",
                    .object(
                        occasion("a resync", p: "0.5", after: "{ dist: 'uniform', min: '5m', max: '2h' }")
                    ),
                    "Whether one is synced again."
                ),
                Field(
                    "rename",
                    .object(occasion("a rename", p: "0.1", after: "'1h'")),
                    "Whether one is renamed."
                ),
                Field(
                    "remove",
                    .object(occasion("a removal", p: "0.05", after: "'1d'")),
                    "Whether one is removed."
                ),
                Field("recalculation", .object(.recalculation), "How recalculations go."),
            ]) + laterPopulation + accountPopulation
    )

    /// How a crowd arrives.
    static let arrival = Shape(
        "an arrival",
        "How the users of a population arrive.",
        [
            Field("over", duration, "The time over which they arrive, evenly.", standard: "'1h'"),
            Field(
                "phases",
                .list(of: .object(.arrivalPhase), count: 1...ScenarioLimits.phasesMax),
                "Phases in place of 'over'; those who have not come at their end do not come."
            ),
        ]
    ).ruled(by: [.alone("phases", without: ["over"])])

    /// A time in which a crowd arrives at a rate.
    static let arrivalPhase = Shape(
        "a phase",
        "A time in which users arrive at a rate that stays or changes evenly.",
        [
            Field(
                required: "for",
                .duration(1...ArrivalPhase.millisecondsMax),
                "How long it lasts."
            ),
            Field(required: "rate", .rate, "How many users arrive, as in '5/s', '120/m' or '3/h'."),
            Field("to", .rate, "The rate at its end.", standard: "that of its beginning"),
        ]
    )

    /// How often syncs of a crowd fail, and why.
    static let syncFailure = Shape(
        "a sync failure",
        "How often syncs fail, and why.",
        [
            Field("p", .probability, "The probability that a sync fails.", standard: "0.06"),
            Field(
                "reasons",
                weights(of: .text),
                "Why it fails, by weight.",
                standard: "{ 'invalid api key': 4, 'rate limited by exchange': 3, timeout: 1 }"
            ),
        ]
    )

    /// How recalculations of a crowd go.
    static let recalculation = Shape(
        "a recalculation",
        "How the recalculations of a population go.",
        [
            Field(
                "settle",
                duration,
                "The quiet after the last sync before one starts.",
                standard: "'settle' of the provider"
            ),
            Field(
                "transferDetection",
                stageDurations,
                "How long transfer detection runs.",
                standard: "{ dist: 'lognormal', median: '8s', sigma: 0.5 }"
            ),
            Field(
                "costBasis",
                stageDurations,
                "How long cost basis runs.",
                standard: "{ dist: 'lognormal', median: '20s', sigma: 0.8 }"
            ),
            Field("failure", .object(.stageFailure), "How often a stage fails."),
        ]
    )

    /// How often a stage of a crowd's recalculations fails.
    static let stageFailure = Shape(
        "a failure",
        "How often a stage fails.",
        [Field("p", .probability, "The probability that a stage fails, for each stage.", standard: "0.01")]
    )

    /// Something that happens to an integration of a crowd with a probability.
    static func occasion(_ name: String, p: String, after: String) -> Shape {
        Shape(
            name,
            "Something that happens to an integration with a probability, some time after it was connected.",
            [
                Field("p", .probability, "The probability that it happens.", standard: p),
                Field("after", durations, "How long after the connection it happens.", standard: after),
            ]
        )
    }

    private static func weights(of key: FieldKind.MapKey) -> FieldKind {
        .map(key, to: .integer(0...ScenarioLimits.weightMax), countMax: ScenarioLimits.choicesMax)
    }

    private static let duration = FieldKind.duration(0...ScenarioLimits.durationMillisecondsMax)
    private static let durations = FieldKind.durations(0...ScenarioLimits.durationMillisecondsMax)
    private static let stageDurations = FieldKind.durations(1...ScenarioLimits.durationMillisecondsMax)
}
