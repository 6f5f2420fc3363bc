/// What can be done to a consumer, by the words that scenario files use.
///
/// The codes are stored in run files and are never renumbered.
package enum FaultName: String, CaseIterable, Sendable {
    // Jobs.
    case jobFail
    case jobStall
    case statusVocabulary
    // The stream.
    case unknownEvent
    case unknownField
    case dialect
    case wire
    case clockSkew
    case fanOut
    case drop
    case duplicate
    case reorder
    case delay
    // Moments.
    case outage
    case burst
    // The request.
    case secret
    case tamper
    case stripHeader
    case headerMismatch
    case staleReplay
    // The connection.
    case sever
    case dribble
    case giveUpEarly
    case loseAnswer
    // The process.
    case crash

    /// Where it is done.
    package var stage: FaultStage {
        switch self {
        case .jobFail, .jobStall, .statusVocabulary: .job
        case .unknownEvent, .unknownField, .dialect, .wire, .clockSkew, .fanOut, .drop, .duplicate, .reorder,
            .delay, .burst:
            .stream
        case .outage: .moment
        case .secret, .tamper, .stripHeader, .headerMismatch, .staleReplay: .request
        case .sever, .dribble, .giveUpEarly, .loseAnswer: .wire
        case .crash: .process
        }
    }

    /// What stands for it in run files.
    package var code: UInt8 {
        switch self {
        case .jobFail: 1
        case .jobStall: 2
        case .statusVocabulary: 3
        case .unknownEvent: 16
        case .unknownField: 17
        case .dialect: 18
        case .wire: 19
        case .clockSkew: 20
        case .fanOut: 21
        case .drop: 22
        case .duplicate: 23
        case .reorder: 24
        case .delay: 25
        case .outage: 32
        case .burst: 33
        case .secret: 48
        case .tamper: 49
        case .stripHeader: 50
        case .headerMismatch: 51
        case .staleReplay: 52
        case .sever: 64
        case .dribble: 65
        case .giveUpEarly: 66
        case .loseAnswer: 67
        case .crash: 80
        }
    }

    /// Reads what stands in a run file.
    package init?(code: UInt8) {
        guard let match = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = match
    }

    /// The parameters as lists show them, as in `{copies, gap}`; nil where there is none.
    package var parameters: String? {
        switch self {
        case .jobFail: "{reason}"
        case .statusVocabulary: "{as: active|INACTIVE}"
        case .dialect: "{to: kryptos-v2}"
        case .wire: "{as: pretty|escaped|ascii|sorted}"
        case .clockSkew: "{by: -5m|equal}"
        case .fanOut: "{n}"
        case .duplicate: "{copies, gap}"
        case .reorder: "{span}"
        case .delay: "{dist, overtake}"
        case .outage: "{from, to}"
        case .burst: "{size}"
        case .secret: "{as: other|previous|empty}"
        case .tamper: "{pointer}"
        case .stripHeader: "{name}"
        case .headerMismatch: "{of: event|id}"
        case .staleReplay: "{age}"
        case .sever: "{after: headers|body|bytes:n}"
        case .dribble: "{bytesPerSec}"
        case .giveUpEarly: "{after}"
        case .crash: "{at: beforeCommit|afterSend|checkpoint|report}"
        case .jobStall, .unknownEvent, .unknownField, .drop, .loseAnswer: nil
        }
    }

    /// What is done, in a sentence without a final point.
    package var summary: String {
        switch self {
        case .jobFail: "the sync, or the stage of a recalculation, that starts fails"
        case .jobStall: "the sync, or the stage of a recalculation, that starts never ends"
        case .statusVocabulary: "an integration reports a status that the documents do not list"
        case .unknownEvent: "a further delivery of an event that nobody has documented follows"
        case .unknownField: "the body has a key nobody knows, at the top and in 'data'"
        case .dialect: "the body is written in the provider's later contract"
        case .wire: "the body is the same JSON in another spelling"
        case .clockSkew:
            "the provider's clock is wrong: the times in the body are off, or equal to those before"
        case .fanOut: "the event is announced n times, each with an id of its own"
        case .drop: "the delivery is recorded and never sent"
        case .duplicate: "copies of the delivery follow it, with the same id and bytes"
        case .reorder: "the delivery is held until later ones of its user have passed it"
        case .delay: "the delivery goes out late, and holds those behind it unless it lets them overtake"
        case .outage: "nothing goes out for a while, then all that waited does"
        case .burst: "deliveries of a user are held until there are so many, then go out at one moment"
        case .secret: "the attempt is signed with a wrong secret"
        case .tamper: "a value of the body is changed after it was signed"
        case .stripHeader: "a header is missing"
        case .headerMismatch: "a header says something else than the body"
        case .staleReplay: "the attempt is an old one: body and header carry times long past, rightly signed"
        case .sever: "the connection is cut while the request is sent"
        case .dribble: "the body is sent slowly, so many bytes a second"
        case .giveUpEarly: "the connection is closed before the answer, and the attempt counts as timed out"
        case .loseAnswer: "the consumer's 2xx is lost, and the attempt counts as timed out"
        case .crash: "this program is killed, once, as by kill -9; go on with --resume"
        }
    }
}
