/// What a consumer does wrong, with its argument.
///
/// Draws and sequences go by the delivery and its attempts, never by the order of arrival, so that a sender
/// meets the same at every concurrency. Requests that are no delivery are answered as ever.
package enum ConsumerFault: Hashable, Sendable {
    /// Statuses for the attempts of each delivery; the last one is for all that follow.
    case statuses([Int])
    /// Answers 500 with this probability, in millionths.
    case brownout(millionths: Int)
    case redirect(status: Int, to: String)
    /// The first attempt is told when to come again, in seconds or by a date.
    case retryAfter(status: Int, seconds: Int, asDate: Bool)
    case latency(milliseconds: ClosedRange<Int>)
    case byteByByte(pauseMilliseconds: Int)
    case hang
    case informational(count: Int)
    case earlyAnswer(status: Int)
    case http10
    case connectionClose
    case bodyAfter204
    case hugeBody(bytes: Int)
    case endlessBody
    case garbage
    case malformedStatusLine
    case hugeHeaders(bytes: Int)
    case endlessHeaders
    case twoLengths
    case negativeLength
    case truncatedBody
    case closeWithoutResponse
    case resetOnAccept
    case resetOnHeaders
    case resetOnBody
    /// Without a time, kept connections are closed when their next request comes.
    case keepAliveClose(idleMilliseconds: Int?)
    case slowAccept(milliseconds: Int)
    case down(milliseconds: Int)
    case flap(upMilliseconds: Int, downMilliseconds: Int)

    /// The longest time of an argument: a day.
    package static let millisecondsMax = 86_400_000
    /// The most bytes that an argument may ask for: 1 GB.
    package static let bytesMax = 1_000_000_000
    /// The most statuses of a sequence.
    package static let statusesMax = 100
    /// The most interim answers.
    package static let informationalMax = 1_000

    /// The word that users type for it.
    package var name: ConsumerFaultName {
        switch self {
        case .statuses: .status
        case .brownout: .brownout
        case .redirect: .redirect
        case .retryAfter: .retryAfter
        case .latency: .latency
        case .byteByByte: .byteByByte
        case .hang: .hang
        case .informational: .informational
        case .earlyAnswer: .earlyAnswer
        case .http10: .http10
        case .connectionClose: .connectionClose
        case .bodyAfter204: .bodyAfter204
        case .hugeBody: .hugeBody
        case .endlessBody: .endlessBody
        case .garbage: .garbage
        case .malformedStatusLine: .malformedStatusLine
        case .hugeHeaders: .hugeHeaders
        case .endlessHeaders: .endlessHeaders
        case .twoLengths: .twoLengths
        case .negativeLength: .negativeLength
        case .truncatedBody: .truncatedBody
        case .closeWithoutResponse: .closeWithoutResponse
        case .resetOnAccept: .resetOnAccept
        case .resetOnHeaders: .resetOnHeaders
        case .resetOnBody: .resetOnBody
        case .keepAliveClose: .keepAliveClose
        case .slowAccept: .slowAccept
        case .down: .down
        case .flap: .flap
        }
    }
}
