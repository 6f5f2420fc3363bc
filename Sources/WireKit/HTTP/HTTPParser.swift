/// Reads HTTP/1.1 messages out of a stream of bytes, however the stream is cut into pieces (RFC 9112).
///
/// One parser serves one direction of one connection, message after message. After a thrown error it is
/// spent, as is the connection.
package struct HTTPParser: Sendable {
    /// Which kind of message the parser reads.
    package enum Role: Sendable {
        /// The parser stands in a server.
        case request
        /// The parser stands in a client.
        case response
    }

    /// What a call of `parse` came to; every value but `needsMore` leaves the rest of the bytes unread.
    package enum Progress: Equatable, Sendable {
        /// All bytes were used and the message is not complete.
        case needsMore
        /// A request's head is complete and a body follows: the moment to look at `expectsContinue`.
        case headReceived
        /// A 1xx answer was read and dropped; the final one is still to come.
        case informational
        /// One message is complete and waits for `takeRequest` or `takeResponse`.
        case complete
    }

    /// Creates a parser that stands before the first message.
    package init(_ role: Role, limits: HTTPLimits = HTTPLimits()) {}

    /// Says, before each answer of the response role, whether its request was `HEAD` and so has no body.
    package mutating func prepareForResponse(toHead: Bool) {}

    /// Consumes `bytes` from `offset` on, moves `offset`, and stops right after one complete message.
    package mutating func parse(_ bytes: Span<UInt8>, offset: inout Int) throws(HTTPParseError) -> Progress {
        throw .badStartLine
    }

    /// Tells that the peer sends no more: completes a body that ends with the connection, or throws.
    ///
    /// Between messages the end is no error and `needsMore` is returned.
    package mutating func endOfStream() throws(HTTPParseError) -> Progress {
        throw .unexpectedEnd
    }

    /// Whether no byte of a next message was consumed yet.
    package var isBetweenMessages: Bool { true }

    /// Whether the request under way waits for a 100 before it sends its body (RFC 9110, section 10.1.1).
    package var expectsContinue: Bool { false }

    /// Hands over the complete request and stands before the next; traps when none is complete.
    package mutating func takeRequest() -> HTTPRequest {
        HTTPRequest(method: "", target: "")
    }

    /// Hands over the complete answer and stands before the next; traps when none is complete.
    package mutating func takeResponse() -> HTTPResponse {
        HTTPResponse(status: 200)
    }
}
