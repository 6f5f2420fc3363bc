import DeliveryKit
import WireKit

/// Asks a consumer to do something for a check, by a POST without a body.
enum EndpointHook {
    /// Makes the consumer forget everything, where it says how; what is to be said where that fails.
    static func reset(_ session: CheckSession) throws(CheckStop) -> String? {
        guard let url = session.target.reset else { return nil }
        guard let failure = try call(url, session) else { return nil }
        return "the consumer was not reset: \(failure)"
    }

    /// Calls a hook; what went wrong as part of a sentence, nil where nothing did.
    static func call(_ url: WebhookURL, _ session: CheckSession) throws(CheckStop) -> String? {
        var head = "POST \(url.target) HTTP/1.1\r\nHost: \(url.authority)\r\n"
        head += "User-Agent: \(RequestWriter.userAgent)\r\nContent-Length: 0\r\n"
        for field in session.target.probe?.fields ?? [] { head += "\(field.name): \(field.value)\r\n" }
        let sending = CheckWire.Sending(
            bytes: Array((head + "\r\n").utf8),
            endpoint: url.endpoint,
            timeoutMilliseconds: Int(session.options.answerMilliseconds)
        )
        switch try session.wire.exchange([sending], atOnce: 1)[0].result {
        case .success(let response): return response.isSuccess ? nil : "its hook answered \(response.status)"
        case .failure(let failure): return "its hook could not be asked: \(failure.message)"
        }
    }
}
