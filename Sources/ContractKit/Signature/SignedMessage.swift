/// What other providers put around a body before they sign it.
package enum SignedMessage: CaseIterable, Sendable {
    case timestampDotBody
    case timestampBody
    case timestampColonBody
    case bodyTimestamp
    case identifierDotTimestampDotBody
    case version0TimestampBody

    /// What is wrong and what to do about it, without a full stop.
    package var message: String {
        let remedy = "sign the body alone"
        return switch self {
        case .timestampDotBody: "the timestamp, a point and the body were signed: \(remedy)"
        case .timestampBody: "the timestamp and the body were signed: \(remedy)"
        case .timestampColonBody: "the timestamp, a colon and the body were signed: \(remedy)"
        case .bodyTimestamp: "the body and the timestamp were signed: \(remedy)"
        case .identifierDotTimestampDotBody: "the id, the timestamp and the body were signed: \(remedy)"
        case .version0TimestampBody: "'v0:', the timestamp, a colon and the body were signed: \(remedy)"
        }
    }

    /// What is signed; nil where it takes an id and there is none.
    func bytes(of body: [UInt8], timestamp: [UInt8], identifier: [UInt8]?) -> [UInt8]? {
        let dot = UInt8(ascii: ".")
        let colon = UInt8(ascii: ":")
        return switch self {
        case .timestampDotBody: timestamp + [dot] + body
        case .timestampBody: timestamp + body
        case .timestampColonBody: timestamp + [colon] + body
        case .bodyTimestamp: body + timestamp
        case .identifierDotTimestampDotBody: identifier.map { $0 + [dot] + timestamp + [dot] + body }
        case .version0TimestampBody: Array("v0:".utf8) + timestamp + [colon] + body
        }
    }
}
