package import JSONKit
package import WireKit

/// Why a delivery with a good signature was not taken.
package enum DeliveryRefusal: Error, Hashable, Sendable {
    /// The body is not JSON.
    case notJSON(Diagnostic)
    /// The body is JSON and not an object.
    case notAnObject
    /// A member that the event needs is missing or of the wrong kind; the name is a path such as `data.uid`.
    case badMember(String, expected: String)
    /// A text that would have to be kept is too long to be kept.
    case tooLong(String, bytesMax: Int)
    /// A persona wants none of it, and says so with this status.
    case unwanted(HTTPStatus, String)
    /// A persona's program threw.
    case thrown(String)
    /// No room for one more user.
    case usersFull(usersMax: Int)
    /// No room for one more integration.
    case integrationsFull(integrationsMax: Int)
    /// No room for one more project, file or payment.
    case accountThingsFull(accountThingsMax: Int)

    /// The status of the answer: the sender's mistake is not worth a retry, a full consumer is.
    package var status: HTTPStatus {
        switch self {
        case .notJSON, .notAnObject, .badMember, .tooLong: .badRequest
        case .usersFull, .integrationsFull, .accountThingsFull: .serviceUnavailable
        case .unwanted(let status, _): status
        case .thrown: .internalServerError
        }
    }

    /// How the delivery is counted.
    package var outcome: DeliveryOutcome {
        switch self {
        case .notJSON, .notAnObject, .badMember, .tooLong: .malformed
        case .usersFull, .integrationsFull, .accountThingsFull: .noRoom
        case .unwanted, .thrown: .failed
        }
    }

    /// The refusal as a sentence a person reads; it repeats nothing of the body but safe fragments.
    package var message: String {
        switch self {
        case .notJSON(let diagnostic):
            "the body is not JSON: \(diagnostic.message) (byte \(diagnostic.range.lower))"
        case .notAnObject:
            "the body is not a JSON object"
        case .badMember(let name, let expected):
            "'\(name)' is missing or not \(expected)"
        case .tooLong(let name, let bytesMax):
            "'\(name)' is longer than \(bytesMax) bytes"
        case .usersFull(let usersMax):
            "this consumer holds \(usersMax) users and no more"
        case .integrationsFull(let integrationsMax):
            "this consumer holds \(integrationsMax) integrations and no more"
        case .accountThingsFull(let accountThingsMax):
            "this consumer holds \(accountThingsMax) projects, files and payments and no more"
        case .unwanted(_, let message), .thrown(let message):
            message
        }
    }
}
