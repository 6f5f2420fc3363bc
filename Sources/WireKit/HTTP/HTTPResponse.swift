/// One final answer, received whole or cut off.
package struct HTTPResponse: Sendable, Equatable {
    /// The status code, three digits of any meaning.
    package let status: Int
    /// The version's second digit: 0 or 1, or a later one that reads like 1.
    package let minorVersion: Int
    /// The fields of the head; trailers are not among them.
    package let fields: HTTPFields
    /// The body, chunks joined, at most `HTTPLimits.bodyBytesKept` of it.
    package let body: [UInt8]
    /// Whether the body was longer than what `body` holds.
    package let bodyCutOff: Bool
    /// Whether the connection may carry another exchange after this one (RFC 9112, section 9.3).
    package let keepAlive: Bool
    /// Where the reason phrase stands in the bytes that `fields` keeps.
    private let reasonRange: Range<Int>

    /// Creates an answer, as a test or an in-process caller does.
    package init(
        status: Int,
        reason: String = "",
        minorVersion: Int = 1,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        bodyCutOff: Bool = false,
        keepAlive: Bool = true
    ) {
        let phrase = Array(reason.utf8)
        self.init(
            status: status,
            reasonRange: phrase.indices,
            minorVersion: minorVersion,
            fields: HTTPFields(head: phrase + fields.wireBytes, start: phrase.count, count: fields.count),
            body: body,
            bodyCutOff: bodyCutOff,
            keepAlive: keepAlive
        )
    }

    /// Takes over what a parser found; the reason phrase is a range of the bytes in `fields`.
    init(
        status: Int,
        reasonRange: Range<Int>,
        minorVersion: Int,
        fields: HTTPFields,
        body: [UInt8],
        bodyCutOff: Bool,
        keepAlive: Bool
    ) {
        self.status = status
        self.reasonRange = reasonRange
        self.minorVersion = minorVersion
        self.fields = fields
        self.body = body
        self.bodyCutOff = bodyCutOff
        self.keepAlive = keepAlive
    }

    /// The words behind the status code, perhaps none; made anew each time.
    package var reason: String { String(decoding: fields.storage[reasonRange], as: UTF8.self) }

    /// Whether the status is one of success, 200 to 299 (RFC 9110, section 15.3).
    package var isSuccess: Bool { (200...299).contains(status) }

    /// Says whether two answers say the same; white space around field values does not count.
    package static func == (left: Self, right: Self) -> Bool {
        left.status == right.status && left.minorVersion == right.minorVersion
            && left.bodyCutOff == right.bodyCutOff && left.keepAlive == right.keepAlive
            && left.reason == right.reason && left.fields == right.fields && left.body == right.body
    }
}
