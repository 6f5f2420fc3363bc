/// What one client connection does, as a pure value: facts go in, what to do next comes out.
///
///     connecting ──opened──▶ sending ──requestSent──▶ waiting ──answerBegan──▶ receiving
///         │                  │  ▲                        │                      │
///         │       sendFailed │  └──begin── idle ◀────────┼──answerCompleted─────┤
///         │                  ▼               │           │  (reusable)          │
///         │            refusesBytes          │           │                      │
///         │ connectFailed    │ streamEnded,  │           │ streamEnded,         │ answerCompleted,
///         │                  │ readFailed    │           │ readFailed           │ answerRefused
///         ▼                  ▼               ▼           ▼                      ▼
///                                          closed
///
/// The diagram leaves out: an encrypted connection is `handshaking` between `connecting` and `sending`, and may
/// fail there (`handshakeFailed`); `severed` leads from `sending` to `closed`; `deadlinePassed` leads from every state to `closed`, and so does `cancelled` from
/// every state that has an exchange; an answer may begin, and even be complete, while the request is still
/// being sent (RFC 9112, 9.3.1), which is the flag `hasAnswer` of `sending` and `refusesBytes`. Trying the
/// next address, or sending again, is a new connection with a machine of its own.
struct ClientMachine {
    enum State: Hashable {
        /// The connection is being made; an exchange waits for it.
        case connecting
        /// The connection stands; how to encrypt it is being agreed on.
        case handshaking
        /// Bytes of the request are still to be written.
        case sending(hasAnswer: Bool)
        /// The peer takes no more bytes, but may have answered before it stopped.
        case refusesBytes(SystemError, hasAnswer: Bool)
        /// The request is out; no byte of an answer came.
        case waiting
        /// Bytes of an answer came, and more are wanted.
        case receiving
        /// Between two exchanges.
        case idle
        /// Over; the descriptor is or will be closed.
        case closed
    }

    /// What follows from the end of a connection or of an exchange.
    enum Ending: Equatable {
        /// Report the failure, close the connection.
        case fail(WireFailure)
        /// Close the connection and send the whole request again over a new one.
        case resend
        /// Close the connection; it carried no exchange.
        case close
    }

    private(set) var state: State
    /// Whether the current exchange is not the connection's first.
    private(set) var isReused = false

    /// Whether bytes of an answer came, so that the end of the stream is the parser's to judge.
    var hasAnswer: Bool {
        switch state {
        case .sending(let hasAnswer), .refusesBytes(_, let hasAnswer): hasAnswer
        case .receiving: true
        case .connecting, .handshaking, .waiting, .idle, .closed: false
        }
    }

    /// Begins with a connection that is being made for an exchange.
    init() {
        state = .connecting
    }

    /// The connection stands; whether it has still to be encrypted is the caller's to know.
    mutating func opened(isSecure: Bool = false) {
        switch state {
        case .connecting: state = isSecure ? .handshaking : .sending(hasAnswer: false)
        case .handshaking, .sending, .refusesBytes, .waiting, .receiving, .idle, .closed: trap("opened")
        }
    }

    /// Both sides know how to encrypt.
    mutating func handshaken() {
        switch state {
        case .handshaking: state = .sending(hasAnswer: false)
        case .connecting, .sending, .refusesBytes, .waiting, .receiving, .idle, .closed: trap("handshaken")
        }
    }

    /// The peer cannot be trusted, or there is no agreement.
    mutating func handshakeFailed(_ failure: WireFailure) -> Ending {
        switch state {
        case .handshaking:
            state = .closed
            return .fail(failure)
        case .connecting, .sending, .refusesBytes, .waiting, .receiving, .idle, .closed:
            trap("handshakeFailed")
        }
    }

    /// The connection could not be made.
    mutating func connectFailed(_ error: SystemError) -> WireFailure {
        switch state {
        case .connecting:
            state = .closed
            return WireFailure(error, during: .connecting)
        case .handshaking, .sending, .refusesBytes, .waiting, .receiving, .idle, .closed:
            trap("connectFailed")
        }
    }

    /// An idle connection gets its next exchange.
    mutating func begin() {
        switch state {
        case .idle:
            isReused = true
            state = .sending(hasAnswer: false)
        case .connecting, .handshaking, .sending, .refusesBytes, .waiting, .receiving, .closed: trap("begin")
        }
    }

    /// The last byte of the request was written.
    mutating func requestSent() {
        switch state {
        case .sending(let hasAnswer): state = hasAnswer ? .receiving : .waiting
        case .connecting, .handshaking, .refusesBytes, .waiting, .receiving, .idle, .closed:
            trap("requestSent")
        }
    }

    /// The peer takes no more bytes of the request.
    ///
    /// No failure yet: a server that refuses a long body answers, closes, and the answer is there to be read.
    mutating func sendFailed(_ error: SystemError) {
        switch state {
        case .sending(let hasAnswer): state = .refusesBytes(error, hasAnswer: hasAnswer)
        case .connecting, .handshaking, .refusesBytes, .waiting, .receiving, .idle, .closed:
            trap("sendFailed")
        }
    }

    /// Bytes came that belong to an answer, final or interim.
    mutating func answerBegan() {
        switch state {
        case .sending: state = .sending(hasAnswer: true)
        case .refusesBytes(let error, _): state = .refusesBytes(error, hasAnswer: true)
        case .waiting, .receiving: state = .receiving
        case .connecting, .handshaking, .idle, .closed: trap("answerBegan")
        }
    }

    /// The final answer is complete.
    ///
    /// - Parameter isReusable: whether the peer keeps the connection and has sent nothing beyond the answer.
    /// - Returns: Whether the connection is idle now; else it is to be closed.
    mutating func answerCompleted(isReusable: Bool) -> Bool {
        switch state {
        case .receiving:
            state = isReusable ? .idle : .closed
            return isReusable
        case .sending(hasAnswer: true), .refusesBytes(_, hasAnswer: true):
            // Half a request is on the way: nothing that follows it would be understood.
            state = .closed
            return false
        case .sending(hasAnswer: false), .refusesBytes(_, hasAnswer: false), .connecting, .handshaking,
            .waiting, .idle, .closed:
            trap("answerCompleted")
        }
    }

    /// The answer breaks the protocol or ended in its middle.
    mutating func answerRefused(_ error: HTTPParseError) -> Ending {
        switch state {
        case .sending(hasAnswer: true), .refusesBytes(_, hasAnswer: true), .receiving:
            state = .closed
            return .fail(.malformedAnswer(error))
        case .sending(hasAnswer: false), .refusesBytes(_, hasAnswer: false), .connecting, .handshaking,
            .waiting, .idle, .closed:
            trap("answerRefused")
        }
    }

    /// The peer closed its side before any byte of an answer, or while idle.
    ///
    /// An end in the middle of an answer is `answerRefused`, since only the parser knows what a body lacks.
    mutating func streamEnded() -> Ending {
        switch state {
        case .sending(hasAnswer: false), .waiting:
            return lost(.closedBeforeAnswer)
        case .refusesBytes(let error, hasAnswer: false):
            return lost(WireFailure(error, during: .sending))
        case .idle:
            state = .closed
            return .close
        case .sending(hasAnswer: true), .refusesBytes(_, hasAnswer: true), .connecting, .handshaking,
            .receiving, .closed:
            trap("streamEnded")
        }
    }

    /// Reading failed, usually by a reset.
    mutating func readFailed(_ error: SystemError) -> Ending {
        broken { WireFailure(error, during: $0) }
    }

    /// What protects the bytes is broken, so that none can be relied on any more.
    mutating func protectionFailed(_ failure: WireFailure) -> Ending {
        broken { _ in failure }
    }

    private mutating func broken(_ failure: (WireFailure.Phase) -> WireFailure) -> Ending {
        switch state {
        case .sending(hasAnswer: false): return lost(failure(.sending))
        case .refusesBytes(let first, hasAnswer: false): return lost(WireFailure(first, during: .sending))
        case .waiting: return lost(failure(.waiting))
        case .sending(hasAnswer: true), .refusesBytes(_, hasAnswer: true), .receiving:
            state = .closed
            return .fail(failure(.receiving))
        case .idle:
            state = .closed
            return .close
        case .connecting, .handshaking, .closed: trap("readFailed")
        }
    }

    /// The exchange's time, or an idle connection's, is over.
    mutating func deadlinePassed() -> Ending {
        defer { state = .closed }
        switch state {
        case .connecting: return .fail(.timedOut(.connecting))
        case .handshaking: return .fail(.timedOut(.handshaking))
        case .sending(hasAnswer: false): return .fail(.timedOut(.sending))
        case .refusesBytes(_, hasAnswer: false), .waiting: return .fail(.timedOut(.waiting))
        case .sending(hasAnswer: true), .refusesBytes(_, hasAnswer: true), .receiving:
            return .fail(.timedOut(.receiving))
        case .idle: return .close
        case .closed: trap("deadlinePassed")
        }
    }

    /// The connection is cut on purpose in the middle of the request, or behind it; nothing is sent again.
    mutating func severed(after byteCount: Int) -> Ending {
        switch state {
        case .sending:
            state = .closed
            return .fail(.severed(byteCount))
        case .connecting, .handshaking, .refusesBytes, .waiting, .receiving, .idle, .closed: trap("severed")
        }
    }

    /// The caller gives the exchange up.
    mutating func cancelled() -> Ending {
        switch state {
        case .connecting, .handshaking, .sending, .refusesBytes, .waiting, .receiving:
            state = .closed
            return .fail(.cancelled)
        case .idle, .closed: trap("cancelled")
        }
    }

    /// Decides what the loss of a connection without a byte of an answer means.
    ///
    /// A peer may close a kept connection at the very moment a request goes out, which says nothing about the
    /// request (RFC 9112, 9.3.1). On a new connection the same is the peer's answer to this request.
    private mutating func lost(_ failure: WireFailure) -> Ending {
        state = .closed
        return isReused ? .resend : .fail(failure)
    }

    private func trap(_ event: String) -> Never {
        preconditionFailure("a client connection cannot take '\(event)' while \(state)")
    }
}
