package import SimulationKit
package import WireKit

/// What a webhook is at every moment: a pure function of the operations upon it.
///
/// ```
///   active ── disable ──▶ disabled
///     ▲  └──────┐             │  │
///     └─ enable ┼─────────────┘  │
///               └─── delete ─────┴──▶ deleted
/// ```
/// The diagram leaves out rotation and editing, which change no standing. An attempt looks up the version
/// of its own moment, so that neither the clock nor a resumed run can move it. Appending keeps what was
/// true before.
package struct WebhookHistory: Sendable {
    /// Whether deliveries are made, wait, or are cancelled.
    package enum Standing: CaseIterable, Sendable {
        case active
        case disabled
        /// For good.
        case deleted
    }

    /// What it is from a moment on.
    package struct Version: Sendable {
        /// The moment from which it holds.
        package let since: Moment
        /// Where attempts go.
        package let url: WebhookURL
        /// What attempts are signed with.
        package let key: HMACSHA256
        /// Which events it is told of.
        package let subscription: Webhook.Subscription
        /// Whether deliveries are made.
        package let standing: Standing

        /// Whether a delivery is made of an event of this type.
        package func takes(_ type: EventType) -> Bool {
            switch standing {
            case .active: subscription.includes(type)
            case .disabled, .deleted: false
            }
        }
    }

    /// What becomes of an attempt that is due at a moment.
    package enum Opening: Equatable, Sendable {
        /// It is made then: at its moment, or when the webhook is enabled again.
        case at(Moment)
        /// It is never made: the webhook was deleted at this moment.
        case cancelled(Moment)
        /// It is never made: the webhook stays disabled.
        case never
    }

    /// All versions in order; of two with the same moment, the later one holds for attempts.
    package private(set) var versions: [Version]
    private let previousKey: HMACSHA256?

    /// A webhook that nothing has been done to.
    package init(_ webhook: Webhook) {
        previousKey = webhook.previousKey
        versions = [
            Version(
                since: .earliest,
                url: webhook.url,
                key: webhook.key,
                subscription: webhook.subscription,
                standing: webhook.isActive ? .active : .disabled
            )
        ]
    }

    /// The histories of webhooks under operations in the order of their moments.
    package static func all(_ webhooks: [Webhook], _ operations: [WebhookOperation]) -> [WebhookHistory] {
        var histories = webhooks.map { WebhookHistory($0) }
        for operation in operations {
            histories[operation.webhook].append(operation.change, at: operation.moment)
        }
        return histories
    }

    /// Adds the version that a change makes; moments never run back, and nothing follows a deletion.
    package mutating func append(_ change: WebhookOperation.Change, at moment: Moment) {
        let last = latest
        precondition(moment >= last.since, "operations come in the order of their moments")
        precondition(last.standing != .deleted, "nothing is done to a webhook that is deleted")
        var url = last.url
        var key = last.key
        var subscription = last.subscription
        var standing = last.standing
        switch change {
        case .rotate(let next): key = next
        case .disable: standing = .disabled
        case .enable: standing = .active
        case .edit(let newURL, let newSubscription):
            url = newURL ?? url
            subscription = newSubscription ?? subscription
        case .delete: standing = .deleted
        }
        versions.append(
            Version(since: moment, url: url, key: key, subscription: subscription, standing: standing)
        )
    }

    /// The last version.
    package var latest: Version {
        guard let last = versions.last else { preconditionFailure("a webhook has a version") }
        return last
    }

    /// The key that was in use before that of a version; nil where there was none.
    package func key(before version: Int) -> HMACSHA256? {
        let fingerprint = versions[version].key.fingerprint
        let earlier = versions[..<version].last { $0.key.fingerprint != fingerprint }
        return earlier?.key ?? previousKey
    }

    /// The place of the version that holds at a moment, operations at that moment included.
    package func place(at moment: Moment) -> Int {
        var lower = 0
        var upper = versions.count
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if versions[middle].since <= moment { lower = middle } else { upper = middle }
        }
        return lower
    }

    /// What becomes of an attempt that would be made at a moment.
    package func opening(notBefore moment: Moment) -> Opening {
        var place = place(at: moment)
        while place < versions.count {
            let version = versions[place]
            place += 1
            // What another operation of the same moment undoes is never seen by an attempt.
            if place < versions.count, versions[place].since == version.since { continue }
            switch version.standing {
            case .active: return .at(max(moment, version.since))
            case .deleted: return .cancelled(version.since)
            case .disabled: continue
            }
        }
        return .never
    }
}
