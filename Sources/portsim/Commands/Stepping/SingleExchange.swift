import WireKit

/// Sends one request at a time, beside a run.
final class SingleExchange {
    private let trust: TLSTrust
    private var loop: WireLoop?
    private var token: UInt64 = 0

    /// Makes nothing yet: the loop is made with the first request.
    init(trust: TLSTrust) {
        self.trust = trust
    }

    deinit { loop?.close() }

    /// Sends a request and waits for its end, which its time-out sets.
    func send(_ request: WireRequest) throws(WireError) -> WireCompletion {
        let loop: WireLoop
        if let known = self.loop { loop = known } else { loop = try WireLoop(trust: trust) }
        self.loop = loop
        token += 1
        loop.submit(request, token: token)
        var events: [WireEvent] = []
        while true {
            events.removeAll(keepingCapacity: true)
            loop.turn(into: &events, waitMilliseconds: -1)
            for case .completed(let completion) in events where completion.token == token {
                return completion
            }
        }
    }
}
