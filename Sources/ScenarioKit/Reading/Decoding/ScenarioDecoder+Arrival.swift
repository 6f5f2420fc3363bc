import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads how a crowd arrives; over an hour unless the file says otherwise.
    func decodeArrival(_ value: ValueCursor?) -> Arrival {
        let standard = Arrival.over(milliseconds: 3_600_000)
        guard let value, var cursor = value.object() else { return standard }
        let over = cursor["over"]?.duration()
        let list = cursor["phases"]
        let phases = list?.list()?.compactMap { decodePhase($0) }
        cursor.finish()
        guard let list else { return over.map { .over(milliseconds: $0) } ?? standard }
        guard cursor.keyRange("over") == nil else {
            list.report("'phases' stands in place of 'over'; keep one of them")
            return standard
        }
        guard let phases, phases.count == list.node.array?.count else { return standard }
        let arrival = Arrival.phases(phases)
        if !phases.isEmpty, arrival.count(of: 1) == 0 {
            list.report("nobody arrives in these phases: their rates make less than one user")
        }
        return arrival
    }

    private func decodePhase(_ value: ValueCursor) -> ArrivalPhase? {
        guard var cursor = value.object() else { return nil }
        let milliseconds = cursor["for"]?.duration()
        let rate = cursor["rate"]?.rate()
        let last = cursor["to"]
        let finally = last.map { $0.rate() } ?? rate
        cursor.finish()
        guard let milliseconds, let rate, let finally else { return nil }
        return ArrivalPhase(milliseconds: milliseconds, perHour: rate, finallyPerHour: finally)
    }
}
