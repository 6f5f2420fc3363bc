/// What the fields of a head say about the message's body and the life of its connection (RFC 9112).
///
/// Facts are gathered field by field and judged when the head is complete, since some answers have no body
/// whatever their fields say.
struct HTTPFraming: Sendable {
    /// How the end of a body is found (RFC 9112, section 6.3).
    enum Body: Sendable, Equatable {
        case empty
        case fixed(byteCount: Int)
        case chunked
        case untilClose
    }

    private var contentLength: Int?
    private var contentLengthError: HTTPParseError?
    private var isChunked = false
    private var hasOtherCoding = false
    private var hasBadCoding = false
    private var hostCount = 0
    private var hasBadHost = false
    private var saysClose = false
    private var saysKeepAlive = false
    /// Whether the field `Expect` asks for an interim answer (RFC 9110, section 10.1.1).
    private(set) var expectsContinue = false

    /// Looks at one field that was found well formed.
    mutating func note(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) {
        // The length alone rules out nearly every field.
        switch name.count {
        case 4:
            if HTTPSyntax.isEqual(bytes, name, to: "host") { noteHost(bytes, value) }
        case 6:
            if HTTPSyntax.isEqual(bytes, name, to: "expect") {
                expectsContinue = HTTPSyntax.isEqual(bytes, value, to: "100-continue")
            }
        case 10:
            if HTTPSyntax.isEqual(bytes, name, to: "connection") { noteConnection(bytes, value) }
        case 14:
            if HTTPSyntax.isEqual(bytes, name, to: "content-length") { noteContentLength(bytes, value) }
        case 17:
            if HTTPSyntax.isEqual(bytes, name, to: "transfer-encoding") { noteTransferCoding(bytes, value) }
        default:
            break
        }
    }

    /// Judges a request's fields (RFC 9112, sections 3.2 and 6.3).
    func requestBody(minorVersion: Int) throws(HTTPParseError) -> Body {
        guard !hasBadHost, hostCount == 1 || hostCount == 0 && minorVersion == 0 else { throw .badHost }
        // Without a final `chunked` the end of a request cannot be found, known coding or not.
        if hasOtherCoding && !isChunked { throw .badTransferCoding }
        return try statedBody(minorVersion: minorVersion) ?? .empty
    }

    /// Judges an answer's fields (RFC 9112, section 6.3).
    ///
    /// Every coding but `chunked` is an error, since no request here says `TE` (RFC 9110, section 10.1.4).
    func responseBody(status: Int, toHead: Bool, minorVersion: Int) throws(HTTPParseError) -> Body {
        if toHead || status < 200 || status == 204 || status == 304 { return .empty }
        return try statedBody(minorVersion: minorVersion) ?? .untilClose
    }

    /// Whether the connection outlives the message, its framing permitting (RFC 9112, section 9.3).
    func persists(minorVersion: Int) -> Bool {
        !saysClose && (minorVersion > 0 || saysKeepAlive)
    }

    private func statedBody(minorVersion: Int) throws(HTTPParseError) -> Body? {
        if isChunked || hasOtherCoding || hasBadCoding {
            // Two statements of the length are how requests are smuggled (RFC 9112, section 11.2).
            guard contentLength == nil, contentLengthError == nil else { throw .conflictingLengths }
            guard !hasBadCoding, minorVersion > 0 else { throw .badTransferCoding }
            guard !hasOtherCoding else { throw .unsupportedTransferCoding }
            return .chunked
        }
        if let contentLengthError { throw contentLengthError }
        guard let contentLength else { return nil }
        return contentLength == 0 ? Body.empty : .fixed(byteCount: contentLength)
    }
}

extension HTTPFraming {
    // Several equal lengths are one, in one field or in several (RFC 9110, section 8.6).
    private mutating func noteContentLength(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        var elements = HTTPListElements(value)
        while let element = elements.next(bytes) {
            guard let length = Self.length(bytes, element) else {
                contentLengthError = contentLengthError ?? .badLength
                return
            }
            if let contentLength, contentLength != length {
                contentLengthError = contentLengthError ?? .conflictingLengths
            }
            contentLength = length
        }
    }

    private static func length(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        var length = 0
        for index in range {
            guard HTTPSyntax.isDigit(bytes[index]) else { return nil }
            let (product, overflowed) = length.multipliedReportingOverflow(by: 10)
            let (sum, overflowedToo) = product.addingReportingOverflow(Int(bytes[index] & 15))
            guard !overflowed, !overflowedToo else { return nil }
            length = sum
        }
        return length
    }

    private mutating func noteTransferCoding(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        var elements = HTTPListElements(value)
        var isEmpty = true
        while let element = elements.next(bytes) {
            if element.isEmpty { continue }
            isEmpty = false
            // `chunked` comes last and once (RFC 9112, section 6.1).
            if isChunked {
                hasBadCoding = true
            } else if HTTPSyntax.isEqual(bytes, element, to: "chunked") {
                isChunked = true
            } else {
                hasOtherCoding = true
            }
        }
        if isEmpty { hasBadCoding = true }
    }

    private mutating func noteConnection(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        var elements = HTTPListElements(value)
        while let element = elements.next(bytes) {
            if HTTPSyntax.isEqual(bytes, element, to: "close") { saysClose = true }
            if HTTPSyntax.isEqual(bytes, element, to: "keep-alive") { saysKeepAlive = true }
        }
    }

    // An empty host is allowed (RFC 9112, section 3.2); a path, a query or a user in it is not.
    private mutating func noteHost(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        hostCount += 1
        for index in value where !HTTPSyntax.isHostByte(bytes[index]) { hasBadHost = true }
    }
}
