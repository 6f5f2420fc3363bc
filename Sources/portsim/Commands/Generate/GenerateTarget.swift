import DeliveryKit
import ScenarioKit
import SimulationKit

/// Which webhook's deliveries are printed, and what it takes to write their requests.
struct GenerateTarget {
    /// The webhook's place in the file.
    let place: Int
    /// The deliveries, those of other webhooks among them.
    let source: SimulationSource
    private let history: WebhookHistory
    /// What writes the requests of each version of the webhook.
    private let writers: [RequestWriter]
    /// Where requests go instead.
    private let endpoint: WebhookURL?

    /// Where requests go whose webhook leads nowhere: where `listen` listens.
    static let urlDefault = "http://\(ListenArguments.hostDefault):\(ListenArguments.portDefault)/webhooks"

    /// Finds the webhook of a name, or without one stands for the first of the file, told of everything.
    ///
    /// - Throws: `GenerateError` when there is none of that name, or it lacks what a request needs.
    init(_ arguments: GenerateArguments, _ scenario: Scenario, secret: Secret?) throws {
        place = try Self.place(arguments.webhook, in: scenario.webhooks)
        let specification = place < scenario.webhooks.count ? scenario.webhooks[place] : nil
        let text = secret.map { String(decoding: $0.bytes, as: UTF8.self) }
        let key = specification?.secret ?? text
        guard key != nil || !arguments.format.isRequest else {
            throw GenerateError.missingSecret(arguments.format)
        }
        endpoint = try Self.endpoint(arguments, specification, scenario)
        if arguments.webhook != nil {
            source = try scenario.source(secret: text)
        } else {
            let url = try specification?.url ?? endpoint ?? WebhookURL(Self.urlDefault)
            source = SimulationSource(
                world: try scenario.world(withFaults: false),
                profile: scenario.profile,
                webhooks: [Webhook(name: "", url: url, secret: key ?? "")],
                announcesProgress: scenario.announcesProgress
            )
        }
        history = source.histories[place]
        writers = history.versions.map { RequestWriter($0, profile: scenario.profile) }
    }

    /// Where a delivery goes when it is made.
    func url(of delivery: PlannedDelivery) -> WebhookURL {
        endpoint ?? history.versions[history.place(at: delivery.moment)].url
    }

    /// The request of a delivery's first attempt, made at the moment of its emission.
    func request(_ delivery: PlannedDelivery) -> [UInt8] {
        let request = writers[history.place(at: delivery.moment)].request(
            body: delivery.body,
            identifier: delivery.identifier,
            type: delivery.type,
            eventName: delivery.fault?.eventName,
            attemptAt: delivery.moment
        )
        guard let endpoint else { return request }
        // The first two lines are the only ones that say where it goes.
        let second = request.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)[2]
        return Array("POST \(endpoint.target) HTTP/1.1\r\nHost: \(endpoint.authority)\r\n".utf8) + second
    }

    private static func place(_ name: String?, in webhooks: [WebhookSpecification]) throws -> Int {
        guard let name else { return 0 }
        guard !webhooks.isEmpty else { throw GenerateError.noWebhooks(name) }
        guard let place = webhooks.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw GenerateError.webhookUnknown(name, known: webhooks.map(\.name))
        }
        return place
    }

    /// Where requests go instead of where the webhook leads; nil where it leads somewhere itself.
    private static func endpoint(
        _ arguments: GenerateArguments,
        _ specification: WebhookSpecification?,
        _ scenario: Scenario
    ) throws -> WebhookURL? {
        let given = arguments.common.endpoints.first
        if given == nil, specification?.url != nil { return nil }
        let text = given ?? urlDefault
        do throws(WebhookURL.Problem) {
            return try WebhookURL(text, allowsInsecure: scenario.allowsInsecure)
        } catch {
            throw GenerateError.badEndpoint(text, error)
        }
    }
}
