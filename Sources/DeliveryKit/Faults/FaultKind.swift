package import JSONKit
package import SimulationKit

/// What is done to a consumer, with all that it needs to be done.
package enum FaultKind: Equatable, Sendable {
    /// Another spelling of the same JSON.
    package enum Spelling: String, CaseIterable, Sendable {
        /// Indented, a member a line.
        case pretty
        /// Slashes and a few more characters escaped.
        case escaped
        /// Nothing but ASCII, all else escaped.
        case ascii
        /// Keys in alphabetical order.
        case sorted
    }

    /// What signs instead of the webhook's secret.
    package enum WrongSecret: String, CaseIterable, Sendable {
        /// A secret nobody has ever had.
        case other
        /// The one before: of the rotation, or the file's `secretPrevious`.
        case previous
        /// No secret at all: the empty key.
        case empty
    }

    /// Which header contradicts the body.
    package enum MismatchedHeader: String, CaseIterable, Sendable {
        /// `X-Webhook-Event` names another event.
        case event
        /// `X-Webhook-Id` carries another id.
        case id
    }

    /// How much of a request goes out before the connection is cut.
    package enum SeverPoint: Equatable, Sendable {
        /// The head, without a byte of the body.
        case headers
        /// Everything: the cut comes before the answer.
        case body
        /// So many bytes, from 0.
        case bytes(Int)
    }

    case jobFail(reason: String?)
    case jobStall
    case statusVocabulary(IntegrationStatus)
    case unknownEvent
    case unknownField
    /// The place of a profile in `Profile.all`.
    case dialect(toProfile: Int)
    case wire(Spelling)
    /// Nil for a clock that stands: the times are those of the event before.
    case clockSkew(byMilliseconds: Int64?)
    case fanOut(count: Int)
    case drop
    case duplicate(copies: Int, gapMilliseconds: Int64)
    case reorder(span: Int)
    case delay(Distribution, overtakes: Bool)
    case outage(Range<Moment>)
    case burst(size: Int)
    case secret(WrongSecret)
    /// Nil for a value that is drawn.
    case tamper(JSONPointer?)
    /// The name in lower case.
    case stripHeader(name: String)
    case headerMismatch(MismatchedHeader)
    case staleReplay(ageMilliseconds: Int64)
    case sever(SeverPoint)
    case dribble(bytesPerSecond: Int)
    case giveUpEarly(afterMilliseconds: Int)
    case loseAnswer
    case crash(CrashPoint)

    /// What it is called.
    package var name: FaultName {
        switch self {
        case .jobFail: .jobFail
        case .jobStall: .jobStall
        case .statusVocabulary: .statusVocabulary
        case .unknownEvent: .unknownEvent
        case .unknownField: .unknownField
        case .dialect: .dialect
        case .wire: .wire
        case .clockSkew: .clockSkew
        case .fanOut: .fanOut
        case .drop: .drop
        case .duplicate: .duplicate
        case .reorder: .reorder
        case .delay: .delay
        case .outage: .outage
        case .burst: .burst
        case .secret: .secret
        case .tamper: .tamper
        case .stripHeader: .stripHeader
        case .headerMismatch: .headerMismatch
        case .staleReplay: .staleReplay
        case .sever: .sever
        case .dribble: .dribble
        case .giveUpEarly: .giveUpEarly
        case .loseAnswer: .loseAnswer
        case .crash: .crash
        }
    }
}
