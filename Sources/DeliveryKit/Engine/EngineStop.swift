import Synchronization
import WireKit

/// The way to ask a running engine to stop, from any thread.
package final class EngineStop: Sendable {
    /// Why an engine is asked to stop.
    package enum Reason: Equatable, Sendable {
        /// Somebody sent a signal.
        case signal(Int32)
        /// The time that was allowed is over.
        case timeIsUp
        /// Something that must hold can hold no more, and nothing after it was wanted.
        case decided
        /// Somebody who paced the run had enough, or it was to go no further.
        case asked
    }

    private struct State {
        var reason: Reason?
        var waker: WireWaker?
    }

    private let state = Mutex(State())
    private let outer: EngineStop?

    /// Makes a request that nobody has made yet; within another, it is made too once that is.
    package init(within outer: EngineStop? = nil) {
        self.outer = outer
    }

    /// Asks for the stop; the first reason stands.
    package func request(_ reason: Reason) {
        let earlier = outer?.reason
        let waker = state.withLock { state in
            if state.reason == nil { state.reason = earlier ?? reason }
            return state.waker
        }
        waker?.wake()
    }

    /// Why the engine is asked to stop; nil while it is not.
    package var reason: Reason? { state.withLock { $0.reason } ?? outer?.reason }

    func attach(_ waker: WireWaker) {
        state.withLock { $0.waker = waker }
        outer?.attach(waker)
    }
}
