import ConsumerKit
import DeliveryKit
import SimulationKit
import WireKit

/// The webhooks of a run: those of the file, those of the command line, or the consumer inside.
struct RunWebhooks {
    let webhooks: [Webhook]
    /// The consumer inside the process, where nothing else is delivered to.
    let consumer: Consumer?

    init(_ scenario: Scenario, options: RunOptions) throws(RunSetupError) {
        guard !scenario.webhooks.isEmpty || !options.endpoints.isEmpty else {
            (webhooks, consumer) = try Self.embedded(seed: scenario.seed)
            return
        }
        consumer = nil
        let count = max(scenario.webhooks.count, options.endpoints.count)
        guard count <= RunSetupError.webhooksMax else { throw .tooManyWebhooks(count) }
        var webhooks: [Webhook] = []
        for place in 0..<count {
            let specification = place < scenario.webhooks.count ? scenario.webhooks[place] : nil
            let endpoint = place < options.endpoints.count ? options.endpoints[place] : nil
            webhooks.append(
                try Self.webhook(specification, endpoint: endpoint, place: place, scenario, options)
            )
        }
        self.webhooks = webhooks
    }

    private static func webhook(
        _ specification: WebhookSpecification?,
        endpoint: String?,
        place: Int,
        _ scenario: Scenario,
        _ options: RunOptions
    ) throws(RunSetupError) -> Webhook {
        let name = specification?.name ?? "endpoint-\(place + 1)"
        var url = specification?.url
        if let endpoint {
            do throws(WebhookURL.Problem) {
                url = try WebhookURL(endpoint, allowsInsecure: scenario.allowsInsecure)
            } catch {
                throw .badEndpoint(endpoint, error)
            }
        }
        guard let url else { throw .missingURL(webhook: name) }
        guard !url.isSecure else { throw .encrypted(webhook: name) }
        guard let secret = specification?.secret ?? options.secret else {
            throw .missingSecret(webhook: name)
        }
        return Webhook(
            name: name,
            url: url,
            subscription: specification?.subscription ?? .all,
            isActive: specification?.isActive ?? true,
            secret: secret
        )
    }

    private static func embedded(seed: UInt64) throws(RunSetupError) -> ([Webhook], Consumer) {
        // Both sides are this process: the secret only has to be the same on both.
        let secret = "whsec_embedded_" + String(seed, radix: 16)
        let consumer: Consumer
        do throws(ConsumerError) {
            consumer = try Consumer.start(secret: secret)
        } catch {
            throw .consumer(error.message)
        }
        do throws(WebhookURL.Problem) {
            let url = try WebhookURL("http://\(consumer.endpoint)/webhooks")
            return ([Webhook(name: "embedded", url: url, secret: secret)], consumer)
        } catch {
            preconditionFailure("the consumer inside the process has no URL: \(error.message)")
        }
    }
}
