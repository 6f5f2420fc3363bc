/// Writes messages as bytes (RFC 9112, sections 3 to 6).
package enum HTTPSerializer {
    /// The interim answer to `Expect: 100-continue` (RFC 9110, section 10.1.1).
    package static let continueResponse = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Writes a whole answer, with a `Content-Length` and what `Connection` must say.
    ///
    /// - Parameters:
    ///   - status: the final status; 204 and 304 get no body and 204 no length (RFC 9110, section 8.6).
    ///   - fields: what the caller has to say; neither `Content-Length` nor `Connection` nor `Transfer-Encoding`.
    ///   - body: the content.
    ///   - keepAlive: whether the connection stays open; `Connection: close` says so when it does not.
    ///   - requestMinorVersion: of the request; a client of HTTP/1.0 must be told that the connection stays.
    ///   - toHead: whether the request was `HEAD`, which is told the length and sent no body.
    /// - Returns: the answer's bytes.
    package static func response(
        status: HTTPStatus,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        keepAlive: Bool = true,
        requestMinorVersion: Int = 1,
        toHead: Bool = false
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128 + fields.wireBytes.count + body.count)
        append("HTTP/1.1 ", to: &bytes)
        append(status.code, to: &bytes)
        bytes.append(HTTPSyntax.space)
        append(status.phrase, to: &bytes)
        append("\r\n", to: &bytes)
        bytes.append(contentsOf: fields.wireBytes)
        if !keepAlive {
            append("Connection: close\r\n", to: &bytes)
        } else if requestMinorVersion == 0 {
            append("Connection: keep-alive\r\n", to: &bytes)
        }
        let hasBody = status.code >= 200 && status != .noContent && status != .notModified
        if hasBody {
            append("Content-Length: ", to: &bytes)
            append(body.count, to: &bytes)
            append("\r\n", to: &bytes)
        }
        append("\r\n", to: &bytes)
        if hasBody && !toHead { bytes.append(contentsOf: body) }
        return bytes
    }

    /// Writes a request's head, with its `Host` first and a `Content-Length` when it has a body.
    ///
    /// Traps when the method is no token or the target no target. `contentLength` is nil for methods without
    /// a body (RFC 9110, section 8.6).
    package static func requestHead(
        method: String,
        target: String,
        host: String,
        fields: HTTPFields = [:],
        contentLength: Int?,
        keepAlive: Bool = true
    ) -> [UInt8] {
        precondition(HTTPSyntax.isToken(method.utf8), "A method is a token (RFC 9110, section 9.1).")
        precondition(HTTPSyntax.isTarget(target), "A target is visible ASCII (RFC 9112, section 3.2).")
        precondition(HTTPSyntax.isFieldValue(host), "A host holds no control characters.")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128 + target.utf8.count + fields.wireBytes.count + (contentLength ?? 0))
        append(method, to: &bytes)
        bytes.append(HTTPSyntax.space)
        append(target, to: &bytes)
        append(" HTTP/1.1\r\nHost: ", to: &bytes)
        append(host, to: &bytes)
        append("\r\n", to: &bytes)
        bytes.append(contentsOf: fields.wireBytes)
        if let contentLength {
            append("Content-Length: ", to: &bytes)
            append(contentLength, to: &bytes)
            append("\r\n", to: &bytes)
        }
        append(keepAlive ? "\r\n" : "Connection: close\r\n\r\n", to: &bytes)
        return bytes
    }

    /// Writes a whole request, head and body.
    package static func request(
        method: String,
        target: String,
        host: String,
        fields: HTTPFields = [:],
        body: [UInt8]? = nil,
        keepAlive: Bool = true
    ) -> [UInt8] {
        var bytes = requestHead(
            method: method,
            target: target,
            host: host,
            fields: fields,
            contentLength: body?.count,
            keepAlive: keepAlive
        )
        if let body { bytes.append(contentsOf: body) }
        return bytes
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: text.utf8)
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        append(String(number), to: &bytes)
    }
}
