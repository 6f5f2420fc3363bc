/// A key that a signer may have made of a secret, other than its bytes.
package enum SignedKey: CaseIterable, Sendable {
    case withLineFeed
    case withCarriageReturn
    case withSpace
    case trimmed
    case withoutPrefix
    case base64Decoded
    case hexDecoded
    case quoted

    /// What is wrong and what to do about it, without a full stop.
    package var message: String {
        switch self {
        case .withLineFeed: "the key ends with a line feed: remove it when reading the secret"
        case .withCarriageReturn: "the key ends with a carriage return and a line feed: remove them"
        case .withSpace: "the key ends with a space: remove it when reading the secret"
        case .trimmed: "the key lacks the white space that the secret given here has around it"
        case .withoutPrefix: "the key lacks the secret's prefix: the whole secret is the key"
        case .base64Decoded: "the key is the secret decoded as base64: the text itself is the key"
        case .hexDecoded: "the key is the secret's hex digits decoded: the text itself is the key"
        case .quoted: "the key has quotation marks around it: remove them when reading the secret"
        }
    }

    /// The key that it makes of a secret; nil where it makes none, or the secret itself.
    func key(of secret: [UInt8]) -> [UInt8]? {
        let key: [UInt8]? =
            switch self {
            case .withLineFeed: secret + [0x0A]
            case .withCarriageReturn: secret + [0x0D, 0x0A]
            case .withSpace: secret + [0x20]
            case .trimmed: Self.trimmed(secret)
            case .withoutPrefix: Self.hasPrefix(secret) ? Self.withoutPrefix(secret) : nil
            case .base64Decoded: Encoded.bytes(base64: Self.withoutPrefix(secret))
            case .hexDecoded: Encoded.bytes(hex: Self.withoutPrefix(secret))
            case .quoted: [UInt8(ascii: "\"")] + secret + [UInt8(ascii: "\"")]
            }
        return key == secret ? nil : key
    }

    private static let prefix = Array("whsec_".utf8)

    private static func hasPrefix(_ secret: [UInt8]) -> Bool { secret.starts(with: prefix) }

    private static func withoutPrefix(_ secret: [UInt8]) -> [UInt8] {
        hasPrefix(secret) ? Array(secret.dropFirst(prefix.count)) : secret
    }

    private static func trimmed(_ secret: [UInt8]) -> [UInt8] {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        return Array(secret.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
