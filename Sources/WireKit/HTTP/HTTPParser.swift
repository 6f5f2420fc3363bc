/// Reads HTTP/1.1 messages out of a stream of bytes, however the stream is cut into pieces (RFC 9112).
///
///     head ─▶ fixed ────────────────▶ complete ─▶ head …
///       │ ├─▶ chunked ─▶ trailers ──────▲ ▲
///       │ ├─▶ until close (end of stream) ┘ │
///       └─┴─ no body ───────────────────────┘
///
/// Not drawn: a 1xx answer goes from head back to head. One parser serves one direction of one connection,
/// message after message. After a thrown error it is spent, as is the connection.
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

    private enum State: Sendable {
        case head
        case fixed(remaining: Int)
        case untilClose
        case chunked
        case trailers
        case complete
    }

    private let role: Role
    private let limits: HTTPLimits
    private var state = State.head
    private var head: HTTPHeadReader
    private var chunks: HTTPChunkReader
    private var body: [UInt8] = []
    /// The bytes of content that were read, kept or not.
    private var bodyByteCount = 0
    private var bodyCutOff = false
    private var keepAlive = false
    private var toHead = false
    private var informationalCount = 0
    private var emptyLineCount = 0
    private var emptyLineHasReturn = false

    /// Creates a parser that stands before the first message.
    package init(_ role: Role, limits: HTTPLimits = HTTPLimits()) {
        self.role = role
        self.limits = limits
        self.head = HTTPHeadReader(role, limits: limits)
        self.chunks = HTTPChunkReader(limits: limits)
    }

    /// Says, before each answer of the response role, whether its request was `HEAD` and so has no body.
    package mutating func prepareForResponse(toHead: Bool) {
        precondition(isBetweenMessages, "An answer cannot change its request once it has begun.")
        self.toHead = toHead
    }

    /// Consumes `bytes` from `offset` on, moves `offset`, and stops right after one complete message.
    ///
    /// A complete message must be taken before the next is parsed; until then nothing is consumed.
    package mutating func parse(_ bytes: Span<UInt8>, offset: inout Int) throws(HTTPParseError) -> Progress {
        while true {
            switch state {
            case .head:
                if role == .request, head.isEmpty { try skipEmptyLines(bytes, offset: &offset) }
                guard try head.read(bytes, offset: &offset) else { return .needsMore }
                if let progress = try finishHead() { return progress }
            case .fixed(let remaining):
                guard offset < bytes.count else { return .needsMore }
                let range = offset..<(offset + min(remaining, bytes.count - offset))
                let isLast = range.count == remaining
                state = isLast ? .complete : .fixed(remaining: remaining - range.count)
                offset = range.upperBound
                try keep(bytes, range, offset: &offset)
            case .untilClose:
                guard offset < bytes.count else { return .needsMore }
                let range = offset..<bytes.count
                offset = range.upperBound
                try keep(bytes, range, offset: &offset)
            case .chunked:
                switch try chunks.next(bytes, offset: &offset) {
                case .needsMore: return .needsMore
                case .data(let range): try keep(bytes, range, offset: &offset)
                case .trailers:
                    head.beginTrailers()
                    state = .trailers
                }
            case .trailers:
                guard try head.read(bytes, offset: &offset) else { return .needsMore }
                state = .complete
            case .complete:
                return .complete
            }
        }
    }

    /// Tells that the peer sends no more: completes a body that ends with the connection, or throws.
    ///
    /// Between messages the end is no error and `needsMore` is returned.
    package mutating func endOfStream() throws(HTTPParseError) -> Progress {
        switch state {
        case .head:
            guard isBetweenMessages else { throw .unexpectedEnd }
            return .needsMore
        case .fixed, .chunked, .trailers:
            throw .unexpectedEnd
        case .untilClose, .complete:
            state = .complete
            return .complete
        }
    }

    /// Whether no byte of a next message was consumed yet.
    package var isBetweenMessages: Bool {
        switch state {
        case .head: head.isEmpty && informationalCount == 0 && !emptyLineHasReturn
        case .fixed, .untilClose, .chunked, .trailers, .complete: false
        }
    }

    /// Whether the request under way waits for a 100 before it sends its body (RFC 9110, section 10.1.1).
    ///
    /// Worth asking when `parse` returned `headReceived`; clients of HTTP/1.0 know no interim answers.
    package var expectsContinue: Bool {
        guard let startLine = head.startLine else { return false }
        return head.framing.expectsContinue && startLine.minorVersion > 0
    }

    /// Hands over the complete request and stands before the next; traps when none is complete.
    package mutating func takeRequest() -> HTTPRequest {
        guard case .complete = state, let startLine = head.startLine,
            case .request(let method, let target) = startLine.kind
        else { preconditionFailure("A request is taken when it is complete, and once.") }
        let request = HTTPRequest(
            method: head.text(method),
            target: head.text(target),
            minorVersion: startLine.minorVersion,
            fields: head.takeFields(),
            body: takeBody(),
            keepAlive: keepAlive
        )
        reset()
        return request
    }

    /// Hands over the complete answer and stands before the next; traps when none is complete.
    package mutating func takeResponse() -> HTTPResponse {
        guard case .complete = state, let startLine = head.startLine,
            case .response(let status, let reason) = startLine.kind
        else { preconditionFailure("An answer is taken when it is complete, and once.") }
        let response = HTTPResponse(
            status: status,
            reasonRange: reason,
            minorVersion: startLine.minorVersion,
            fields: head.takeFields(),
            body: takeBody(),
            bodyCutOff: bodyCutOff,
            keepAlive: keepAlive
        )
        reset()
        return response
    }
}

extension HTTPParser {
    /// The empty lines that a client may send before a request, as some did behind a body.
    private static let emptyLineCountMax = 4

    /// Skips a few empty lines before a request (RFC 9112, section 2.2).
    private mutating func skipEmptyLines(_ bytes: Span<UInt8>, offset: inout Int) throws(HTTPParseError) {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == HTTPSyntax.lineFeed {
                emptyLineHasReturn = false
                emptyLineCount += 1
                guard emptyLineCount <= Self.emptyLineCountMax else { throw .badStartLine }
            } else if emptyLineHasReturn {
                throw .bareCarriageReturn
            } else if byte == HTTPSyntax.carriageReturn {
                emptyLineHasReturn = true
            } else {
                return
            }
            offset += 1
        }
    }

    /// Decides what follows a complete head; nil means that parsing goes straight on.
    private mutating func finishHead() throws(HTTPParseError) -> Progress? {
        guard let startLine = head.startLine else {
            preconditionFailure("A head begins with its start line.")
        }
        let minorVersion = startLine.minorVersion
        let framing: HTTPFraming.Body
        keepAlive = head.framing.persists(minorVersion: minorVersion)
        switch startLine.kind {
        case .request:
            framing = try head.framing.requestBody(minorVersion: minorVersion)
            if case .fixed(let byteCount) = framing, byteCount > limits.bodyBytesMax {
                throw .bodyTooLarge(bytesMax: limits.bodyBytesMax)
            }
        case .response(let status, _):
            if status < 200, status != HTTPStatus.switchingProtocols.code { return try dropInformational() }
            framing = try head.framing.responseBody(
                status: status,
                toHead: toHead,
                minorVersion: minorVersion
            )
            // Behind a 101 the connection speaks another protocol, which nobody here asked for.
            if status < 200 || framing == .untilClose { keepAlive = false }
        }
        switch framing {
        case .empty:
            state = .complete
            return nil
        case .fixed(let byteCount):
            state = .fixed(remaining: byteCount)
            body.reserveCapacity(min(byteCount, Self.bodyReserveBytesMax, bodyBytesKept))
        case .chunked: state = .chunked
        case .untilClose: state = .untilClose
        }
        return role == .request ? .headReceived : nil
    }

    /// A length is only a promise, so no more than this is allocated on its word.
    private static let bodyReserveBytesMax = 65_536

    private var bodyBytesKept: Int {
        switch role {
        case .request: limits.bodyBytesMax
        case .response: limits.bodyBytesKept
        }
    }

    private mutating func dropInformational() throws(HTTPParseError) -> Progress {
        informationalCount += 1
        guard informationalCount <= limits.informationalCountMax else {
            throw .tooManyInformational(countMax: limits.informationalCountMax)
        }
        head.reset()
        return .informational
    }

    /// Takes in content that was read: all of a request's within its limit, the beginning of an answer's.
    ///
    /// The first byte beyond what may be read of an answer completes it where it is.
    private mutating func keep(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        offset: inout Int
    ) throws(HTTPParseError) {
        var range = range
        if role == .request {
            guard range.count <= limits.bodyBytesMax - bodyByteCount else {
                throw .bodyTooLarge(bytesMax: limits.bodyBytesMax)
            }
        } else if range.count > limits.bodyBytesReadMax - bodyByteCount {
            range = range.lowerBound..<(range.lowerBound + limits.bodyBytesReadMax - bodyByteCount)
            offset = range.upperBound
            state = .complete
            keepAlive = false
            bodyCutOff = true
        }
        bodyByteCount += range.count
        let kept = min(range.count, bodyBytesKept - body.count)
        if kept < range.count { bodyCutOff = true }
        guard kept > 0 else { return }
        body.append(addingCapacity: kept) { output in
            for index in range.lowerBound..<(range.lowerBound + kept) { output.append(bytes[index]) }
        }
    }

    private mutating func takeBody() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &body)
        return taken
    }

    private mutating func reset() {
        state = .head
        chunks = HTTPChunkReader(limits: limits)
        bodyByteCount = 0
        bodyCutOff = false
        keepAlive = false
        toHead = false
        informationalCount = 0
        emptyLineCount = 0
    }
}
