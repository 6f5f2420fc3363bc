/// The signature of a webhook's body: HMAC-SHA256 as lower-case hexadecimal digits.
///
/// Signing and verifying stand side by side, so that they cannot drift apart. The key is the UTF-8 bytes of the
/// whole secret, its prefix included; the message is the body's bytes as sent, never a body parsed and written anew.
package enum Signature {
    /// The number of digits of every signature.
    package static let byteCount = 2 * SHA256Digest.byteCount

    /// Prepares a secret for signing and verifying.
    package static func key(secret: String) -> HMACSHA256 { HMACSHA256(key: Array(secret.utf8)) }

    /// Signs a body; the result is 64 ASCII digits.
    package static func sign(body: Span<UInt8>, key: HMACSHA256) -> [UInt8] {
        var digits: [UInt8] = []
        append(body: body, key: key, to: &digits)
        return digits
    }

    /// Signs a body; the result is 64 ASCII digits.
    package static func sign(body: [UInt8], key: HMACSHA256) -> [UInt8] { sign(body: body.span, key: key) }

    /// Signs a body into a buffer, behind what it holds, for callers that write a whole head.
    package static func append(body: Span<UInt8>, key: HMACSHA256, to bytes: inout [UInt8]) {
        key.authenticate(body).appendHex(to: &bytes)
    }

    /// Says whether a signature is the body's, in a time that does not tell how nearly it is.
    ///
    /// Upper-case digits, prefixes and white space make a signature wrong.
    package static func verify(_ signature: Span<UInt8>, body: Span<UInt8>, key: HMACSHA256) -> Bool {
        constantTimeEquals(signature, sign(body: body, key: key).span)
    }

    /// Says whether a signature is the body's, in a time that does not tell how nearly it is.
    package static func verify(_ signature: [UInt8], body: [UInt8], key: HMACSHA256) -> Bool {
        verify(signature.span, body: body.span, key: key)
    }
}
