package import DeliveryKit
package import JSONKit
package import WireKit

/// Asks a consumer what it believes: one GET at a time, waited for, redirects not followed.
///
/// Belongs to the thread that uses it first.
package final class ProbeClient {
    /// Most bytes of an answer: 8 MiB.
    package static let bodyBytesMax = 8 << 20
    /// How long a turn of the loop waits before it is looked whether the run is to stop, in milliseconds.
    private static let sliceMilliseconds = 50

    private let loop: WireLoop
    private let timeoutMilliseconds: Int
    private var events: [WireEvent] = []
    private var lastToken: UInt64 = 0

    /// Makes a client whose every question takes no longer than this.
    package init(timeoutMilliseconds: Int, trust: TLSTrust = TLSTrust()) throws(ProbeFailure) {
        var limits = WireLimits()
        limits.answers.bodyBytesKept = Self.bodyBytesMax
        limits.answers.bodyBytesReadMax = Self.bodyBytesMax + 1
        do throws(WireError) {
            loop = try WireLoop(limits: limits, trust: trust)
        } catch {
            throw .noDescriptor
        }
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// Asks once; `isStopped` is looked at every 50 ms.
    package func read(
        _ url: WebhookURL,
        fields: [ProbeDefinition.Field],
        isStopped: () -> Bool = { false }
    ) -> Result<JSONNode, ProbeFailure> {
        let completion = exchange(question(url, fields: fields), isStopped: isStopped)
        return completion.map { Self.value(of: $0.result) } ?? .failure(.stopped)
    }

    /// The request that asks at a URL.
    package func question(_ url: WebhookURL, fields: [ProbeDefinition.Field]) -> WireRequest {
        WireRequest(
            endpoint: url.endpoint,
            bytes: Self.request(url, fields),
            timeoutMilliseconds: timeoutMilliseconds
        )
    }

    /// Sends a request, any, and waits for its end; nil where `isStopped`, looked at every 50 ms, came before.
    package func exchange(_ request: WireRequest, isStopped: () -> Bool = { false }) -> WireCompletion? {
        lastToken += 1
        loop.submit(request, token: lastToken)
        while true {
            events.removeAll(keepingCapacity: true)
            loop.turn(into: &events, waitMilliseconds: Self.sliceMilliseconds)
            for case .completed(let completion) in events where completion.token == lastToken {
                return completion
            }
            if isStopped() {
                loop.cancel(token: lastToken)
                return nil
            }
        }
    }

    /// Waits for so long, or until `isStopped` says so.
    package func rest(milliseconds: Int64, isStopped: () -> Bool) {
        let end = MonotonicClock.nanoseconds() + milliseconds * 1_000_000
        while !isStopped() {
            let left = (end - MonotonicClock.nanoseconds() + 999_999) / 1_000_000
            guard left > 0 else { return }
            events.removeAll(keepingCapacity: true)
            loop.turn(into: &events, waitMilliseconds: Int(min(left, Int64(Self.sliceMilliseconds))))
        }
    }

    /// Closes its connections.
    package func close() {
        loop.close()
    }

    static func request(_ url: WebhookURL, _ fields: [ProbeDefinition.Field]) -> [UInt8] {
        var text = "GET \(url.target) HTTP/1.1\r\nHost: \(url.authority)\r\nAccept: application/json\r\n"
        text += "User-Agent: \(RequestWriter.userAgent)\r\n"
        for field in fields { text += "\(field.name): \(field.value)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    static func value(of result: Result<HTTPResponse, WireFailure>) -> Result<JSONNode, ProbeFailure> {
        let response: HTTPResponse
        switch result {
        case .success(let answer): response = answer
        case .failure(let failure): return .failure(.wire(failure))
        }
        if (300..<400).contains(response.status) {
            // All of it or nothing: part of a secret could not be known as one.
            let location = response.fields["location"].flatMap {
                $0.utf8.count <= ValueText.bytesMax ? $0 : nil
            }
            return .failure(.redirect(status: response.status, location: location))
        }
        guard response.isSuccess else { return .failure(.status(response.status)) }
        guard !response.bodyCutOff, response.body.count <= bodyBytesMax else { return .failure(.tooLong) }
        do throws(Diagnostic) {
            return .success(
                try JSONReader.read(
                    response.body,
                    dialect: .json,
                    limits: JSONLimits(bytesMax: bodyBytesMax, depthMax: 512),
                    duplicateKeys: .lastWins,
                    loneSurrogates: .replace
                )
            )
        } catch {
            let first = response.body.first { $0 > 0x20 }
            return .failure(first == UInt8(ascii: "<") ? .html : .notJSON(error.message))
        }
    }
}
