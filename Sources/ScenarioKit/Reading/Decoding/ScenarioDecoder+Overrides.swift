import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads what a step fixes of its events; `eventsMax` is nil where it is not known how many there are.
    func decodeOverrides(
        _ ids: ValueCursor?,
        _ lag: ValueCursor?,
        eventsMax: Int?,
        verb: String,
        _ identifiers: inout DistinctTexts
    ) -> [EventOverride] {
        let idCursors = ids?.list() ?? []
        let names = idCursors.map { cursor -> String? in
            guard let choice = cursor.alternative(), !choice.node.isNull else { return nil }
            return identifiers.distinct(choice.identifier(), at: choice, "id")
        }
        let lagCursors = lag?.alternative().map { decodeLags($0, eventsMax: eventsMax) } ?? []
        if let eventsMax {
            refuseSurplus(idCursors, eventsMax, verb)
            refuseSurplus(lagCursors.compactMap(\.cursor), eventsMax, verb)
        }
        return (0..<max(names.count, lagCursors.count)).map { index in
            EventOverride(
                identifier: index < names.count ? names[index] : nil,
                lagMilliseconds: index < lagCursors.count ? lagCursors[index].milliseconds : nil
            )
        }
    }

    /// The lag of each event, with its cursor where the file lists it.
    private func decodeLags(
        _ cursor: ValueCursor,
        eventsMax: Int?
    ) -> [(cursor: ValueCursor?, milliseconds: Int64?)] {
        guard cursor.node.array != nil else {
            // One lag is that of every event of the step.
            return Array(repeating: (nil, cursor.duration()), count: eventsMax ?? 0)
        }
        return (cursor.list() ?? []).map { entry in
            guard let choice = entry.alternative(), !choice.node.isNull else { return (entry, nil) }
            return (entry, choice.duration())
        }
    }

    /// Reports what a step fixes of events, where it brings about none.
    func refuseOverrides(of step: ObjectCursor, _ verb: String) {
        for key in ["ids", "lag"] {
            guard let place = step.keyRange(key) else { continue }
            reading.report("'\(key)' does not go with '\(verb)', which brings about no events", at: place)
        }
    }

    private func refuseSurplus(_ cursors: [ValueCursor], _ eventsMax: Int, _ verb: String) {
        guard cursors.count > eventsMax else { return }
        let events = eventsMax == 1 ? "one event" : "\(eventsMax) events"
        cursors[eventsMax].report("this '\(verb)' brings about \(events), and this is one more")
    }
}
