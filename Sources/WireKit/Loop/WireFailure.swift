import Glibc

/// Why an exchange brought no answer.
package enum WireFailure: Error, Equatable, Sendable {
    /// What an exchange was doing when its time was over.
    package enum Phase: Hashable, Sendable, CaseIterable {
        /// Waiting for the addresses of a name.
        case resolving
        /// Waiting for the connection to stand.
        case connecting
        /// Agreeing on how to encrypt.
        case handshaking
        /// Writing the request.
        case sending
        /// Waiting for the first byte of the answer.
        case waiting
        /// Reading the answer.
        case receiving
    }

    /// Nobody listens on that port.
    case refused
    /// No route leads to that host.
    case unreachable
    /// The exchange's time was over.
    case timedOut(Phase)
    /// The peer closed the connection instead of answering.
    case closedBeforeAnswer
    /// The peer reset the connection.
    case reset
    /// The answer breaks HTTP/1.1, ends in its middle, or goes beyond a limit.
    case malformedAnswer(HTTPParseError)
    /// The addresses of the host's name are not known.
    case unresolved(String, NameFailure)
    /// No encrypted connection came about, or it cannot be relied on.
    case secure(TLSFailure)
    /// This process has no descriptor left; nothing was sent.
    case noDescriptor(SystemError)
    /// The caller gave the exchange up.
    case cancelled
    /// The connection was cut on purpose, after so many bytes of the request.
    case severed(Int)
    /// The connection was closed on purpose before an answer was looked at.
    case givenUp
    /// An answer of this status came, and was thrown away on purpose.
    case answerLost(Int)
    /// Any other failure of a system call.
    case other(SystemError)

    /// Sorts the error of a system call on a connection.
    init(_ error: SystemError, during phase: Phase) {
        switch error.code {
        case ECONNREFUSED: self = .refused
        case ECONNRESET, EPIPE, ECONNABORTED: self = .reset
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL, EAFNOSUPPORT: self = .unreachable
        // The kernel's own patience, about two minutes for a connect, can end before ours.
        case ETIMEDOUT: self = .timedOut(phase)
        case EMFILE, ENFILE: self = .noDescriptor(error)
        default: self = .other(error)
        }
    }

    /// The failure as part of a sentence a person reads, without a final point.
    package var message: String {
        switch self {
        case .refused: "the connection was refused: nothing listens there"
        case .unreachable: "the host cannot be reached"
        case .timedOut(.resolving): "timed out while the host's name was being looked up"
        case .timedOut(.handshaking): "timed out during the TLS handshake"
        case .timedOut(.connecting): "timed out before the connection was made"
        case .timedOut(.sending): "timed out while the request was being sent"
        case .timedOut(.waiting): "timed out before the answer began"
        case .timedOut(.receiving): "timed out before the answer was complete"
        case .closedBeforeAnswer: "the connection was closed without an answer"
        case .reset: "the connection was reset"
        case .malformedAnswer(let error): "the answer cannot be read: \(error.message)"
        case .unresolved(let name, let failure): failure.message(for: name)
        case .secure(let failure): failure.message
        case .noDescriptor(let error): "no connection could be opened: \(error.message)"
        case .cancelled: "the exchange was given up"
        case .severed(let count): "the connection was cut on purpose, \(count) bytes into the request"
        case .givenUp: "the answer was not waited for, on purpose"
        case .answerLost(let status): "the answer \(status) came and was thrown away, on purpose"
        case .other(let error): "the connection failed: \(error.message)"
        }
    }
}
