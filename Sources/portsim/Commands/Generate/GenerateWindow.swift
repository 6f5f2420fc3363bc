import SimulationKit

/// Which part of a stream is printed: from a moment on, before another one, and so many at most.
///
/// The moments are half-open, so that windows that follow one another print every body once. What is left
/// out is made all the same: ids and bytes are those of the whole stream.
struct GenerateWindow {
    private let from: Moment
    /// The moment from which on nothing is printed; nil where there is none.
    let to: Moment?
    private var left: Int

    init(_ arguments: GenerateArguments, start: Moment) {
        from = start + (arguments.fromMilliseconds ?? 0)
        to = arguments.toMilliseconds.map { start + $0 }
        left = arguments.limit ?? .max
    }

    /// Whether nothing that comes at this moment or later is printed; at the end there is no moment.
    func isOver(_ next: Moment?) -> Bool {
        guard let next, left > 0 else { return true }
        guard let to else { return false }
        return next >= to
    }

    /// Whether something of this moment is printed, as far as moments say.
    func includes(_ moment: Moment) -> Bool {
        guard moment >= from else { return false }
        guard let to else { return true }
        return moment < to
    }

    /// Which of these events are of moments that are printed; their moments never run back.
    func places(of events: [Event]) -> Range<Int> {
        var start = 0
        while start < events.count, events[start].moment < from { start += 1 }
        var end = events.count
        if let to { while end > start, events[end - 1].moment >= to { end -= 1 } }
        return start..<end
    }

    /// Takes so many off what may still be printed, or as many as are left, and returns how many.
    mutating func take(_ count: Int) -> Int {
        let taken = min(count, left)
        left -= taken
        return taken
    }

    /// Whether one more may be printed, which is then taken off.
    mutating func take() -> Bool { take(1) == 1 }
}
