import JSONKit
import SimulationKit

/// One request that a check sends: a right one to begin with, then changed where the check wants it wrong.
struct CheckDelivery: Sendable {
    /// How its body is signed.
    enum Signing: Equatable, Sendable {
        /// With the secret, over the bytes that are sent.
        case right
        /// With another key, over the bytes that are sent.
        case key([UInt8])
        /// By bytes of its own in the place of the signature.
        case bytes([UInt8])
        /// By no field at all.
        case missing
        /// By several fields, in this order.
        case several([[UInt8]])
    }

    /// How the end of its body is told.
    enum Framing: Equatable, Sendable {
        /// By its length.
        case length
        /// In chunks of so many bytes (RFC 9112, section 7.1).
        case chunks(of: Int)
    }

    /// What happened, which the head names too.
    let type: EventType
    /// The body's members.
    var envelope: JSONObject
    /// The body byte for byte; nil for the members in their order without white space.
    var spelling: [UInt8]?
    var signing = Signing.right
    var framing = Framing.length
    var method = "POST"
    var contentType = "application/json"
    /// How the field of the signature is spelled.
    var signatureName = "X-Webhook-Signature"
    /// The event that the head names; nil for none.
    var eventField: String?
    /// The id that the head names; nil for none.
    var identifierField: String?
    /// The time of the attempt that the head names; nil for none.
    var timeField: Moment?

    /// The body as it is sent.
    var body: [UInt8] { spelling ?? JSONWriter.bytes(of: .object(envelope)) }

    /// The id in the body.
    var identifier: String { envelope["id"]?.string ?? "" }

    /// A member of the body's `data`.
    subscript(data key: String) -> JSONValue? {
        get { envelope["data"]?.object?[key] }
        set {
            guard var data = envelope["data"]?.object else { return }
            data[key] = newValue
            envelope["data"] = .object(data)
        }
    }

    /// The same with something changed.
    func with(_ change: (inout CheckDelivery) -> Void) -> CheckDelivery {
        var changed = self
        change(&changed)
        return changed
    }

    /// The same with another signature.
    func signed(_ signing: Signing) -> CheckDelivery { with { $0.signing = signing } }

    /// The same with another body, which is signed as it is.
    func spelled(_ body: [UInt8]) -> CheckDelivery { with { $0.spelling = body } }
}
