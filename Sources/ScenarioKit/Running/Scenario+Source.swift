package import DeliveryKit
package import SimulationKit

extension Scenario {
    /// The deliveries that its webhooks are made, for whoever prints them: nothing listens and nothing is sent.
    ///
    /// Its webhooks, by their place in the file, are as they are for a run, their changes in `histories`
    /// included; one without a URL gets `http://127.0.0.1/webhooks`, one without a secret the given one, or
    /// else a derived one. Throws when the world refuses a step, which is a fault of this program.
    package func source(secret: String? = nil) throws(CommandRefused) -> SimulationSource {
        var secrets: [WebhookSecrets] = []
        var hooks: [Webhook] = []
        for (place, specification) in webhooks.enumerated() {
            let own: WebhookSecrets
            let url: WebhookURL
            do {
                own = try WebhookSecrets(
                    specification,
                    place: place,
                    steps: webhookSteps,
                    otherwise: secret,
                    derivesFrom: seed
                )
                url = try specification.url ?? WebhookURL("http://127.0.0.1/webhooks")
            } catch {
                preconditionFailure("what a webhook lacks is made up: \(error)")
            }
            secrets.append(own)
            hooks.append(
                Webhook(
                    name: specification.name,
                    url: url,
                    subscription: specification.subscription,
                    isActive: specification.isActive,
                    secret: own.all[0]
                )
            )
        }
        return SimulationSource(
            world: try world(),
            profile: profile,
            webhooks: hooks,
            operations: WebhookSecrets.operations(webhookSteps, secrets),
            announcesProgress: announcesProgress,
            faults: faultPlan
        )
    }
}
