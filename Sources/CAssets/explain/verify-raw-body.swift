import Crypto  // swift-crypto; on Apple's systems CryptoKit
import Foundation

/// Whether the signature is that of the body, as it came off the wire.
///
/// In Vapor, take `request.body.collect(max:)`, never what was decoded.
func isAuthentic(body: Data, signature: String?, secret: String) -> Bool {
    guard let signature, let code = bytes(hex: signature) else { return false }
    // The key is the secret as it is shown, with its prefix whsec_.
    let key = SymmetricKey(data: Data(secret.utf8))
    // Other lengths are unequal here, and equal ones take equal time.
    return HMAC<SHA256>
        .isValidAuthenticationCode(code, authenticating: body, using: key)
}

/// The bytes that hexadecimal digits stand for; nil when they are something
/// else.
func bytes(hex: String) -> [UInt8]? {
    let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = digits[index], let low = digits[index + 1] else {
            return nil
        }
        bytes.append(UInt8(high << 4 | low))
    }
    return bytes
}
