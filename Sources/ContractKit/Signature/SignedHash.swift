import WireKit

/// What other hashes a signer may have taken than the HMAC of the body.
package enum SignedHash: CaseIterable, Sendable {
    case withoutKey
    case keyThenBody
    case bodyThenKey
    case hashedBodyHex
    case hashedBody
    case hashedTwice
    case hashedTwiceHex
    case swapped

    /// What is wrong and what to do about it, without a full stop.
    package var message: String {
        switch self {
        case .withoutKey: "it is the SHA-256 of the body, without the secret: use HMAC"
        case .keyThenBody: "it is the SHA-256 of the secret and the body: use HMAC"
        case .bodyThenKey: "it is the SHA-256 of the body and the secret: use HMAC"
        case .hashedBodyHex: "the hex digits of the body's SHA-256 were signed: sign the body itself"
        case .hashedBody: "the SHA-256 of the body was signed: sign the body itself"
        case .hashedTwice: "the HMAC was hashed once more: the HMAC itself is the signature"
        case .hashedTwiceHex: "the hex digits of the HMAC were hashed once more: they are the signature"
        case .swapped: "secret and body changed places: the secret is the key, the body the message"
        }
    }

    /// The digest of a message by a key.
    func digest(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        switch self {
        case .withoutKey: SHA256.digest(of: message).bytes
        case .keyThenBody: SHA256.digest(of: key + message).bytes
        case .bodyThenKey: SHA256.digest(of: message + key).bytes
        case .hashedBodyHex:
            HMACSHA256(key: key).authenticate(Array(SHA256.digest(of: message).hex.utf8)).bytes
        case .hashedBody: HMACSHA256(key: key).authenticate(SHA256.digest(of: message).bytes).bytes
        case .hashedTwice: SHA256.digest(of: HMACSHA256(key: key).authenticate(message).bytes).bytes
        case .hashedTwiceHex:
            SHA256.digest(of: Array(HMACSHA256(key: key).authenticate(message).hex.utf8)).bytes
        case .swapped: HMACSHA256(key: message).authenticate(key).bytes
        }
    }
}
