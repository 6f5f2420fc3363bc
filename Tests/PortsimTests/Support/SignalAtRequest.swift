import Glibc
import Synchronization

/// Sends a process signals when the consumer receives its n-th request: a moment without a clock.
final class SignalAtRequest: Sendable {
    private struct State {
        var left = 0
        var signals: [Int32] = []
        var target: Int32?
        var isDue = false

        func send() {
            guard let target else { return }
            for signal in signals { kill(target, signal) }
        }
    }

    private let state = Mutex(State())

    /// Sets the moment, before the process is started: so many requests from now.
    func arm(_ signals: Int32..., afterRequests count: Int) {
        state.withLock { $0 = State(left: count, signals: signals) }
    }

    /// Says which process is meant; its first requests may have come before.
    func aim(at process: Int32) {
        state.withLock { state in
            state.target = process
            if state.isDue { state.send() }
        }
    }

    /// Counts a request on the consumer's thread; whether the moment has come, now or before.
    func passes() -> Bool {
        state.withLock { state in
            guard state.left > 0 else { return state.isDue }
            state.left -= 1
            guard state.left == 0 else { return false }
            state.isDue = true
            state.send()
            return true
        }
    }

    /// Forgets moment and process, once that has ended.
    func disarm() {
        state.withLock { $0 = State() }
    }
}
