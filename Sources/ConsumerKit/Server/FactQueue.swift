import Dispatch
import Synchronization

/// Deliveries that were observed together.
package struct ObservedDeliveries: Sendable {
    /// The facts in order of arrival.
    package let facts: [DeliveryFact]
    /// How many deliveries came before these and were not kept, because the observer was too slow.
    package let missedCount: Int
}

/// Brings facts from the consumer's thread to an observer's, which may be slow, as a terminal is.
///
/// Bounded: what finds no room is dropped and counted, so that watching never holds a delivery up.
final class FactQueue: Sendable {
    private struct State {
        var facts: [DeliveryFact] = []
        var missedCount = 0
        var isClosed = false
    }

    private let capacity: Int
    private let state = Mutex(State())
    /// Counts once for each time that the queue stopped being empty, and once for its end.
    private let ready = DispatchSemaphore(value: 0)

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds facts while there is room, and counts the others.
    func append(_ facts: [DeliveryFact]) {
        guard !facts.isEmpty else { return }
        let wasEmpty = state.withLock { state in
            let wasEmpty = state.facts.isEmpty
            let taken = min(facts.count, capacity - state.facts.count)
            state.facts += facts.prefix(taken)
            state.missedCount += facts.count - taken
            return wasEmpty
        }
        if wasEmpty { ready.signal() }
    }

    /// Waits for facts and takes them all; nil at the end.
    func next() -> ObservedDeliveries? {
        while true {
            ready.wait()
            let (batch, isClosed) = state.withLock { state in
                let batch = ObservedDeliveries(facts: state.facts, missedCount: state.missedCount)
                state.facts = []
                state.missedCount = 0
                return (batch, state.isClosed)
            }
            // The end is to be met again by the next call.
            if isClosed { ready.signal() }
            if !batch.facts.isEmpty { return batch }
            if isClosed { return nil }
        }
    }

    /// Lets `next` end once it has handed out what is left.
    func close() {
        state.withLock { $0.isClosed = true }
        ready.signal()
    }
}
