/// What a consumer can be told to do wrong, by the words that users type.
package enum ConsumerFaultName: String, CaseIterable, Sendable {
    // Answers that are HTTP, and not what a sender hopes for.
    case status
    case gone = "410"
    case brownout
    case redirect
    case retryAfter
    case latency
    // Answers that come slowly, in pieces, or never.
    case byteByByte
    case hang
    case informational
    case earlyAnswer
    // Answers of an odd form.
    case http10
    case connectionClose
    case bodyAfter204
    case hugeBody
    case endlessBody
    // Answers that are none.
    case garbage
    case malformedStatusLine
    case hugeHeaders
    case endlessHeaders
    case twoLengths
    case negativeLength
    case truncatedBody
    // Connections that end.
    case closeWithoutResponse
    case resetOnAccept
    case resetOnHeaders
    case resetOnBody
    case keepAliveClose
    // A server that is not there.
    case slowAccept
    case down
    case flap

    /// What stands for the argument in lists, as in `status=CODE,…`; nil where there is none.
    ///
    /// In brackets where it may be left out.
    package var argument: String? {
        switch self {
        case .status: "CODE,…"
        case .brownout: "P"
        case .redirect: "[CODE[:URL]]"
        case .retryAfter: "SECONDS[:date]"
        case .latency: "D[..D]"
        case .byteByByte: "[D]"
        case .informational: "[COUNT]"
        case .earlyAnswer: "[CODE]"
        case .hugeBody, .hugeHeaders: "[BYTES]"
        case .keepAliveClose, .slowAccept: "[D]"
        case .down: "D"
        case .flap: "UP:DOWN"
        case .gone, .hang, .http10, .connectionClose, .bodyAfter204, .endlessBody, .garbage,
            .malformedStatusLine, .endlessHeaders, .twoLengths, .negativeLength, .truncatedBody,
            .closeWithoutResponse, .resetOnAccept, .resetOnHeaders, .resetOnBody:
            nil
        }
    }

    /// What the consumer does, in a sentence without a final point.
    package var summary: String {
        switch self {
        case .status: "answers with these statuses, one for each attempt of a delivery, the last for the rest"
        case .gone: "answers 410 Gone"
        case .brownout: "answers 500 to this part of the attempts"
        case .redirect: "answers with a redirect (default: 301 to /elsewhere)"
        case .retryAfter:
            "answers 503 (429, as 429:SECONDS) with a Retry-After to the first attempt of a delivery"
        case .latency: "answers after this time, or one between the two"
        case .byteByByte: "answers a byte at a time, with this pause after each (default: 10ms)"
        case .hang: "takes requests and never answers"
        case .informational: "answers 103 so many times before the answer (default: 1)"
        case .earlyAnswer: "answers as soon as it has the head (default: 200), before the body"
        case .http10: "answers in HTTP/1.0, whose connections end with the answer"
        case .connectionClose: "answers with 'Connection: close' and closes"
        case .bodyAfter204: "answers 204, which has no body, and a body"
        case .hugeBody: "answers with a body of so many bytes (default: 10,000,000)"
        case .endlessBody: "answers with a body that never ends"
        case .garbage: "answers with bytes that are no HTTP"
        case .malformedStatusLine: "answers with a status line without a number"
        case .hugeHeaders: "answers with so many bytes of header lines (default: 100,000)"
        case .endlessHeaders: "answers with header lines that never end"
        case .twoLengths: "answers with two different Content-Length headers"
        case .negativeLength: "answers with a negative Content-Length"
        case .truncatedBody: "closes in the middle of the answer's body"
        case .closeWithoutResponse: "reads the request and closes the connection"
        case .resetOnAccept: "resets each connection as soon as it is made"
        case .resetOnHeaders: "resets the connection once it has the head"
        case .resetOnBody: "resets the connection once it has the whole request"
        case .keepAliveClose:
            "closes a kept connection when its next request comes, or after this time without one"
        case .slowAccept: "lets connections wait this long before it takes one (default: for ever)"
        case .down: "refuses connections for this long, then is well"
        case .flap: "is there for a while, then refuses connections for a while, and so on"
        }
    }

    /// The name with its argument, as lists show it.
    package var usage: String {
        guard let argument else { return rawValue }
        return argument.hasPrefix("[") ? "\(rawValue)[=\(argument.dropFirst())" : "\(rawValue)=\(argument)"
    }
}
