import WireKit

/// What a parser makes of a whole stream, so that tests can compare streams cut in different ways.
struct ParsedStream: Equatable, Sendable {
    var requests: [HTTPRequest] = []
    var responses: [HTTPResponse] = []
    /// Every progress but `needsMore`, in order.
    var progress: [HTTPParser.Progress] = []
    var error: HTTPParseError?

    /// Reads a stream to its end or to the first error.
    ///
    /// - Parameters:
    ///   - bytes: the stream.
    ///   - role: what the stream holds.
    ///   - limits: the bounds of each message.
    ///   - toHead: whether every answer answers a `HEAD`.
    ///   - ends: whether the peer closes its side behind the bytes.
    ///   - pieceByteCount: gives the length of the next piece that arrives, 1 at least.
    init(
        _ bytes: [UInt8],
        role: HTTPParser.Role,
        limits: HTTPLimits = HTTPLimits(),
        toHead: Bool = false,
        ends: Bool = true,
        pieceByteCount: () -> Int = { .max }
    ) {
        var parser = HTTPParser(role, limits: limits)
        parser.prepareForResponse(toHead: toHead)
        do throws(HTTPParseError) {
            var start = 0
            while start < bytes.count {
                let end = start + min(max(pieceByteCount(), 1), bytes.count - start)
                let piece = Array(bytes[start..<end])
                try read(piece, role: role, toHead: toHead, with: &parser)
                start = end
            }
            if ends, try parser.endOfStream() == .complete { take(role, from: &parser) }
        } catch {
            self.error = error
        }
    }

    /// Reads a stream that is written as text.
    init(
        _ text: String,
        role: HTTPParser.Role,
        limits: HTTPLimits = HTTPLimits(),
        toHead: Bool = false,
        ends: Bool = true
    ) {
        self.init(Array(text.utf8), role: role, limits: limits, toHead: toHead, ends: ends)
    }

    private mutating func read(
        _ piece: [UInt8],
        role: HTTPParser.Role,
        toHead: Bool,
        with parser: inout HTTPParser
    ) throws(HTTPParseError) {
        var offset = 0
        while true {
            let step = try parser.parse(piece.span, offset: &offset)
            switch step {
            case .needsMore:
                precondition(offset == piece.count, "A parser that needs more has used everything.")
                return
            case .headReceived, .informational:
                progress.append(step)
            case .complete:
                take(role, from: &parser)
                parser.prepareForResponse(toHead: toHead)
                if offset == piece.count { return }
            }
        }
    }

    private mutating func take(_ role: HTTPParser.Role, from parser: inout HTTPParser) {
        progress.append(.complete)
        switch role {
        case .request: requests.append(parser.takeRequest())
        case .response: responses.append(parser.takeResponse())
        }
    }
}

/// A small generator for tests: the same numbers for the same seed, everywhere (SplitMix64).
struct TestSeed {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// The next number below a bound of 1 at least; the slight bias of the remainder does not matter here.
    mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
