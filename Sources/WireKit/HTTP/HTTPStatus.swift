/// The status code of an answer with the phrase that goes with it (RFC 9110, section 15).
///
/// Two are equal when their codes are: a phrase means nothing to a program.
package struct HTTPStatus: Sendable {
    /// The three-digit code, 100 to 999.
    package let code: Int
    /// The words behind the code on the status line, perhaps none.
    package let phrase: String

    /// Creates a status of any code; its phrase is the registered one, or empty when there is none.
    package init(_ code: Int) {
        precondition((100...999).contains(code), "An HTTP status code has three digits and is 100 at least.")
        self = Self.registered.first { $0.code == code } ?? HTTPStatus(code, "")
    }

    private init(_ code: Int, _ phrase: String) {
        self.code = code
        self.phrase = phrase
    }

    /// Whether the code is one of success, 200 to 299 (RFC 9110, section 15.3).
    package var isSuccess: Bool { (200...299).contains(code) }
}

extension HTTPStatus: Hashable {
    /// Says whether two statuses have the same code.
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Feeds the code, all that equality looks at.
    package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension HTTPStatus {
    /// 100, the request's body may come (RFC 9110, section 15.2.1).
    package static let `continue` = Self(100, "Continue")
    /// 101, the connection speaks another protocol from here (RFC 9110, section 15.2.2).
    package static let switchingProtocols = Self(101, "Switching Protocols")
    /// 103, fields of the answer to come (RFC 8297).
    package static let earlyHints = Self(103, "Early Hints")

    /// 200, done (RFC 9110, section 15.3.1).
    package static let ok = Self(200, "OK")
    /// 201, a resource was made (RFC 9110, section 15.3.2).
    package static let created = Self(201, "Created")
    /// 202, taken on, not yet done (RFC 9110, section 15.3.3).
    package static let accepted = Self(202, "Accepted")
    /// 204, done and nothing to say (RFC 9110, section 15.3.5).
    package static let noContent = Self(204, "No Content")
    /// 206, a range of the content (RFC 9110, section 15.3.7).
    package static let partialContent = Self(206, "Partial Content")

    /// 301, moved for good (RFC 9110, section 15.4.2).
    package static let movedPermanently = Self(301, "Moved Permanently")
    /// 302, found elsewhere for now (RFC 9110, section 15.4.3).
    package static let found = Self(302, "Found")
    /// 303, see another resource (RFC 9110, section 15.4.4).
    package static let seeOther = Self(303, "See Other")
    /// 304, the copy at hand is good (RFC 9110, section 15.4.5).
    package static let notModified = Self(304, "Not Modified")
    /// 307, the same request elsewhere for now (RFC 9110, section 15.4.8).
    package static let temporaryRedirect = Self(307, "Temporary Redirect")
    /// 308, the same request elsewhere for good (RFC 9110, section 15.4.9).
    package static let permanentRedirect = Self(308, "Permanent Redirect")

    /// 400, no request that can be understood (RFC 9110, section 15.5.1).
    package static let badRequest = Self(400, "Bad Request")
    /// 401, who is asking (RFC 9110, section 15.5.2).
    package static let unauthorized = Self(401, "Unauthorized")
    /// 403, not for this asker (RFC 9110, section 15.5.4).
    package static let forbidden = Self(403, "Forbidden")
    /// 404, nothing there (RFC 9110, section 15.5.5).
    package static let notFound = Self(404, "Not Found")
    /// 405, not this method (RFC 9110, section 15.5.6).
    package static let methodNotAllowed = Self(405, "Method Not Allowed")
    /// 406, no form that the asker accepts (RFC 9110, section 15.5.7).
    package static let notAcceptable = Self(406, "Not Acceptable")
    /// 408, the request did not come in time (RFC 9110, section 15.5.9).
    package static let requestTimeout = Self(408, "Request Timeout")
    /// 409, at odds with the resource's state (RFC 9110, section 15.5.10).
    package static let conflict = Self(409, "Conflict")
    /// 410, gone for good (RFC 9110, section 15.5.11).
    package static let gone = Self(410, "Gone")
    /// 411, a length is wanted (RFC 9110, section 15.5.12).
    package static let lengthRequired = Self(411, "Length Required")
    /// 412, a condition of the request does not hold (RFC 9110, section 15.5.13).
    package static let preconditionFailed = Self(412, "Precondition Failed")
    /// 413, the body is too large (RFC 9110, section 15.5.14).
    package static let contentTooLarge = Self(413, "Content Too Large")
    /// 414, the target is too long (RFC 9110, section 15.5.15).
    package static let uriTooLong = Self(414, "URI Too Long")
    /// 415, not this media type (RFC 9110, section 15.5.16).
    package static let unsupportedMediaType = Self(415, "Unsupported Media Type")
    /// 417, an expectation that cannot be met (RFC 9110, section 15.5.18).
    package static let expectationFailed = Self(417, "Expectation Failed")
    /// 422, understood and still not possible (RFC 9110, section 15.5.21).
    package static let unprocessableContent = Self(422, "Unprocessable Content")
    /// 425, too early to be sure that it is no replay (RFC 8470, section 5.2).
    package static let tooEarly = Self(425, "Too Early")
    /// 426, only in another protocol (RFC 9110, section 15.5.22).
    package static let upgradeRequired = Self(426, "Upgrade Required")
    /// 428, only with a condition (RFC 6585, section 3).
    package static let preconditionRequired = Self(428, "Precondition Required")
    /// 429, too many requests in a time (RFC 6585, section 4).
    package static let tooManyRequests = Self(429, "Too Many Requests")
    /// 431, the fields are too large (RFC 6585, section 5).
    package static let requestHeaderFieldsTooLarge = Self(431, "Request Header Fields Too Large")

    /// 500, the server failed (RFC 9110, section 15.6.1).
    package static let internalServerError = Self(500, "Internal Server Error")
    /// 501, the server cannot do that at all (RFC 9110, section 15.6.2).
    package static let notImplemented = Self(501, "Not Implemented")
    /// 502, the server behind answered nonsense (RFC 9110, section 15.6.3).
    package static let badGateway = Self(502, "Bad Gateway")
    /// 503, not now (RFC 9110, section 15.6.4).
    package static let serviceUnavailable = Self(503, "Service Unavailable")
    /// 504, the server behind did not answer in time (RFC 9110, section 15.6.5).
    package static let gatewayTimeout = Self(504, "Gateway Timeout")
    /// 505, not this version of HTTP (RFC 9110, section 15.6.6).
    package static let httpVersionNotSupported = Self(505, "HTTP Version Not Supported")

    /// Every status that has a name here, in the order of their codes.
    package static let registered: [HTTPStatus] = [
        .continue, .switchingProtocols, .earlyHints,
        .ok, .created, .accepted, .noContent, .partialContent,
        .movedPermanently, .found, .seeOther, .notModified, .temporaryRedirect, .permanentRedirect,
        .badRequest, .unauthorized, .forbidden, .notFound, .methodNotAllowed, .notAcceptable,
        .requestTimeout, .conflict, .gone, .lengthRequired, .preconditionFailed, .contentTooLarge,
        .uriTooLong, .unsupportedMediaType, .expectationFailed, .unprocessableContent, .tooEarly,
        .upgradeRequired, .preconditionRequired, .tooManyRequests, .requestHeaderFieldsTooLarge,
        .internalServerError, .notImplemented, .badGateway, .serviceUnavailable, .gatewayTimeout,
        .httpVersionNotSupported,
    ]
}
