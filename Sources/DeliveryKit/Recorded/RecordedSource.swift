package import SimulationKit

/// Feeds an engine with deliveries of an earlier run: same order, same ids, same bytes, same moments.
///
/// Holds one delivery in memory. `@unchecked` as the run that it reads belongs to one thread.
package final class RecordedSource: DeliverySource, @unchecked Sendable {
    /// What each webhook is: nothing is done to it in the course of a replay.
    package let histories: [WebhookHistory]
    /// How many deliveries of each type there were so far.
    package private(set) var eventCounts = [Int64](repeating: 0, count: EventType.allCases.count)
    /// When the event of the latest delivery was.
    package private(set) var lastEventMoment: Moment?
    /// Lanes of the earlier run that have no more deliveries.
    package var retiredUsers: [Int] = []

    private let run: RecordedRun
    private let chosen: ChosenDeliveries
    private let rows: RecordedRows<DeliveryRow>
    private var next: DeliveryRow?

    /// Begins at the first of the chosen deliveries; the webhooks stand in the order of the earlier run.
    package init(
        _ run: RecordedRun,
        chosen: ChosenDeliveries,
        webhooks: [Webhook]
    ) throws(RecordedRunError) {
        self.run = run
        self.chosen = chosen
        histories = WebhookHistory.all(webhooks, [])
        rows = try run.deliveries()
        try goOn()
    }

    /// The moment of the next delivery.
    package var nextMoment: Moment? {
        next.map { Moment(milliseconds: $0.moment) }
    }

    /// Hands out the next delivery.
    package func advance(into deliveries: inout [PlannedDelivery]) throws(SourceError) {
        guard let row = next else { return }
        do throws(RecordedRunError) {
            deliveries.append(try planned(row))
            if chosen.isLast(row) { retiredUsers.append(Int(row.lane)) }
            try goOn()
        } catch {
            throw .recording(error)
        }
    }

    private func planned(_ row: DeliveryRow) throws(RecordedRunError) -> PlannedDelivery {
        guard let type = UInt8(exactly: row.eventType).flatMap({ EventType(rawValue: $0) }),
            histories.indices.contains(Int(row.webhook))
        else {
            let detail = "delivery \(row.sequence) is of an event or a webhook that there is not"
            throw .ledger(.damaged(path: run.path, detail: detail))
        }
        let moment = Moment(milliseconds: row.moment)
        eventCounts[Int(type.rawValue)] += 1
        lastEventMoment = moment
        return PlannedDelivery(
            user: UserDetails(recordedUID: run.lanes.user(of: row.lane), index: Int(row.lane)),
            webhook: Int(row.webhook),
            type: type,
            ordinal: row.ordinal,
            moment: moment,
            identifier: row.id,
            body: row.body,
            fault: row.isUnknownEvent ? Self.unknownEvent(row) : nil
        )
    }

    /// The row has the type of the event that it was made from; its head names another.
    ///
    /// The mark goes on into the record of the replay, so that this holds there too; it counts where it was done.
    private static func unknownEvent(_ row: DeliveryRow) -> PlannedFault {
        let marks = row.marks.filter { $0.name == .unknownEvent }.map { mark in
            var mark = mark
            mark.isInherited = true
            return mark
        }
        return PlannedFault(marks: marks, eventName: BodyEdit.eventName(of: row.body))
    }

    private func goOn() throws(RecordedRunError) {
        repeat { next = try rows.next() } while next.map { !chosen.contains($0.sequence) } ?? false
    }
}
