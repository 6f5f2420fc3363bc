import DeliveryKit
import ScenarioKit
import SimulationKit

/// The record of a run in which one consumer accepted everything at once.
enum AcceptedHistory {
    /// Lanes, deliveries and attempts, as a run file would hand them out.
    static func entries(of scenario: Scenario) throws -> [HistoryEntry] {
        var writer = BodyWriter(profile: scenario.profile, seed: scenario.seed)
        var lanes: [LaneRow] = []
        var laneOfUser: [Int: Int32] = [:]
        var deliveries: [DeliveryRow] = []
        for told in try Samples.told(of: scenario, max: 100_000) {
            let event = told.event
            let lane = laneOfUser[event.user.index] ?? Int32(lanes.count)
            if laneOfUser.updateValue(lane, forKey: event.user.index) == nil {
                lanes.append(LaneRow(lane: lane, webhook: 0, user: event.user.uid))
            }
            writer.begin(event)
            for grant in told.grants {
                let target = Target(webhook: 0, grant: grant)
                var body: [UInt8] = []
                writer.append(event, for: target, to: &body)
                deliveries.append(
                    DeliveryRow(
                        sequence: Int64(deliveries.count + 1),
                        lane: lane,
                        moment: event.moment.milliseconds,
                        webhook: 0,
                        eventType: Int32(event.type.rawValue),
                        ordinal: event.ordinal,
                        id: writer.identifierBytes(of: event, for: target),
                        body: body
                    )
                )
            }
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
}
