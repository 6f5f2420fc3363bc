import DeliveryKit
import SimulationKit
import TestSupport
import WireKit

/// A story of one user and some webhooks: events at moments of a test's choice, and operations among them.
struct WebhookStory {
    /// What happens, in the order of moments and then of the file; times in seconds after the start.
    enum Step {
        /// An event of alice: her integration is connected first, and renamed then.
        case event(at: Int64)
        case operation(at: Int64, millisecond: Int64 = 0, webhook: Int = 0, WebhookOperation.Change)
    }

    let world: World
    let operations: [WebhookOperation]

    static let secrets = ["whsec_sample", "whsec_second", "whsec_third"]
    static let keys = secrets.map { Signature.key(secret: $0) }

    init(_ steps: [Step]) throws {
        var world = World(seed: 1, start: .sampleStart, users: [UserSpecification(name: "alice")])
        let provider = ConnectedProvider.catalogue[0]
        let integration = IntegrationSpecification(name: "main", provider: provider)
        var operations: [WebhookOperation] = []
        var commandCount = 0
        for step in steps {
            switch step {
            case .event(let second):
                let verb: Verb =
                    commandCount == 0
                    ? .connect(integration, nil) : .rename(integration: integration.key, alias: nil)
                try world.submit(Command(at: .sampleStart + second * 1_000, user: 0, verb))
                commandCount += 1
            case .operation(let second, let millisecond, let webhook, let change):
                operations.append(
                    WebhookOperation(
                        webhook: webhook,
                        at: .sampleStart + second * 1_000 + millisecond,
                        commandsBefore: commandCount,
                        change
                    )
                )
            }
        }
        (self.world, self.operations) = (world, operations)
    }

    /// A run of the story; what is refused is tried again after 10 s, 20 s and 40 s.
    func plan(_ webhooks: [Webhook]) -> Engine.Plan {
        var plan = Engine.Plan.sample(world, webhooks, operations: operations)
        plan.settings.retry = RetryPolicy(
            attemptsMax: 4,
            waits: .listed(milliseconds: [10_000, 20_000, 40_000]),
            retryable: .listed
        )
        return plan
    }

    /// Which of the secrets a request is signed with; nil for none of them.
    static func secret(of request: ScriptedRequest) -> Int? {
        let signature = Array((request.field("X-Webhook-Signature") ?? "").utf8)
        return keys.firstIndex { Signature.verify(signature, body: request.body, key: $0) }
    }
}

extension ScriptedRequest {
    /// The moment that its attempt says it is made at.
    var moment: Moment? { field("X-Webhook-Timestamp").flatMap { TimeFormat.moment(from: $0) } }

    /// That moment in seconds after the start.
    var second: Int64? { moment.map { ($0 - .sampleStart) / 1_000 } }

    /// The seconds after the start at which its event was emitted.
    var eventSecond: Int64? {
        guard let range = bodyText.firstRange(of: #""timestamp":""#) else { return nil }
        let text = bodyText[range.upperBound...].prefix { $0 != "\"" }
        return TimeFormat.moment(from: String(text)).map { ($0 - .sampleStart) / 1_000 }
    }
}
