/// What became of one delivery.
package enum DeliveryOutcome: String, CaseIterable, Sendable {
    /// New, and the belief changed.
    case applied
    /// New, and something newer is believed already.
    case outdated
    /// New, of a known event, and naming no user; nothing can be believed of nobody.
    case unowned
    /// New, of an event that this consumer does not know.
    case unknownEvent = "unknown event"
    /// The signed id was seen before.
    case duplicate
    /// Signed, and not an event; answered 400.
    case malformed
    /// Signed, good, and beyond what the consumer may hold; answered 503.
    case noRoom = "no room"
    /// Not taken, because of what is wrong with a persona, or because it was told to fail.
    case failed
    /// Not signed with the secret; answered 401.
    case unauthorized
    /// A fault stood in place of the answer, before the delivery was looked at.
    case notTaken = "not taken"

    /// Whether the signature was good.
    package var isVerified: Bool {
        switch self {
        case .applied, .outdated, .unowned, .unknownEvent, .duplicate, .malformed, .noRoom: true
        case .failed, .unauthorized, .notTaken: false
        }
    }

    /// Whether the delivery counts as processed: taken, and for the first time.
    package var isProcessed: Bool {
        switch self {
        case .applied, .outdated, .unowned, .unknownEvent: true
        case .duplicate, .malformed, .noRoom, .failed, .unauthorized, .notTaken: false
        }
    }
}
