import SimulationKit

extension Shape {
    /// The verbs that operate webhooks, with the keys that go with each; every profile knows them.
    static let webhookVerbs: [(discriminator: Field, fields: [Field])] = [
        (
            Field(
                "rotateSecret",
                .reference(.webhook),
                "Changes what a webhook signs with, for every later attempt, retries of earlier deliveries included."
            ),
            [
                Field(
                    "secret",
                    .secret(bytes: 1...ScenarioLimits.textBytesMax),
                    "The new secret; never shown.",
                    standard:
                        "the webhook's 'secret' after its 'secretPrevious', else one that only the consumer inside the process knows",
                    weight: .circumstance
                )
            ]
        ),
        (
            Field(
                "disable",
                .reference(.webhook),
                "Makes no more deliveries for a webhook; pending ones wait until it is enabled."
            ), []
        ),
        (
            Field(
                "enable",
                .reference(.webhook),
                "Makes deliveries for a webhook again; those that waited go out at this moment."
            ), []
        ),
        (
            Field(
                "editWebhook",
                .reference(.webhook),
                "Changes where a webhook leads or what it is told of."
            ),
            [
                Field(
                    "url",
                    .url,
                    "Where every later attempt goes; https anywhere, http on this machine.",
                    weight: .circumstance
                ),
                Field(
                    "events",
                    .list(of: .subscription, count: 1...EventType.allCases.count),
                    "Which later events it is told of."
                ),
            ]
        ),
        (
            Field(
                "deleteWebhook",
                .reference(.webhook),
                "Removes a webhook for good; its pending deliveries are cancelled."
            ), []
        ),
    ]
}
