import DeliveryKit
import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads how deliveries are made.
    mutating func decodeDelivery(_ cursor: ObjectCursor) {
        var cursor = cursor
        let policy = delivery.retry
        let attempts = cursor["attempts"]?.integer().map(Int.init)
        let backoff = cursor["backoff"]?.object().map { decodeBackoff($0) }
        let schedule = cursor["schedule"].flatMap { decodeSchedule($0) }
        let retryOn = cursor["retryOn"]?.choice()
        if cursor["schedule"] != nil {
            for key in ["attempts", "backoff"] {
                guard let place = cursor.keyRange(key) else { continue }
                reading.report("'schedule' says it all: remove '\(key)'", at: place)
            }
        }
        delivery.retry = RetryPolicy(
            attemptsMax: schedule.map { $0.count + 1 } ?? attempts ?? policy.attemptsMax,
            waits: schedule.map { .listed(milliseconds: $0) } ?? backoff ?? policy.waits,
            retryable: retryOn == "any" ? .any : policy.retryable
        )
        if retryOn == "listed" {
            delivery.retry = RetryPolicy(
                attemptsMax: delivery.retry.attemptsMax,
                waits: delivery.retry.waits,
                retryable: .listed
            )
        }
        delivery.retry.honoursRetryAfter = cursor["retryAfter"]?.flag() ?? false
        delivery.rateLimitPerHour = cursor["rateLimit"].flatMap { rateLimit($0) }
        if let timeout = cursor["timeout"]?.duration() { delivery.timeoutMilliseconds = Int(timeout) }
        delivery.headers = cursor["headers"]?.choice() ?? delivery.headers
        delivery.ordering = cursor["ordering"]?.choice() ?? delivery.ordering
        if let concurrency = cursor["concurrency"]?.integer() { delivery.concurrency = Int(concurrency) }
        allowsInsecure = cursor["allowInsecure"]?.flag() ?? false
        cursor.finish()
    }

    /// A rate at which something happens at all.
    private func rateLimit(_ cursor: ValueCursor) -> Int64? {
        guard let perHour = cursor.rate() else { return nil }
        if perHour == 0 {
            cursor.report("nothing is ever sent at this rate: a webhook is stopped by 'active: false'")
        }
        return perHour
    }

    private func decodeBackoff(_ cursor: ObjectCursor) -> RetryPolicy.Waits {
        var cursor = cursor
        let waits = RetryPolicy.Waits.exponential(
            baseMilliseconds: cursor["base"]?.duration() ?? 1_000,
            factorPercent: cursor["factor"]?.decimal() ?? 200,
            jitterPermille: cursor["jitter"]?.decimal() ?? 100
        )
        cursor.finish()
        return waits
    }

    /// The waits between attempts: the list without its first entry, which is the first attempt itself.
    private func decodeSchedule(_ cursor: ValueCursor) -> [Int64]? {
        guard let entries = cursor.list(), let first = entries.first else { return nil }
        let waits = entries.map { $0.duration() }
        if let wait = waits.first, let wait, wait != 0 {
            first.report("the first attempt is made at once: a schedule begins with '0s'", suggestion: "0s")
        }
        return waits.dropFirst().map { $0 ?? 0 }
    }

    /// Reads who is told.
    mutating func decodeWebhooks(_ cursors: [ValueCursor]) {
        for (index, cursor) in cursors.enumerated() {
            let standardName = "webhook-\(index + 1)"
            guard var webhook = cursor.object() else {
                webhooks.append(WebhookSpecification(name: standardName))
                continue
            }
            let name = webhook["name"]?.name() ?? standardName
            if webhooks.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
                reading.report(
                    "there is a webhook \(Diagnostic.quoted(name)) already",
                    at: webhook["name"]?.node.range ?? webhook.opening
                )
            }
            webhooks.append(
                WebhookSpecification(
                    name: name,
                    url: webhook["url"]?.url(allowsInsecure: allowsInsecure),
                    secret: webhook["secret"]?.secret(),
                    subscription: webhook["events"]?.list().map { decodeSubscription($0) } ?? .all,
                    summary: webhook["description"]?.text(),
                    isActive: webhook["active"]?.flag() ?? true,
                    previousSecret: webhook["secretPrevious"]?.secret(),
                    limits: WebhookLimits(
                        concurrencyMax: webhook["concurrency"]?.integer().map(Int.init),
                        attemptsPerHourMax: webhook["rateLimit"].flatMap { rateLimit($0) }
                            ?? delivery.rateLimitPerHour
                    )
                )
            )
            webhook.finish()
        }
    }

    /// Reads which events a webhook is told of.
    func decodeSubscription(_ cursors: [ValueCursor]) -> Webhook.Subscription {
        var isAll = false
        var types: [EventType] = []
        for cursor in cursors {
            switch cursor.subscription() {
            case .all?:
                isAll = true
                if cursors.count > 1 { cursor.report("'*' means every event: let it stand alone") }
            case .only(let more)?:
                if more.contains(where: types.contains) { cursor.report("this event is in the list already") }
                types += more
            case nil: break
            }
        }
        return isAll ? .all : .only(types)
    }
}
