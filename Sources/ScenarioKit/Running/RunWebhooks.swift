import ConsumerKit
import DeliveryKit
import SimulationKit
import WireKit

/// The webhooks of a run and what is done to them: those of the file and of the command line.
///
/// A webhook of the file that leads nowhere leads to the consumer inside the process; so does one webhook
/// that is made up where nobody names any.
struct RunWebhooks {
    let webhooks: [Webhook]
    let operations: [WebhookOperation]
    /// The webhooks as run files note them.
    let endpoints: [RunNotes.Endpoint]
    /// The consumer inside the process, where anything is delivered to it.
    let consumer: Consumer?

    /// One webhook before it is known where the consumer inside listens.
    private struct Draft {
        let name: String
        let specification: WebhookSpecification?
        /// Nil for the consumer inside.
        let url: WebhookURL?
        let secrets: WebhookSecrets
    }

    init(_ scenario: Scenario, options: RunOptions) throws(RunSetupError) {
        let named = max(scenario.webhooks.count, options.endpoints.count)
        guard named <= RunSetupError.webhooksMax else { throw .tooManyWebhooks(named) }
        var drafts: [Draft] = []
        for place in 0..<max(1, named) {
            drafts.append(try Self.draft(place, scenario, options))
        }
        operations = WebhookSecrets.operations(scenario.webhookSteps, drafts.map(\.secrets))
        endpoints = drafts.map {
            RunNotes.Endpoint(name: $0.name, url: $0.url.map(RunNotes.Endpoint.noted))
        }
        let inside = drafts.filter { $0.url == nil }
        consumer = inside.isEmpty ? nil : try Self.start(inside)
        let url = consumer.map { Self.url(of: $0) }
        webhooks = drafts.compactMap { draft in
            (draft.url ?? url).map { url in
                Webhook(
                    name: draft.name,
                    url: url,
                    subscription: draft.specification?.subscription ?? .all,
                    isActive: draft.specification?.isActive ?? true,
                    secret: draft.secrets.all[0],
                    previousSecret: draft.secrets.previous
                )
            }
        }
    }

    /// Says of each webhook that leads elsewhere than it did: a run may go on with another consumer.
    func moved(since earlier: [RunNotes.Endpoint]) -> [String] {
        zip(earlier, endpoints).filter { $0.url != $1.url }.map { before, now in
            let inside = "the consumer inside the process"
            return "'\(now.name)' goes on with \(now.url ?? inside), and began with \(before.url ?? inside)"
        }
    }

    /// The fingerprints of all keys: those of a webhook's rotations follow its first.
    var fingerprint: String {
        WebhookHistory.all(webhooks, operations).map { history in
            var fingerprints: [String] = []
            for version in history.versions {
                let next = version.key.fingerprint
                if next != fingerprints.last { fingerprints.append(next) }
            }
            return fingerprints.joined(separator: ">")
        }
        .joined(separator: " ")
    }

    private static func draft(
        _ place: Int,
        _ scenario: Scenario,
        _ options: RunOptions
    ) throws(RunSetupError) -> Draft {
        let specification = place < scenario.webhooks.count ? scenario.webhooks[place] : nil
        let endpoint = place < options.endpoints.count ? options.endpoints[place] : nil
        let name = specification?.name ?? (endpoint == nil ? "embedded" : "endpoint-\(place + 1)")
        let url = try url(specification, endpoint: endpoint, scenario)
        let staysInside = url == nil && !isEdited(place, scenario)
        do throws(WebhookSecrets.Lack) {
            let secrets = try WebhookSecrets(
                specification,
                place: place,
                steps: scenario.webhookSteps,
                otherwise: staysInside ? nil : options.secret,
                derivesFrom: staysInside ? scenario.seed : nil
            )
            return Draft(name: name, specification: specification, url: url, secrets: secrets)
        } catch {
            switch error {
            case .first: throw .missingSecret(webhook: name)
            case .rotation(let moment):
                throw .missingRotatedSecret(
                    webhook: name,
                    after: DurationText.text(moment - scenario.start)
                )
            }
        }
    }

    private static func url(
        _ specification: WebhookSpecification?,
        endpoint: String?,
        _ scenario: Scenario
    ) throws(RunSetupError) -> WebhookURL? {
        guard let endpoint else { return specification?.url }
        do throws(WebhookURL.Problem) {
            return try WebhookURL(endpoint, allowsInsecure: scenario.allowsInsecure)
        } catch {
            throw .badEndpoint(endpoint, error)
        }
    }

    /// Whether a webhook leads to a URL of the timeline at some time.
    private static func isEdited(_ place: Int, _ scenario: Scenario) -> Bool {
        scenario.webhookSteps.contains { step in
            if step.webhook == place, case .edit(url: .some, subscription: _) = step.change {
                true
            } else {
                false
            }
        }
    }

    /// Starts the consumer inside, which knows every secret that it will ever be sent.
    private static func start(_ drafts: [Draft]) throws(RunSetupError) -> Consumer {
        let secrets = drafts.flatMap { draft in
            draft.secrets.spans.map { span in
                ConsumerSecret(span.secret, endMilliseconds: span.end?.milliseconds)
            }
        }
        do throws(ConsumerError) {
            return try Consumer.start(secrets: secrets)
        } catch {
            throw .consumer(error.message)
        }
    }

    private static func url(of consumer: Consumer) -> WebhookURL {
        do throws(WebhookURL.Problem) {
            return try WebhookURL("http://\(consumer.endpoint)/webhooks")
        } catch {
            preconditionFailure("the consumer inside the process has no URL: \(error.message)")
        }
    }
}
