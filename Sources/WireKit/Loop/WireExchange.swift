/// One request that the client side of a loop sends.
package struct WireRequest: Sendable {
    /// Where it goes.
    package var endpoint: WireEndpoint
    /// The whole request, head and body, exactly as it goes over the wire.
    package var bytes: [UInt8]
    /// Whether the method is `HEAD`, whose answers have no body.
    package var isHead: Bool
    /// How long connecting, sending and reading may take together.
    package var timeoutMilliseconds: Int
    /// What is done to it on its way; nil for nothing.
    package var fault: WireFault?

    /// Describes a request; it is sent by `WireLoop.submit`.
    package init(
        endpoint: WireEndpoint,
        bytes: [UInt8],
        isHead: Bool = false,
        timeoutMilliseconds: Int,
        fault: WireFault? = nil
    ) {
        self.endpoint = endpoint
        self.bytes = bytes
        self.isHead = isHead
        self.timeoutMilliseconds = timeoutMilliseconds
        self.fault = fault
    }
}

/// How one submitted request ended.
package struct WireCompletion: Sendable {
    /// What the caller named the exchange.
    package let token: UInt64
    /// The answer, whatever its status, or why there is none.
    package let result: Result<HTTPResponse, WireFailure>
    /// From the first byte written to the last byte of the answer, or to the failure.
    ///
    /// Counts from the submission when no byte was written, and from the second writing when it was resent.
    package let tookNanoseconds: Int64
    /// Whether the request went out twice, because a kept connection turned out to be dead.
    package let wasResent: Bool

    /// Describes an end, as a loop or its stand-in in a test does.
    package init(
        token: UInt64,
        result: Result<HTTPResponse, WireFailure>,
        tookNanoseconds: Int64,
        wasResent: Bool = false
    ) {
        self.token = token
        self.result = result
        self.tookNanoseconds = tookNanoseconds
        self.wasResent = wasResent
    }
}

/// One request that the server side of a loop received whole.
package struct InboundRequest: Sendable {
    /// Names the request for `WireLoop.respond`.
    package let id: RequestID
    /// The request.
    package let request: HTTPRequest
    /// The numeric address of the other side.
    package let peer: WireEndpoint
}

/// Names one request of one server connection; never used twice in the life of a loop.
package struct RequestID: Hashable, Sendable {
    /// Where the loop keeps the connection.
    let slot: Int
    /// Counts the connections of a loop, so that a late answer never reaches a later one.
    package let connection: UInt64
    /// Counts the requests of the connection from 0.
    package let sequence: UInt64
}

/// What a turn of a loop brought.
package enum WireEvent: Sendable {
    /// A submitted exchange is over, one way or another.
    case completed(WireCompletion)
    /// A request is on its way, as far as `WireLimits.serverAnnounces` says; it can be answered already.
    ///
    /// Once it is there whole, it comes as `inbound` all the same.
    case inboundBegan(RequestID)
    /// A request came in and waits for `WireLoop.respond`, now or later.
    case inbound(InboundRequest)
    /// The peer of a request that was not answered yet is gone; answering it has no effect.
    case inboundCancelled(RequestID)
    /// Somebody called `WireWaker.wake`.
    case woken
}
