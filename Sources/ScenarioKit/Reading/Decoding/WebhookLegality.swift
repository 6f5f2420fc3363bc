import JSONKit

/// Judges whether each operation upon a webhook is possible, by existence alone.
///
/// Nothing is done to a webhook that is deleted. To disable one twice, or to enable one that is enabled,
/// changes nothing and is allowed, so that steps can be repeated.
struct WebhookLegality {
    private let webhooks: [WebhookSpecification]
    private var isDeleted: [Bool]
    private var rotationCounts: [Int]

    init(webhooks: [WebhookSpecification]) {
        self.webhooks = webhooks
        isDeleted = Array(repeating: false, count: webhooks.count)
        rotationCounts = Array(repeating: 0, count: webhooks.count)
    }

    /// Judges the next step in the order of moments.
    mutating func observe(_ step: Step) {
        guard case .webhook(let place, let change) = step.decoded.subject else { return }
        guard !isDeleted[place] else {
            step.reference.report("the webhook \(Diagnostic.quoted(webhooks[place].name)) was deleted before")
            return
        }
        switch change {
        case .rotate(let secret):
            if secret == nil { checkRotation(of: place, step) }
            rotationCounts[place] += 1
        case .delete: isDeleted[place] = true
        case .disable, .enable, .edit: break
        }
    }

    /// A consumer outside the process cannot know a secret that nobody gave it.
    private func checkRotation(of place: Int, _ step: Step) {
        let webhook = webhooks[place]
        guard webhook.url != nil else { return }
        let name = Diagnostic.quoted(webhook.name)
        if webhook.previousSecret == nil {
            step.reference.report(
                "the consumer of \(name) cannot know the new secret: give 'secret' here, or 'secretPrevious' at the webhook"
            )
        } else if rotationCounts[place] > 0 {
            step.reference.report("the consumer of \(name) cannot know a third secret: give 'secret' here")
        }
    }
}
