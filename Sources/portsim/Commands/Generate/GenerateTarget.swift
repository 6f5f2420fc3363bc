import DeliveryKit
import ScenarioKit
import SimulationKit

/// Which webhook's deliveries are printed, and what it takes to write their requests.
struct GenerateTarget {
    /// The webhook's place in the file.
    let place: Int
    private let webhook: Webhook
    private let scenario: Scenario

    /// Where requests go whose webhook leads nowhere: where `listen` listens.
    static let urlDefault = "http://\(ListenArguments.hostDefault):\(ListenArguments.portDefault)/webhooks"

    /// Finds the webhook of a name, or without one stands for the first of the file.
    ///
    /// - Throws: `GenerateError` when there is none of that name, or it lacks what a request needs.
    init(_ arguments: GenerateArguments, _ scenario: Scenario, secret: Secret?) throws {
        self.scenario = scenario
        place = try Self.place(arguments.webhook, in: scenario.webhooks)
        let specification = place < scenario.webhooks.count ? scenario.webhooks[place] : nil
        let text = secret.map { String(decoding: $0.bytes, as: UTF8.self) }
        let key = specification?.secret ?? text
        guard key != nil || !arguments.format.isRequest else {
            throw GenerateError.missingSecret(arguments.format)
        }
        webhook = Webhook(
            name: specification?.name ?? "",
            url: try Self.url(arguments, specification, scenario),
            subscription: arguments.webhook == nil ? .all : specification?.subscription ?? .all,
            isActive: arguments.webhook == nil || specification?.isActive ?? true,
            // Bodies do not depend on it.
            secret: key ?? ""
        )
    }

    /// The deliveries that the webhook is made.
    func source() throws -> SimulationSource {
        SimulationSource(
            world: try scenario.world(),
            profile: scenario.profile,
            webhooks: (0...place).map { $0 == place ? webhook : webhook.silenced },
            announcesProgress: scenario.announcesProgress
        )
    }

    /// The address of a delivery.
    func url(of _: PlannedDelivery) -> WebhookURL { webhook.url }

    /// The request of a delivery's first attempt, made at the moment of its emission.
    func request(_ delivery: PlannedDelivery, _ writer: RequestWriter) -> [UInt8] {
        writer.request(
            body: delivery.body,
            identifier: delivery.identifier,
            type: delivery.type,
            attemptAt: delivery.moment
        )
    }

    /// What writes its requests.
    var writer: RequestWriter { RequestWriter(webhook: webhook, profile: scenario.profile) }

    private static func place(_ name: String?, in webhooks: [WebhookSpecification]) throws -> Int {
        guard let name else { return 0 }
        guard !webhooks.isEmpty else { throw GenerateError.noWebhooks(name) }
        guard let place = webhooks.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw GenerateError.webhookUnknown(name, known: webhooks.map(\.name))
        }
        return place
    }

    private static func url(
        _ arguments: GenerateArguments,
        _ specification: WebhookSpecification?,
        _ scenario: Scenario
    ) throws -> WebhookURL {
        let endpoint = arguments.common.endpoints.first
        if endpoint == nil, let url = specification?.url { return url }
        let text = endpoint ?? urlDefault
        do throws(WebhookURL.Problem) {
            return try WebhookURL(text, allowsInsecure: scenario.allowsInsecure)
        } catch {
            throw GenerateError.badEndpoint(text, error)
        }
    }
}

extension Webhook {
    /// One in the same place of which no deliveries are made.
    fileprivate var silenced: Webhook {
        Webhook(name: name, url: url, subscription: subscription, isActive: false, secret: "")
    }
}
