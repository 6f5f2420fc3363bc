import DeliveryKit
import Testing

/// A misbehaviour, what must become of every delivery under it, and which broken engine would be caught.
struct FaultCase: CustomTestStringConvertible, Sendable {
    enum End: Sendable, Equatable {
        /// Accepted with a status, after so many attempts.
        case delivered(status: Int32, attempts: Int)
        /// Given up after the last attempt, whose answer had this status.
        case refused(status: Int32, attempts: Int)
        /// Given up after two attempts without an answer, for a reason in these words.
        case failed(String)
    }

    let fault: String
    let end: End
    /// The engine's time-out; short only where every answer is meant to miss it.
    let timeoutMilliseconds: Int
    /// How many deliveries of the seven there are; few where each attempt is waited for in real time.
    let deliveries: Int64
    /// Whether the consumer itself has taken the deliveries, each once.
    var isTaken: Bool
    /// What an engine would do wrong that this case finds.
    let catches: String

    init(
        _ fault: String,
        _ end: End,
        timeoutMilliseconds: Int? = nil,
        isTaken: Bool = false,
        catches: String
    ) {
        self.fault = fault
        self.end = end
        self.timeoutMilliseconds = timeoutMilliseconds ?? 10_000
        deliveries = timeoutMilliseconds == nil ? 7 : 2
        self.isTaken = isTaken
        self.catches = catches
    }

    var testDescription: String { "\(fault): \(catches)" }

    static let accepted = [
        FaultCase(
            "status=500,200",
            .delivered(status: 200, attempts: 2),
            isTaken: true,
            catches: "gives up at the first 500"
        ),
        FaultCase(
            "status=202",
            .delivered(status: 202, attempts: 1),
            isTaken: true,
            catches: "takes 200 alone for success"
        ),
        FaultCase(
            "retryAfter=429:30:date",
            .delivered(status: 200, attempts: 2),
            isTaken: true,
            catches: "stumbles over a date it was not asked to heed"
        ),
        FaultCase(
            "latency=1ms..20ms",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "does not wait for an answer"
        ),
        FaultCase(
            "byteByByte=1ms",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "needs a head in one piece"
        ),
        FaultCase(
            "informational=3",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "takes a 1xx for the answer"
        ),
        FaultCase(
            "earlyAnswer",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "takes an answer before its body for somebody else's"
        ),
        FaultCase(
            "http10",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "waits for more of a body that the end of the connection ends, or uses it again"
        ),
        FaultCase(
            "connectionClose",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "uses a connection again that the consumer closes"
        ),
        FaultCase(
            "bodyAfter204",
            .delivered(status: 204, attempts: 1),
            isTaken: true,
            catches: "reads the body as the beginning of the next answer"
        ),
        FaultCase(
            "hugeBody=3000000",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "keeps a body of any size, or counts its length as a failure"
        ),
        FaultCase(
            "endlessBody",
            .delivered(status: 200, attempts: 1),
            isTaken: true,
            catches: "reads for ever"
        ),
    ]

    static let refused = [
        FaultCase("410", .refused(status: 410, attempts: 1), catches: "retries what is not listed"),
        FaultCase("status=503", .refused(status: 503, attempts: 2), catches: "retries without end"),
        FaultCase(
            "earlyAnswer=503",
            .refused(status: 503, attempts: 2),
            isTaken: true,
            catches: "hears late"
        ),
        FaultCase(
            "redirect=307:/webhooks",
            .refused(status: 307, attempts: 1),
            catches: "follows a redirect, by which a signed body goes to somebody else"
        ),
    ]

    static let unanswered = [
        FaultCase(
            "hang",
            .failed("timed out before the answer began"),
            timeoutMilliseconds: 150,
            catches: "waits for ever"
        ),
        FaultCase(
            "latency=1h",
            .failed("timed out before the answer began"),
            timeoutMilliseconds: 150,
            isTaken: true,
            catches: "waits for ever"
        ),
        FaultCase(
            "byteByByte=60ms",
            .failed("timed out before the answer was complete"),
            timeoutMilliseconds: 400,
            isTaken: true,
            catches: "begins its time anew with each byte"
        ),
        FaultCase(
            "slowAccept",
            .failed("timed out before the"),
            timeoutMilliseconds: 150,
            catches: "lets the kernel's two minutes of patience for a connection be its own"
        ),
        FaultCase(
            "garbage",
            .failed("the answer cannot be read: the first line is not HTTP/1.1"),
            isTaken: true,
            catches: "takes anything for an answer, or dies of it"
        ),
        FaultCase(
            "malformedStatusLine",
            .failed("the answer cannot be read: the first line is not HTTP/1.1"),
            isTaken: true,
            catches: "makes up a status"
        ),
        FaultCase(
            "hugeHeaders",
            .failed("the headers are longer than 65536 bytes"),
            isTaken: true,
            catches: "keeps a head of any size"
        ),
        FaultCase(
            "endlessHeaders",
            .failed("the answer cannot be read: the"),
            isTaken: true,
            catches: "keeps header lines without end"
        ),
        FaultCase(
            "twoLengths",
            .failed("state the length of the body in two ways"),
            isTaken: true,
            catches: "believes one of two lengths"
        ),
        FaultCase(
            "negativeLength",
            .failed("the Content-Length header is not a number of bytes"),
            isTaken: true,
            catches: "reads backwards, or a body of 2^64 bytes"
        ),
        FaultCase(
            "truncatedBody",
            .failed("closed in the middle of a message"),
            isTaken: true,
            catches: "takes half an answer for a whole one"
        ),
        FaultCase(
            "informational=17",
            .failed("more than 16 interim (1xx) answers came"),
            isTaken: true,
            catches: "reads interim answers without end"
        ),
        FaultCase(
            "closeWithoutResponse",
            .failed("the connection was closed without an answer"),
            catches: "sends again on a fresh connection, unrecorded"
        ),
        FaultCase(
            "resetOnAccept",
            .failed("the connection was reset"),
            catches: "dies of a signal, or sends again unrecorded"
        ),
        FaultCase("resetOnHeaders", .failed("the connection was reset"), catches: "sends again unrecorded"),
        FaultCase("resetOnBody", .failed("the connection was reset"), catches: "sends again unrecorded"),
    ]
}
