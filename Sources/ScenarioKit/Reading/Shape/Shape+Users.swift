import SimulationKit

extension Shape {
    /// A user that the timeline names.
    static let user = Shape(
        "a user",
        "A user that the timeline names.",
        [
            Field(
                "uid",
                .text(bytes: 1...ScenarioLimits.textBytesMax),
                "The uid in payloads.",
                standard: "derived from the seed and the user's name"
            ),
            Field(
                "integrations",
                .map(.name, to: .object(.integration), countMax: ScenarioLimits.integrationsMax),
                "What the user may connect.",
                profiles: ProfileNames.portfolio
            ),
            Field(
                "grants",
                .integer(1...Int64(LiveGrants.countMax)),
                "How many grants it has from its first moment; each is told of every event.",
                standard: "1",
                profiles: ProfileNames.later
            ),
        ]
    )

    /// What a user may connect.
    static let integration = Shape(
        "an integration",
        "A wallet, an exchange or a chain that a user may connect.",
        [
            Field(
                required: "provider",
                .text(bytes: 1...ScenarioLimits.textBytesMax),
                "Where it connects to; known ones bring their name, logo and category."
            ),
            Field(
                "alias",
                textOrEmpty,
                "What the user calls it; '' where it has no name.",
                standard: "drawn from the seed"
            ),
            Field(
                "category",
                .choice(IntegrationCategory.allCases.map(\.rawValue)),
                "What kind of place it is; needed for a provider that is not known.",
                standard: "the provider's"
            ),
            Field(
                "type",
                .choice(IntegrationType.allCases.map(\.rawValue)),
                "How it gets its transactions.",
                standard: "'api'"
            ),
            Field(
                "publicAddress",
                text,
                "Its address; drawn where a wallet or chain connected by api has none here."
            ),
            Field("isContract", .flag, "Whether the address is a smart contract.", standard: "false"),
            Field("walletId", text, "The walletId in payloads.", standard: "derived from the seed"),
            Field(
                "status",
                .choice(["active", "QUEUED"]),
                "The status that its creation is announced with.",
                standard: "'QUEUED'"
            ),
            Field("addedOn", milliseconds, "When it was added.", standard: "the moment it is connected"),
            Field(
                "lastSyncedAt",
                milliseconds,
                "When it was last synced before the scenario.",
                standard: "0"
            ),
            Field(
                "totalTransactions",
                .integer(0...ScenarioLimits.countMax),
                "How many transactions it has before its first sync.",
                standard: "0"
            ),
            Field("logoUrl", textOrEmpty, "Where its logo is.", standard: "the provider's"),
            Field("providerPublicName", text, "The provider's name for people.", standard: "the provider's"),
        ]
    ).ruled(by: [
        .unlessKnown("provider", words: ConnectedProvider.catalogue.map(\.identifier), needs: "category")
    ])

    private static let text = FieldKind.text(bytes: 1...ScenarioLimits.textBytesMax)
    private static let textOrEmpty = FieldKind.text(bytes: 0...ScenarioLimits.textBytesMax)
    /// Milliseconds since the Unix epoch, as payloads write them.
    private static let milliseconds = FieldKind.integer(0...Moment.latest.milliseconds)
}
