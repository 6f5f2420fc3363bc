import DeliveryKit
import ScenarioKit
import SimulationKit

/// The record of a run in which everybody accepted everything at once.
enum AcceptedHistory {
    private struct LaneKey: Hashable {
        let user: Int
        let webhook: Int
    }

    /// Lanes, deliveries and attempts, as a run file would hand them out.
    static func entries(of scenario: Scenario) throws -> [HistoryEntry] {
        var lanes: [LaneRow] = []
        var laneOfKey: [LaneKey: Int32] = [:]
        var deliveries: [DeliveryRow] = []
        for plan in try planned(scenario) {
            let key = LaneKey(user: plan.user.index, webhook: plan.webhook)
            let lane = laneOfKey[key] ?? Int32(lanes.count)
            if laneOfKey.updateValue(lane, forKey: key) == nil {
                lanes.append(LaneRow(lane: lane, webhook: Int32(plan.webhook), user: plan.user.uid))
            }
            deliveries.append(
                DeliveryRow(
                    sequence: Int64(deliveries.count + 1),
                    lane: lane,
                    moment: plan.moment.milliseconds,
                    webhook: Int32(plan.webhook),
                    eventType: Int32(plan.type.rawValue),
                    ordinal: plan.ordinal,
                    id: plan.identifier,
                    body: plan.body
                )
            )
        }
        let attempts = deliveries.map { delivery in
            AttemptEntry(
                sequence: delivery.sequence,
                attempt: AttemptRow(
                    delivery: delivery.sequence,
                    number: 1,
                    moment: delivery.moment,
                    settled: delivery.moment,
                    status: 200,
                    tookMicroseconds: 100,
                    outcome: .delivered
                ),
                delivery: delivery
            )
        }
        return lanes.map(HistoryEntry.lane) + deliveries.map(HistoryEntry.delivery)
            + attempts.map(HistoryEntry.attempt)
    }

    /// What the webhooks of a scenario are sent; where it names none, what one would be.
    private static func planned(_ scenario: Scenario) throws -> [PlannedDelivery] {
        var source =
            scenario.webhooks.isEmpty
            ? SimulationSource(
                world: try scenario.world(),
                profile: scenario.profile,
                webhooks: [
                    Webhook(
                        name: "embedded",
                        url: try WebhookURL("http://127.0.0.1/"),
                        secret: "whsec_sample"
                    )
                ],
                announcesProgress: scenario.announcesProgress
            ) : try scenario.source()
        var deliveries: [PlannedDelivery] = []
        while source.nextMoment != nil { try source.advance(into: &deliveries) }
        return deliveries
    }
}
