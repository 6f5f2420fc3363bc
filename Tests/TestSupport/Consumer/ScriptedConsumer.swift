import Dispatch
import Synchronization
package import WireKit

/// A consumer that answers as a test says and keeps all that it was sent: the sender seen from outside.
///
/// It reads nothing into what it gets; it is no judge of signatures or duplicates. Ends with `stop()`, or
/// when the last reference to it goes.
package final class ScriptedConsumer: Sendable {
    /// Decides about a request, on the consumer's thread.
    package typealias Script = @Sendable (ScriptedRequest) -> ScriptedAnswer

    /// A wait that did not end: what a test waits for did not happen.
    package struct MissingRequests: Error, CustomStringConvertible {
        /// How many were waited for.
        package let expected: Int
        /// How many came.
        package let received: Int

        /// Both numbers in a sentence.
        package var description: String { "\(expected) requests were awaited and \(received) came" }
    }

    /// Far longer than anything on loopback takes: reached only by a test that fails.
    private static let guardSeconds = 20

    /// The port of 127.0.0.1 that it listens on.
    package let port: UInt16
    private let core: ScriptedCore
    private let waker: WireWaker
    private let thread: WorkerThread

    /// Starts a consumer, which accepts connections when this returns.
    package init(
        limits: WireLimits = WireLimits(),
        _ script: @escaping Script = { _ in .status(200) }
    ) throws(WireError) {
        let core = ScriptedCore(script)
        thread = WorkerThread(name: "scripted") { core.run(limits: limits) }
        (port, waker) = try core.place()
        self.core = core
    }

    deinit {
        stop()
    }

    /// The URL of `/webhooks` here.
    package var url: String { "http://127.0.0.1:\(port)/webhooks" }

    /// All requests so far, in order of arrival.
    package var requests: [ScriptedRequest] { core.requests.withLock { $0.received } }

    /// Waits until there were so many requests, and gives all that came by then.
    package func requests(atLeast count: Int) throws(MissingRequests) -> [ScriptedRequest] {
        let arrival = DispatchSemaphore(value: 0)
        core.requests.withLock { requests in
            if requests.received.count >= count {
                arrival.signal()
            } else {
                requests.waiting.append((count, arrival))
            }
        }
        _ = arrival.wait(timeout: .now() + .seconds(Self.guardSeconds))
        let received = requests
        guard received.count >= count else {
            throw MissingRequests(expected: count, received: received.count)
        }
        return received
    }

    /// Closes all connections and returns when the thread has ended; later calls return at once.
    package func stop() {
        core.isStopping.store(true, ordering: .releasing)
        waker.wake()
        thread.join()
    }
}

/// What the thread of a scripted consumer shares with tests.
private final class ScriptedCore: Sendable {
    struct Requests {
        var received: [ScriptedRequest] = []
        var waiting: [(count: Int, arrival: DispatchSemaphore)] = []
    }

    private struct Later {
        let dueNanoseconds: Int64
        let request: RequestID
        let answer: ScriptedAnswer
    }

    let requests = Mutex(Requests())
    let isStopping = Atomic(false)
    private let script: ScriptedConsumer.Script
    private let start = Mutex<Result<(UInt16, WireWaker), WireError>?>(nil)
    private let isStarted = DispatchSemaphore(value: 0)

    init(_ script: @escaping ScriptedConsumer.Script) {
        self.script = script
    }

    /// Where the thread listens, once it does.
    func place() throws(WireError) -> (UInt16, WireWaker) {
        isStarted.wait()
        guard let start = start.withLock({ $0 }) else {
            preconditionFailure("the thread reports before it signals")
        }
        return try start.get()
    }

    func run(limits: WireLimits) {
        let loop: WireLoop
        do throws(WireError) {
            loop = try WireLoop(limits: limits)
            let port = try loop.listen(host: "127.0.0.1", port: 0)
            start.withLock { $0 = .success((port, loop.waker)) }
            isStarted.signal()
        } catch {
            start.withLock { $0 = .failure(error) }
            isStarted.signal()
            return
        }
        serve(loop)
        loop.close()
    }

    private func serve(_ loop: WireLoop) {
        var events: [WireEvent] = []
        var later: [Later] = []
        var attempts: [String?: Int] = [:]
        while !isStopping.load(ordering: .acquiring) {
            loop.turn(into: &events, waitMilliseconds: Self.waitMilliseconds(later))
            for case .inbound(let inbound) in events {
                let identifier = inbound.request.fields["X-Webhook-Id"]
                attempts[identifier, default: 0] += 1
                let request = record(inbound, attempt: attempts[identifier, default: 1])
                let answer = script(request)
                if answer.delayMilliseconds > 0 {
                    let due = request.arrivedNanoseconds + Int64(answer.delayMilliseconds) * 1_000_000
                    later.append(Later(dueNanoseconds: due, request: inbound.id, answer: answer))
                } else {
                    Self.give(answer, to: inbound.id, on: loop)
                }
            }
            events.removeAll(keepingCapacity: true)
            guard !later.isEmpty else { continue }
            let now = MonotonicClock.nanoseconds()
            for due in later where due.dueNanoseconds <= now {
                Self.give(due.answer, to: due.request, on: loop)
            }
            later.removeAll { $0.dueNanoseconds <= now }
        }
    }

    private func record(_ inbound: InboundRequest, attempt: Int) -> ScriptedRequest {
        let now = MonotonicClock.nanoseconds()
        let (request, arrivals) = requests.withLock { requests in
            let request = ScriptedRequest(
                number: requests.received.count,
                attempt: attempt,
                arrivedNanoseconds: now,
                peer: inbound.peer,
                request: inbound.request
            )
            requests.received.append(request)
            let count = requests.received.count
            let arrivals = requests.waiting.filter { $0.count <= count }.map(\.arrival)
            requests.waiting.removeAll { $0.count <= count }
            return (request, arrivals)
        }
        for arrival in arrivals { arrival.signal() }
        return request
    }

    private static func give(_ answer: ScriptedAnswer, to request: RequestID, on loop: WireLoop) {
        switch answer.manner {
        case .status(let status, let fields, let body):
            loop.respond(to: request, status, fields: fields, body: body, thenClose: answer.thenCloses)
        case .bytes(let bytes):
            loop.respond(to: request, bytes: bytes, thenClose: answer.thenCloses)
        case .silence:
            break
        case .reset:
            loop.reset(request)
        }
    }

    private static func waitMilliseconds(_ later: [Later]) -> Int {
        guard let earliest = later.map(\.dueNanoseconds).min() else { return -1 }
        return Int(max(0, earliest - MonotonicClock.nanoseconds() + 999_999) / 1_000_000)
    }
}
