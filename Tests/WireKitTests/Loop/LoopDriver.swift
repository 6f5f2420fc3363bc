import Testing

@testable import WireKit

/// A loop under test with the events it has handed out, driven by the thread of the test.
final class LoopDriver {
    /// Far longer than anything here takes: reached only by a test that fails.
    private static let guardMilliseconds = 10_000

    let loop: WireLoop
    private(set) var events: [WireEvent] = []
    private var tokensGiven: UInt64 = 0

    init(
        limits: WireLimits = WireLimits(),
        trust: TLSTrust = TLSTrust(),
        names: NameLookup = .system
    ) throws {
        loop = try WireLoop(limits: limits, trust: trust, names: names)
    }

    deinit {
        loop.close()
    }

    /// Submits a small POST, or these bytes, to a port of 127.0.0.1.
    @discardableResult
    func submit(
        to port: UInt16,
        host: String = "127.0.0.1",
        isSecure: Bool = false,
        bytes: [UInt8] = Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok".utf8),
        isHead: Bool = false,
        timeoutMilliseconds: Int = 10_000,
        fault: WireFault? = nil
    ) -> UInt64 {
        tokensGiven += 1
        let request = WireRequest(
            endpoint: WireEndpoint(host: host, port: port, isSecure: isSecure),
            bytes: bytes,
            isHead: isHead,
            timeoutMilliseconds: timeoutMilliseconds,
            fault: fault
        )
        loop.submit(request, token: tokensGiven)
        return tokensGiven
    }

    /// Takes in what peers have sent so far: accepting, reading and answering may need a turn each.
    func settle() {
        for _ in 0..<4 { loop.turn(into: &events, waitMilliseconds: 0) }
    }

    /// Requests that came in and were not taken by the test.
    var requestCount: Int {
        events.count { if case .inbound = $0 { true } else { false } }
    }

    /// Takes all events so far.
    func takeEvents() -> [WireEvent] {
        defer { events = [] }
        return events
    }

    /// Turns until a condition holds.
    func turn(until isDone: (LoopDriver) -> Bool) throws {
        let end = MonotonicClock.nanoseconds() + Int64(Self.guardMilliseconds) * 1_000_000
        while !isDone(self) {
            try #require(MonotonicClock.nanoseconds() < end, "what the test waits for did not happen")
            loop.turn(into: &events, waitMilliseconds: 100)
        }
    }

    /// Turns until an exchange is over and takes its completion.
    func nextCompletion() throws -> WireCompletion {
        try next { if case .completed(let completion) = $0 { completion } else { nil } }
    }

    /// Turns until a request came in and takes it.
    func nextRequest() throws -> InboundRequest {
        try next { if case .inbound(let request) = $0 { request } else { nil } }
    }

    /// Turns until a request was cancelled and takes its name.
    func nextCancellation() throws -> RequestID {
        try next { if case .inboundCancelled(let id) = $0 { id } else { nil } }
    }

    /// Listens on a free port of 127.0.0.1.
    func listen() throws -> UInt16 {
        try loop.listen(host: "127.0.0.1", port: 0)
    }

    private func next<Value>(_ pick: (WireEvent) -> Value?) throws -> Value {
        try turn { $0.events.contains { pick($0) != nil } }
        let index = try #require(events.firstIndex { pick($0) != nil })
        return try #require(pick(events.remove(at: index)))
    }
}

extension WireCompletion {
    /// The answer; records an issue when there is none.
    func response() throws -> HTTPResponse {
        try result.get()
    }

    /// The failure, or nil when an answer came.
    var failure: WireFailure? {
        if case .failure(let failure) = result { failure } else { nil }
    }
}
