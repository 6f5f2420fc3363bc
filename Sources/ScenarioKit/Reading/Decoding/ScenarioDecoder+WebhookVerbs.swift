import DeliveryKit
import JSONKit

/// The verbs that operate webhooks.
enum WebhookVerb: String {
    case rotateSecret
    case disable
    case enable
    case editWebhook
    case deleteWebhook
}

extension ScenarioDecoder {
    /// Reads a verb of this group and what goes with it.
    func decode(
        _ verb: WebhookVerb,
        _ step: inout ObjectCursor,
        _ reference: ValueCursor
    ) -> DecodedVerb? {
        let change: WebhookStep.Change =
            switch verb {
            // One that is no secret is reported, and is not missing as well.
            case .rotateSecret: .rotate(secret: step["secret"].map { $0.secret() ?? "" })
            case .disable: .disable
            case .enable: .enable
            case .editWebhook: decodeEdit(&step)
            case .deleteWebhook: .delete
            }
        refuseOverrides(of: step, verb.rawValue)
        guard let webhook = reference.webhook(of: webhooks) else { return nil }
        return DecodedVerb(webhook: webhook, change)
    }

    private func decodeEdit(_ step: inout ObjectCursor) -> WebhookStep.Change {
        let url = step["url"]
        let events = step["events"]
        if url == nil, events == nil, !step.hasUnknownKeys {
            reading.report("'editWebhook' changes nothing without 'url' or 'events'", at: step.opening)
        }
        return .edit(
            url: url?.url(allowsInsecure: allowsInsecure),
            subscription: events?.list().map { decodeSubscription($0) }
        )
    }
}

extension ValueCursor {
    /// The place of the webhook that this value names.
    func webhook(of webhooks: [WebhookSpecification]) -> Int? {
        guard let name = reference() else { return nil }
        if let place = webhooks.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return place }
        if webhooks.isEmpty {
            report(
                "there is no webhook \(Diagnostic.quoted(name)): the file names none; webhooks: [{ name: 'main' }] names the consumer inside the process"
            )
        } else {
            report(
                "there is no webhook \(Diagnostic.quoted(name))",
                suggestion: Suggestion.nearest(to: name, among: webhooks.map(\.name))
            )
        }
        return nil
    }
}
