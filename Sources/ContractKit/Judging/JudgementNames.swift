import DeliveryKit
import SimulationKit

/// What messages call the things of a run.
struct JudgementNames {
    let webhookNames: [String]
    /// Names of users by their uid, where a scenario gives any.
    let userNames: [String: String]
    var laneUsers = LaneUsers()
    /// The recorded delivery of a sequence, where the record is at hand.
    var lookUp: (Int64) -> DeliveryRow? = { _ in nil }

    init(webhookNames: [String], userNames: [String: String]) {
        self.webhookNames = webhookNames
        self.userNames = userNames
    }

    /// Whether it must be said which webhook is meant.
    var hasSeveralWebhooks: Bool { webhookNames.count > 1 }

    /// A webhook as people call it.
    func webhook(_ index: Int) -> String {
        webhookNames.indices.contains(index) ? "webhook \(webhookNames[index])" : "webhook \(index)"
    }

    /// A lane's user as the scenario and the bodies call it.
    func user(ofLane lane: Int32) -> String {
        guard let uid = laneUsers[lane] else { return "an unknown user" }
        guard let name = userNames[uid], name != uid else { return uid }
        return "\(name) (\(uid))"
    }

    /// An event's kind as payloads call it.
    func event(_ eventType: Int32) -> String {
        UInt8(exactly: eventType).flatMap(EventType.init(rawValue:))?.name ?? "event \(eventType)"
    }

    /// A delivery with its id, event and user: `whd_… integration.failed for bob`.
    func delivery(_ row: DeliveryRow) -> String {
        let place = hasSeveralWebhooks ? " at \(webhook(Int(row.webhook)))" : ""
        let identifier = String(decoding: row.id, as: UTF8.self)
        return "\(identifier) \(event(row.eventType)) for \(user(ofLane: row.lane))\(place)"
    }
}
