/// What made a message no HTTP/1.1 message, or one that this process refuses to hold.
///
/// After any of these the connection's bytes have no meaning any more, so it can only be closed.
package enum HTTPParseError: Error, Equatable, Sendable {
    /// The first line is neither a request line nor a status line (RFC 9112, sections 3 and 4).
    case badStartLine
    /// The message is of another major version than HTTP/1 (RFC 9112, section 2.3).
    case unsupportedVersion
    /// A carriage return stands alone, not before a line feed (RFC 9112, section 2.2).
    case bareCarriageReturn
    /// The field line of that number, counted from 1, is no `name: value` (RFC 9112, section 5).
    case badField(number: Int)
    /// White space stands between a field's name and its colon (RFC 9112, section 5.1).
    case spaceBeforeColon(number: Int)
    /// The line behind the field of that number, 0 the first line, begins with white space (RFC 9112, section 5.2).
    case obsoleteFolding(number: Int)
    /// A request has no `Host`, several, or one that is no host (RFC 9112, section 3.2).
    case badHost
    /// `Content-Length` is not a number of bytes, or larger than any (RFC 9112, section 6.3).
    case badLength
    /// The body's length is stated twice and differently (RFC 9112, section 6.3).
    case conflictingLengths
    /// `Transfer-Encoding` is malformed or stands in an HTTP/1.0 message (RFC 9112, section 6.1).
    case badTransferCoding
    /// The body's transfer coding is something other than `chunked` (RFC 9112, section 6.1).
    case unsupportedTransferCoding
    /// A chunk's size line or end is malformed (RFC 9112, section 7.1).
    case badChunk
    /// A chunk's size line, or all extensions together, are longer than the limit.
    case chunkLineTooLarge
    /// The first line alone is longer than the limit of the head.
    case startLineTooLarge(bytesMax: Int)
    /// The head, or the head and its trailers, are longer than the limit.
    case headTooLarge(bytesMax: Int)
    /// The message has more field lines than the limit.
    case tooManyFields(countMax: Int)
    /// The request's body is longer than the limit.
    case bodyTooLarge(bytesMax: Int)
    /// More 1xx answers came than the limit, and no final one.
    case tooManyInformational(countMax: Int)
    /// The peer closed its side in the middle of a message (RFC 9112, section 8).
    case unexpectedEnd
}

extension HTTPParseError {
    /// The status with which a server answers a request that failed this way.
    package var status: HTTPStatus {
        switch self {
        case .badStartLine, .bareCarriageReturn, .badField, .spaceBeforeColon, .obsoleteFolding, .badHost,
            .badLength, .conflictingLengths, .badTransferCoding, .badChunk, .chunkLineTooLarge,
            .tooManyInformational, .unexpectedEnd:
            .badRequest
        case .bodyTooLarge: .contentTooLarge
        case .startLineTooLarge: .uriTooLong
        case .headTooLarge, .tooManyFields: .requestHeaderFieldsTooLarge
        case .unsupportedTransferCoding: .notImplemented
        case .unsupportedVersion: .httpVersionNotSupported
        }
    }

    /// The failure as part of a sentence a person reads, without a final point.
    package var message: String {
        switch self {
        case .badStartLine: "the first line is not HTTP/1.1"
        case .unsupportedVersion: "the message is of another HTTP version than 1.0 and 1.1"
        case .bareCarriageReturn: "a carriage return in the head is not followed by a line feed"
        case .badField(let number): "header line \(number) is not of the form 'name: value'"
        case .spaceBeforeColon(let number): "header line \(number) has white space before its colon"
        case .obsoleteFolding(number: 0): "the line after the first begins with white space"
        case .obsoleteFolding(let number):
            "the line after header line \(number) begins with white space (line folding is not allowed)"
        case .badHost: "a request needs exactly one Host header, naming a host"
        case .badLength: "the Content-Length header is not a number of bytes"
        case .conflictingLengths: "the headers state the length of the body in two ways"
        case .badTransferCoding: "the Transfer-Encoding header is malformed or not allowed here"
        case .unsupportedTransferCoding: "the body has a transfer coding other than 'chunked'"
        case .badChunk: "the body's chunked coding is malformed"
        case .chunkLineTooLarge: "the body's chunk extensions are too long"
        case .startLineTooLarge(let bytesMax): "the first line is longer than \(bytesMax) bytes"
        case .headTooLarge(let bytesMax): "the headers are longer than \(bytesMax) bytes"
        case .tooManyFields(let countMax): "there are more than \(countMax) header lines"
        case .bodyTooLarge(let bytesMax): "the body is longer than \(bytesMax) bytes"
        case .tooManyInformational(let countMax): "more than \(countMax) interim (1xx) answers came"
        case .unexpectedEnd: "the connection was closed in the middle of a message"
        }
    }
}
