package import WireKit

/// One request that a scripted consumer received, with what a test wants to know of it.
package struct ScriptedRequest: Sendable {
    /// Counts the requests in order of arrival, from 0.
    package let number: Int
    /// Counts the requests with the same `X-Webhook-Id`, from 1; without one, requests share a count.
    package let attempt: Int
    /// When it had arrived whole.
    package let arrivedNanoseconds: Int64
    /// The sender's end of the connection, by which connections are told apart.
    package let peer: WireEndpoint
    /// The request.
    package let request: HTTPRequest

    /// Every byte as it came: start line, fields, the empty line and the body.
    ///
    /// The empty line is taken to have ended in CR LF, and chunks of a body are joined.
    package var bytes: [UInt8] {
        request.fields.headBytes + Array("\r\n".utf8) + request.body
    }

    /// The body.
    package var body: [UInt8] { request.body }

    /// The body as text.
    package var bodyText: String { String(decoding: request.body, as: UTF8.self) }

    /// The first value of a field of the head.
    package func field(_ name: String) -> String? { request.fields[name] }
}
