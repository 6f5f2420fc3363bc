import Dispatch
import Synchronization
import WireKit

/// A consumer of the bench's own, on a thread of its own, that notes when each delivery arrives.
///
/// It lives for as long as the value.
final class BenchConsumer {
    /// How it answers.
    enum Conduct {
        /// At once.
        case prompt
        /// So long after the request, never earlier.
        case slow(nanoseconds: Int64)
        /// At once, but to the user who is heard of first: to that one not before so long after that.
        case hanging(nanoseconds: Int64)
    }

    /// The port it listens on.
    let port: UInt16

    private let shared: Shared
    private let thread: WorkerThread

    /// Where requests go.
    var url: String { "http://127.0.0.1:\(port)/" }

    /// Starts it; it accepts connections.
    init(_ conduct: Conduct) throws(BenchError) {
        let shared = Shared()
        let thread = WorkerThread(name: "consumer") { BenchConsumer.serve(conduct, shared) }
        shared.started.wait()
        guard let (port, _) = shared.state.withLock({ $0.listening }) else {
            thread.join()
            throw .unusable(name: "the consumer of the bench", reason: "it cannot listen on 127.0.0.1")
        }
        self.port = port
        self.shared = shared
        self.thread = thread
    }

    deinit {
        let waker = shared.state.withLock { state in
            state.isStopped = true
            return state.listening?.waker
        }
        waker?.wake()
        thread.join()
    }

    /// Takes what has arrived so far.
    func takeArrivals() -> Arrivals {
        shared.state.withLock { state in
            defer { state.arrivals = Arrivals() }
            return state.arrivals
        }
    }

    /// What the thread and the bench both see.
    private final class Shared: Sendable {
        struct State {
            var listening: (port: UInt16, waker: WireWaker)?
            var isStopped = false
            var arrivals = Arrivals()
        }

        let state = Mutex(State())
        let started = DispatchSemaphore(value: 0)
    }

    private static func serve(_ conduct: Conduct, _ shared: Shared) {
        do throws(WireError) {
            let loop = try WireLoop()
            defer { loop.close() }
            let port = try loop.listen(host: "127.0.0.1", port: 0)
            let waker = loop.waker
            shared.state.withLock { $0.listening = (port, waker) }
            shared.started.signal()
            var answering = Answering(conduct)
            var events: [WireEvent] = []
            while !shared.state.withLock({ $0.isStopped }) {
                events.removeAll(keepingCapacity: true)
                loop.turn(into: &events, waitMilliseconds: answering.waitMilliseconds)
                let now = MonotonicClock.nanoseconds()
                for case .inbound(let inbound) in events {
                    guard let arrival = Arrival(inbound.request, at: now) else { continue }
                    shared.state.withLock { $0.arrivals.add(arrival) }
                    answering.take(inbound.id, of: arrival)
                }
                while let id = answering.popDue() { loop.respond(to: id, .ok) }
                answering.doze()
            }
        } catch {
            shared.started.signal()
        }
    }
}

/// Which requests are answered when.
private struct Answering {
    private let conduct: BenchConsumer.Conduct
    /// In the order in which they are due.
    private var prompt = Line()
    /// Those of the user who is not answered for a while.
    private var hanging = Line()
    private var hangingUser: UInt64?
    private var hangsUntil: Int64 = 0

    /// How long a doze is: answers are late by that at most, and a core is not kept busy by waiting.
    private static let dozeMicroseconds = 50
    /// What never comes.
    private let nothing = DispatchSemaphore(value: 0)

    init(_ conduct: BenchConsumer.Conduct) {
        self.conduct = conduct
    }

    /// How long nothing is due; the last millisecond is not slept through, since poll(2) is no finer.
    var waitMilliseconds: Int {
        guard let due = [prompt.due, hanging.due].compactMap(\.self).min() else { return -1 }
        return max(0, Int((due - MonotonicClock.nanoseconds()) / 1_000_000))
    }

    mutating func take(_ id: RequestID, of arrival: Arrival) {
        switch conduct {
        case .prompt: prompt.append(arrival.nanoseconds, id)
        case .slow(let nanoseconds): prompt.append(arrival.nanoseconds + nanoseconds, id)
        case .hanging(let nanoseconds):
            if hangingUser == nil {
                hangingUser = arrival.user
                hangsUntil = arrival.nanoseconds + nanoseconds
            }
            if arrival.user == hangingUser {
                hanging.append(max(arrival.nanoseconds, hangsUntil), id)
            } else {
                prompt.append(arrival.nanoseconds, id)
            }
        }
    }

    mutating func popDue() -> RequestID? {
        let now = MonotonicClock.nanoseconds()
        return prompt.popDue(now) ?? hanging.popDue(now)
    }

    /// Sleeps for a moment where an answer is due within the millisecond that poll(2) cannot sleep through.
    func doze() {
        if waitMilliseconds == 0 { _ = nothing.wait(timeout: .now() + .microseconds(Self.dozeMicroseconds)) }
    }

    /// Answers in the order in which they are due.
    private struct Line {
        private var waiting: [(due: Int64, id: RequestID)] = []
        private var first = 0

        /// When the next one is due.
        var due: Int64? { first < waiting.count ? waiting[first].due : nil }

        mutating func append(_ due: Int64, _ id: RequestID) {
            waiting.append((due, id))
        }

        mutating func popDue(_ now: Int64) -> RequestID? {
            guard let due, due <= now else { return nil }
            defer {
                first += 1
                if first == waiting.count {
                    waiting.removeAll(keepingCapacity: true)
                    first = 0
                }
            }
            return waiting[first].id
        }
    }
}
