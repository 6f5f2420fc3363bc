import SimulationKit

/// What waits for its moment, the earliest first; of one moment, what came first.
struct HeldQueue<Element: Sendable>: Sendable {
    private struct Entry: Sendable {
        let moment: Moment
        let serial: Int64
        let element: Element

        func precedes(_ other: Entry) -> Bool {
            moment == other.moment ? serial < other.serial : moment < other.moment
        }
    }

    private var entries: [Entry] = []
    private var serial: Int64 = 0

    /// When the first is due; nil where nothing waits.
    var next: Moment? { entries.first?.moment }

    mutating func insert(_ element: Element, at moment: Moment) {
        serial += 1
        entries.append(Entry(moment: moment, serial: serial, element: element))
        var place = entries.count - 1
        while place > 0, entries[place].precedes(entries[(place - 1) / 2]) {
            entries.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func popFirst() -> Element? {
        guard let last = entries.popLast() else { return nil }
        guard let first = entries.first else { return last.element }
        entries[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < entries.count {
                if entries[child].precedes(entries[least]) { least = child }
            }
            guard least != place else { return first.element }
            entries.swapAt(place, least)
            place = least
        }
    }
}
