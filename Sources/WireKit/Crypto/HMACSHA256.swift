/// The keyed hash HMAC with SHA-256, made once per key (RFC 2104; FIPS 198-1).
///
/// The key's two blocks are hashed when it is made, so each message costs two blocks less.
package struct HMACSHA256: Sendable {
    private let inner: SHA256
    private let outer: SHA256

    /// Prepares a key of any length; one longer than 64 bytes is hashed first (RFC 2104, section 2).
    package init(key: [UInt8]) {
        var block = key.count > Self.blockByteCount ? SHA256.digest(of: key).bytes : key
        block.append(contentsOf: repeatElement(0, count: Self.blockByteCount - block.count))
        var inner = SHA256()
        inner.update(block.map { $0 ^ 0x36 })
        self.inner = inner
        var outer = SHA256()
        outer.update(block.map { $0 ^ 0x5c })
        self.outer = outer
    }

    /// Computes the code of a message.
    package func authenticate(_ message: Span<UInt8>) -> SHA256Digest {
        var hash = inner
        hash.update(message)
        let digest = hash.finalize()
        hash = outer
        let bytes = InlineArray<32, UInt8> { digest[$0] }
        hash.update(bytes.span)
        return hash.finalize()
    }

    /// Computes the code of a message.
    package func authenticate(_ message: [UInt8]) -> SHA256Digest { authenticate(message.span) }

    /// Sixteen hex digits that tell two keys apart and do not give them away.
    package var fingerprint: String {
        String(authenticate(Array("fingerprint of a signing key".utf8)).hex.prefix(16))
    }

    private static let blockByteCount = SHA256Compression.blockByteCount
}
