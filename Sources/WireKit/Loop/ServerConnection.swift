/// One accepted connection: requests are read from it, answers are written to it in the same order.
///
///     reading ──last request or refusal──▶ answering ──last answer written──▶ lingering ──▶ over
///        └────── the peer ends its side ──────┘ ─────────────────────────────────────────────┘
///
/// Every method that can end the connection returns whether it stays.
final class ServerConnection {
    /// Whether bytes from the peer still mean something.
    private enum Input {
        case open
        /// The peer has sent its last byte; it may still read answers.
        case ended
        /// The last request was taken, or one was refused: what follows is not read until lingering.
        case ignored
    }

    let slot: Int
    /// Counts the connections of a loop.
    let number: UInt64
    private let socket: Socket
    private let peer: WireEndpoint
    private let core: LoopCore
    private var parser: HTTPParser
    private var answers = AnswerQueue()
    private var input = Input.open
    /// Whether our side is closed and bytes are read only to be dropped.
    private var isLingering = false
    private var interest: PollSet.Interest = .reading
    /// Bytes beyond the pipelining limit, not looked at yet.
    private var unparsed: [UInt8] = []
    /// Those of them that were looked at since.
    private var unparsedOffset = 0
    /// When the first byte of the request under way came.
    private var requestBegan: Int64?
    private var hasHead = false
    /// The request that was handed out before it is there whole.
    private var announced: UInt64?
    /// When the connection last did something: it is idle, or its peer takes no bytes, since then.
    private(set) var lastProgress: Int64

    init(socket: consuming Socket, slot: Int, number: UInt64, peer: WireEndpoint, core: LoopCore, now: Int64)
    {
        self.socket = socket
        self.slot = slot
        self.number = number
        self.peer = peer
        self.core = core
        parser = HTTPParser(.request, limits: core.limits.requests)
        lastProgress = now
        updateDeadline()
    }

    /// Whether the connection waits for a request and has received no byte of it.
    var isIdle: Bool {
        answers.isEmpty && requestBegan == nil && !isLingering
    }

    /// The requests that were handed out and not answered.
    var unanswered: [RequestID] {
        answers.unanswered.map { RequestID(slot: slot, connection: number, sequence: $0) }
    }

    /// Hands the request out that is on its way or is to come next.
    func announce() {
        let sequence = answers.append(AnswerQueue.Question(keepAlive: true))
        announced = sequence
        core.emit(.inboundBegan(RequestID(slot: slot, connection: number, sequence: sequence)))
    }

    /// Acts on what `poll` said.
    func ready(_ readiness: PollSet.Readiness) -> Bool {
        if readiness.isHungUp, !interest.contains(.reading) { return false }
        if readiness.isWritable, interest.contains(.writing), !flush() { return false }
        if readiness.isReadable, interest.contains(.reading), !read() { return false }
        return settle()
    }

    /// Acts on the end of whatever the connection was waiting for.
    func deadlinePassed() -> Bool {
        guard requestBegan != nil, !isLingering, !answers.hasUnsent else { return false }
        refuse(.requestTimeout, "the request did not arrive in time")
        return flush() && settle()
    }

    /// Takes bytes of an answer; ignored when the connection has given its last answer.
    func answer(_ sequence: UInt64, _ bytes: [UInt8], isLast: Bool, closes: Bool) -> Bool {
        guard !isLingering else { return true }
        answers.add(bytes, to: sequence, isLast: isLast, closes: closes)
        return flush() && settle()
    }

    /// What is remembered of a request, to answer it as HTTP wants.
    func question(_ sequence: UInt64) -> AnswerQueue.Question? {
        isLingering ? nil : answers.question(sequence)
    }

    /// Makes the end of the connection a reset.
    func resetOnClose() {
        socket.resetOnClose()
    }
}

// MARK: - Reading

extension ServerConnection {
    private func read() -> Bool {
        switch core.readBuffer.fill(from: socket.descriptor) {
        case .bytes(let count):
            guard !isLingering else { return true }
            lastProgress = MonotonicClock.nanoseconds()
            core.readBuffer.withBytes(count: count) { bytes in
                let end = parse(bytes, from: 0)
                guard input == .open, end < count else { return }
                unparsed.reserveCapacity(count - end)
                for index in end..<count { unparsed.append(bytes[index]) }
            }
            return flush()
        case .ended:
            input = .ended
            // Answers that are still owed can be read by a peer that closed only its sending side.
            return !answers.isEmpty && !isLingering
        case .blocked:
            return true
        case .failed:
            return false
        }
    }

    /// Reads as many requests as the pipelining limit allows.
    ///
    /// - Returns: The offset of the first byte that was not looked at.
    private func parse(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        do throws(HTTPParseError) {
            while offset < bytes.count, input == .open, hasRoom {
                let progress = try parser.parse(bytes, offset: &offset)
                take(progress, isAtEnd: offset == bytes.count)
            }
        } catch {
            refuse(error.status, error.message)
        }
        return offset
    }

    /// Whether one more request may wait for its answer.
    private var hasRoom: Bool { answers.count < core.limits.serverPipelineDepthMax }

    private func take(_ progress: HTTPParser.Progress, isAtEnd: Bool) {
        switch progress {
        case .needsMore:
            if requestBegan == nil, !parser.isBetweenMessages { requestBegan = lastProgress }
        case .headReceived:
            requestBegan = requestBegan ?? lastProgress
            hasHead = true
            if core.limits.serverAnnounces == .heads { announce() }
            // A client that sends its body anyway needs no invitation (RFC 9110, 10.1.1).
            if parser.expectsContinue, isAtEnd {
                answers.append(answer: HTTPSerializer.continueResponse, closes: false)
            }
        case .complete:
            handOut(parser.takeRequest())
        case .informational:
            preconditionFailure("a request cannot be informational")
        }
    }

    private func handOut(_ request: HTTPRequest) {
        requestBegan = nil
        hasHead = false
        let sequence: UInt64
        if let announced {
            sequence = announced
            self.announced = nil
        } else {
            sequence = answers.append(question(of: request))
        }
        let id = RequestID(slot: slot, connection: number, sequence: sequence)
        core.emit(.inbound(InboundRequest(id: id, request: request, peer: peer)))
    }

    private func question(of request: HTTPRequest) -> AnswerQueue.Question {
        if !request.keepAlive { input = .ignored }
        return AnswerQueue.Question(
            keepAlive: request.keepAlive,
            minorVersion: request.minorVersion,
            isHead: request.method == "HEAD"
        )
    }

    /// Answers, after all that is owed before, that the request cannot be taken; it is the last answer.
    private func refuse(_ status: HTTPStatus, _ message: String) {
        input = .ignored
        requestBegan = nil
        // No message of ours needs escaping: they are sentences with numbers in them.
        let code = String(status.phrase.lowercased().map { $0 == " " ? "_" : $0 })
        let bytes = HTTPSerializer.response(
            status: status,
            fields: ["Content-Type": "application/json"],
            body: Array(#"{"error":"\#(code)","message":"\#(message)"}"#.utf8),
            keepAlive: false
        )
        answers.append(answer: bytes, closes: true)
    }
}

// MARK: - Writing

extension ServerConnection {
    /// Writes what can be written, then looks at requests that waited for room in the queue.
    private func flush() -> Bool {
        while true {
            let transfer = answers.withUnsent { socket.send($0, from: $1) } ?? .bytes(0)
            switch transfer {
            case .bytes(let count):
                if count > 0 { lastProgress = MonotonicClock.nanoseconds() }
                switch answers.wrote(count) {
                case .unsent: continue
                case .waiting: break
                case .close: return linger()
                }
            case .blocked:
                return true
            case .failed:
                return false
            case .ended:
                preconditionFailure("sending cannot reach an end")
            }
            guard parseWaiting() else { break }
        }
        // A peer that has ended its side and got its answers has nothing left to wait for.
        return input != .ended || !answers.isEmpty
    }

    /// Parses bytes that were beyond the pipelining limit; false when that brought nothing to write.
    private func parseWaiting() -> Bool {
        guard !unparsed.isEmpty, hasRoom else { return false }
        let bytes = unparsed
        unparsedOffset = parse(bytes.span, from: unparsedOffset)
        if input != .open || unparsedOffset == bytes.count { dropUnparsed() }
        return answers.hasUnsent
    }

    private func dropUnparsed() {
        unparsed = []
        unparsedOffset = 0
    }

    /// Closes our side and goes on reading, so that unread bytes do not destroy the last answer.
    private func linger() -> Bool {
        guard input != .ended else { return false }
        for id in unanswered { core.emit(.inboundCancelled(id)) }
        answers = AnswerQueue()
        dropUnparsed()
        isLingering = true
        lastProgress = MonotonicClock.nanoseconds()
        socket.finishSending()
        return true
    }

    /// Tells `poll` and the deadlines what the connection waits for now.
    private func settle() -> Bool {
        var wanted: PollSet.Interest = []
        if isLingering || (input == .open && unparsed.isEmpty && hasRoom) { wanted.insert(.reading) }
        if answers.hasUnsent { wanted.insert(.writing) }
        if wanted != interest {
            interest = wanted
            core.pollSet.setInterest(wanted, slot: slot)
        }
        updateDeadline()
        return true
    }

    private func updateDeadline() {
        let limits = core.limits
        let deadline: Int64
        if isLingering {
            deadline = lastProgress + nanoseconds(milliseconds: limits.serverLingerMilliseconds)
        } else if answers.hasUnsent {
            deadline = lastProgress + nanoseconds(milliseconds: limits.serverSendMilliseconds)
        } else if let requestBegan {
            let limit = hasHead ? limits.serverRequestMilliseconds : limits.serverHeadMilliseconds
            deadline = requestBegan + nanoseconds(milliseconds: limit)
        } else if answers.isEmpty {
            deadline = lastProgress + nanoseconds(milliseconds: limits.serverIdleMilliseconds)
        } else {
            // The handler's turn: how long it may think is the handler's business.
            deadline = DeadlineHeap.never
        }
        core.deadlines.set(deadline, slot: slot)
    }
}
