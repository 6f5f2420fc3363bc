import DeliveryKit
import WireKit

/// The network of a verification: sends requests one by one or at once, and may listen for whoever calls back.
///
/// Belongs to the thread that uses it first.
final class CheckWire {
    /// One request and how it is sent.
    struct Sending: Sendable {
        /// The whole request.
        var bytes: [UInt8]
        /// Where it goes.
        var endpoint: WireEndpoint
        /// Whether its answer has no body.
        var isHead = false
        /// How long all of it may take.
        var timeoutMilliseconds: Int
        /// What is done to it on its way.
        var fault: WireFault?
    }

    /// Most bytes of an answer's body that are read for what they say.
    static let answerBytesMax = 1 << 20
    /// How long a turn of the loop waits before it is looked whether all is to stop, in milliseconds.
    private static let sliceMilliseconds = 50

    private let loop: WireLoop
    private let stop: EngineStop
    private let deadlineNanoseconds: Int64?
    private var events: [WireEvent] = []
    private var lastToken: UInt64 = 0
    /// What was asked of the listener: the targets of requests.
    private(set) var visits: [String] = []
    private var listenedPort: UInt16?

    init(trust: TLSTrust, stop: EngineStop, maxTimeMilliseconds: Int64?) throws(WireError) {
        var limits = WireLimits()
        limits.answers.bodyBytesKept = Self.answerBytesMax
        loop = try WireLoop(limits: limits, trust: trust)
        self.stop = stop
        deadlineNanoseconds = maxTimeMilliseconds.map {
            MonotonicClock.nanoseconds() + min($0, 1_000_000_000) * 1_000_000
        }
    }

    /// Sends requests, at most so many at once, and waits for all; the completions are in their order.
    ///
    /// Those that are under way at once are all written before any answer is read.
    func exchange(_ sendings: [Sending], atOnce: Int) throws(CheckStop) -> [WireCompletion] {
        var completions: [WireCompletion?] = Array(repeating: nil, count: sendings.count)
        let first = lastToken + 1
        lastToken += UInt64(sendings.count)
        var next = 0
        var underWay = 0
        while next < sendings.count || underWay > 0 {
            while next < sendings.count, underWay < max(1, atOnce) {
                let sending = sendings[next]
                let request = WireRequest(
                    endpoint: sending.endpoint,
                    bytes: sending.bytes,
                    isHead: sending.isHead,
                    timeoutMilliseconds: sending.timeoutMilliseconds,
                    fault: sending.fault
                )
                loop.submit(request, token: first + UInt64(next))
                next += 1
                underWay += 1
            }
            for completion in turn(waitMilliseconds: Self.sliceMilliseconds) where completion.token >= first {
                completions[Int(completion.token - first)] = completion
                underWay -= 1
            }
            try goOn()
        }
        return completions.compactMap(\.self)
    }

    /// Waits for so long.
    func rest(milliseconds: Int64) throws(CheckStop) {
        let end = MonotonicClock.nanoseconds() + milliseconds * 1_000_000
        while true {
            let left = (end - MonotonicClock.nanoseconds() + 999_999) / 1_000_000
            guard left > 0 else { return }
            _ = turn(waitMilliseconds: Int(min(left, Int64(Self.sliceMilliseconds))))
            try goOn()
        }
    }

    /// Listens on this machine, once; every request is answered with an empty 204 and remembered.
    func listen() throws(WireError) -> UInt16 {
        if let listenedPort { return listenedPort }
        let port = try loop.listen(host: "127.0.0.1", port: 0)
        listenedPort = port
        return port
    }

    /// Ends whatever is under way once somebody asked for it, or the time is over.
    private func goOn() throws(CheckStop) {
        if let deadlineNanoseconds, MonotonicClock.nanoseconds() >= deadlineNanoseconds {
            stop.request(.timeIsUp)
        }
        guard stop.reason == nil else { throw .stopped }
    }

    /// Closes its connections.
    func close() { loop.close() }

    private func turn(waitMilliseconds: Int) -> [WireCompletion] {
        events.removeAll(keepingCapacity: true)
        loop.turn(into: &events, waitMilliseconds: waitMilliseconds)
        var completions: [WireCompletion] = []
        for event in events {
            switch event {
            case .completed(let completion): completions.append(completion)
            case .inbound(let inbound):
                visits.append(inbound.request.target)
                loop.respond(to: inbound.id, .noContent)
            case .inboundBegan, .inboundCancelled, .woken: break
            }
        }
        return completions
    }
}
