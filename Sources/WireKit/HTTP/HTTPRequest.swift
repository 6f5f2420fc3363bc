/// One request, received whole.
package struct HTTPRequest: Sendable, Equatable {
    /// The method in the case in which it was sent; methods are case-sensitive (RFC 9110, section 9.1).
    package let method: String
    /// The request target as it was sent, with its query (RFC 9112, section 3.2).
    package let target: String
    /// The version's second digit: 0 or 1, or a later one that reads like 1.
    package let minorVersion: Int
    /// The fields of the head; trailers are not among them.
    package let fields: HTTPFields
    /// The body, chunks joined.
    package let body: [UInt8]
    /// Whether the connection may serve another request after this one (RFC 9112, section 9.3).
    package let keepAlive: Bool

    /// Creates a request, as a test or an in-process caller does.
    package init(
        method: String,
        target: String,
        minorVersion: Int = 1,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        keepAlive: Bool = true
    ) {
        self.method = method
        self.target = target
        self.minorVersion = minorVersion
        self.fields = fields
        self.body = body
        self.keepAlive = keepAlive
    }
}
