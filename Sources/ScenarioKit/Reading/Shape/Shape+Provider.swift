import SimulationKit

extension Shape {
    /// How the provider behaves towards all of its users.
    static let provider = Shape(
        "the provider",
        "How the provider behaves towards its users, named ones and a population's.",
        [
            Field(
                "progress",
                .flag,
                "Whether QUEUED again and ONGOING are announced; without, events carry the last status sent.",
                standard: "true",
                profiles: ProfileNames.portfolio
            ),
            Field(
                "emissionLag",
                .durations(0...ScenarioLimits.durationMillisecondsMax),
                "How long after its change an event of a recalculation is announced.",
                standard: "{ dist: 'uniform', min: '100ms', max: '200ms' }",
                profiles: ProfileNames.portfolio
            ),
            Field(
                "settle",
                .duration(0...ScenarioLimits.durationMillisecondsMax),
                "The quiet after a user's last sync before a recalculation starts.",
                standard: "'2s'",
                profiles: ProfileNames.portfolio
            ),
            Field(
                "workspaces",
                .flag,
                "Whether bodies name the user's workspace; without, workspace_id is null, as for old grants.",
                standard: "true",
                profiles: ProfileNames.later
            ),
            Field(
                "userShape",
                .choice(UserShape.allCases.map(\.rawValue)),
                "How payloads show a user: id, name, email and status, or user_id and email.",
                standard: "'full'",
                profiles: ["account"]
            ),
        ]
    )
}
