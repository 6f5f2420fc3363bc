/// What is done on purpose to one exchange on its way, as a bad network or an impatient sender would.
///
/// Several may be set. The cut comes first, for what is cut gets no answer; a slow body is slow up to the cut.
/// A fault is the exchange's: it holds again when the request goes out a second time because a kept
/// connection had died. A class, so that exchanges without one carry a word.
package final class WireFault: Sendable {
    /// After how many bytes of the request the connection is cut; more than there are is all of them.
    ///
    /// Encryption leaves them uncounted, and a cut encrypted connection ends without TLS's own end.
    package let cutAfterBytes: Int?
    /// How many bytes a second the body is sent by, in real time, the head at once; the timeout still holds.
    package let bytesPerSecond: Int?
    /// How long the answer is waited for once the request is out, in real time.
    ///
    /// The exchange ends without one whatever comes, so that how quick the consumer is decides nothing: an
    /// answer before that time ends the wait and is not looked at.
    package let patienceMilliseconds: Int?
    /// Whether an answer of 2xx is thrown away once it is there whole; any other stands.
    package let losesAnswer: Bool

    /// Describes what is to be done; a rate below one byte a second is one.
    package init(
        cutAfterBytes: Int? = nil,
        bytesPerSecond: Int? = nil,
        patienceMilliseconds: Int? = nil,
        losesAnswer: Bool = false
    ) {
        self.cutAfterBytes = cutAfterBytes.map { max(0, $0) }
        self.bytesPerSecond = bytesPerSecond.map { max(1, $0) }
        self.patienceMilliseconds = patienceMilliseconds
        self.losesAnswer = losesAnswer
    }

    /// How often a slow body goes on at most, in nanoseconds: a quick one goes in larger pieces instead.
    static let stepNanoseconds: Int64 = 10_000_000

    /// How many bytes of a request may be out by now.
    ///
    /// - Parameters:
    ///   - count: the bytes of the request.
    ///   - headCount: those of its head.
    ///   - elapsed: nanoseconds since the first byte.
    /// - Returns: The bytes from the first one on.
    func byteLimit(count: Int, headCount: Int, elapsed: Int64) -> Int {
        let end = min(count, cutAfterBytes ?? count)
        guard let bytesPerSecond else { return end }
        let (paced, overflow) = Int64(bytesPerSecond).multipliedReportingOverflow(by: max(0, elapsed))
        guard !overflow else { return end }
        return min(end, headCount + Int(min(paced / 1_000_000_000, Int64(count))))
    }

    /// How long after the first byte more than so many may be out, in nanoseconds.
    func nextStep(sentCount: Int, headCount: Int, elapsed: Int64) -> Int64 {
        let wanted = Int64(max(0, sentCount - headCount) + 1)
        let rate = Int64(bytesPerSecond ?? .max)
        let (scaled, overflow) = wanted.multipliedReportingOverflow(by: 1_000_000_000)
        let due = overflow ? Int64.max : (scaled - 1) / rate + 1
        return max(due, elapsed + Self.stepNanoseconds)
    }
}

extension WireFault {
    /// The bytes of a request's head; all of it, where that has no end.
    static func headCount(of bytes: [UInt8]) -> Int {
        guard bytes.count >= 4 else { return bytes.count }
        for end in 4...bytes.count where bytes[end - 1] == UInt8(ascii: "\n") {
            if bytes[end - 2] == UInt8(ascii: "\r"), bytes[end - 3] == UInt8(ascii: "\n") { return end }
        }
        return bytes.count
    }
}
