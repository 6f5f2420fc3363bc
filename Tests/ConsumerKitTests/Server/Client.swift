import Testing
import WireKit

/// A client of the tests: requests over real sockets, by one loop on the thread of the test.
final class Client {
    /// Far longer than anything on loopback takes: reached only by a test that fails.
    private static let timeoutMilliseconds = 10_000

    private let loop: WireLoop
    private let port: UInt16
    private var tokensGiven: UInt64 = 0

    init(port: UInt16) throws {
        loop = try WireLoop()
        self.port = port
    }

    deinit {
        loop.close()
    }

    /// Sends a request and waits for its answer.
    func send(
        _ method: String,
        _ target: String,
        fields: HTTPFields = [:],
        body: [UInt8]? = nil
    ) throws -> HTTPResponse {
        let bytes = HTTPSerializer.request(
            method: method,
            target: target,
            host: "x",
            fields: fields,
            body: body
        )
        return try send([bytes], isHead: method == "HEAD")[0].get()
    }

    /// Posts a body with the signature that a secret gives it.
    func deliver(_ text: String, secret: String, id: String = "x") throws -> HTTPResponse {
        try send(
            "POST",
            "/webhooks",
            fields: Self.fields(text, secret: secret, id: id),
            body: Array(text.utf8)
        )
    }

    static func fields(_ text: String, secret: String, id: String = "x") -> HTTPFields {
        let signature = Signature.sign(body: Array(text.utf8), key: Signature.key(secret: secret))
        return [
            "Content-Type": "application/json",
            "X-Webhook-Signature": String(decoding: signature, as: UTF8.self),
            "X-Webhook-Id": id,
        ]
    }

    /// Sends a request whose body goes slowly, and another one once its head is out.
    ///
    /// Returns the statuses and times of both, the slow one's first.
    func race(
        slow: [UInt8],
        bytesPerSecond: Int,
        quick: [UInt8]
    ) throws -> [(status: Int, milliseconds: Int64)] {
        let endpoint = WireEndpoint(host: "127.0.0.1", port: port)
        let fault = WireFault(bytesPerSecond: bytesPerSecond)
        let first = tokensGiven
        tokensGiven += 2
        loop.submit(
            WireRequest(
                endpoint: endpoint,
                bytes: slow,
                timeoutMilliseconds: Self.timeoutMilliseconds,
                fault: fault
            ),
            token: first
        )
        var events: [WireEvent] = []
        let headIsOut = MonotonicClock.nanoseconds() + 15_000_000
        var answers = [(status: Int, milliseconds: Int64)?](repeating: nil, count: 2)
        var isSubmitted = false
        while answers.contains(where: { $0 == nil }) {
            if !isSubmitted, MonotonicClock.nanoseconds() >= headIsOut {
                isSubmitted = true
                loop.submit(
                    WireRequest(
                        endpoint: endpoint,
                        bytes: quick,
                        timeoutMilliseconds: Self.timeoutMilliseconds
                    ),
                    token: first + 1
                )
            }
            loop.turn(into: &events, waitMilliseconds: 1)
            for case .completed(let completion) in events {
                let status = try completion.result.get().status
                answers[Int(completion.token - first)] = (status, completion.tookNanoseconds / 1_000_000)
            }
            events.removeAll(keepingCapacity: true)
        }
        return answers.compactMap(\.self)
    }

    /// Sends requests at once, each over a connection of its own, and waits for all answers.
    func send(_ requests: [[UInt8]], isHead: Bool = false) throws -> [Result<HTTPResponse, WireFailure>] {
        let first = tokensGiven
        for bytes in requests {
            let request = WireRequest(
                endpoint: WireEndpoint(host: "127.0.0.1", port: port),
                bytes: bytes,
                isHead: isHead,
                timeoutMilliseconds: Self.timeoutMilliseconds
            )
            loop.submit(request, token: tokensGiven)
            tokensGiven += 1
        }
        var answers = [Result<HTTPResponse, WireFailure>?](repeating: nil, count: requests.count)
        var events: [WireEvent] = []
        while answers.contains(where: { $0 == nil }) {
            loop.turn(into: &events, waitMilliseconds: -1)
            for case .completed(let completion) in events {
                answers[Int(completion.token - first)] = completion.result
            }
            events.removeAll(keepingCapacity: true)
        }
        return answers.compactMap(\.self)
    }
}
