/// The hash function SHA-256, fed piece by piece (FIPS 180-4, section 6.2).
///
/// A copy continues on its own, so a state after a common beginning can be kept and used again.
package struct SHA256: Sendable {
    private var compression = SHA256Compression()
    /// The message's last bytes, too few for a block yet: `pendingCount` of them.
    private var pending = InlineArray<64, UInt8>(repeating: 0)
    private var pendingCount = 0
    private var byteCount: UInt64 = 0

    /// Creates the state before the first byte.
    package init() {}

    /// Computes the digest of one whole message.
    package static func digest(of bytes: Span<UInt8>) -> SHA256Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// Computes the digest of one whole message.
    package static func digest(of bytes: [UInt8]) -> SHA256Digest { digest(of: bytes.span) }

    /// Takes in the next bytes of the message.
    package mutating func update(_ bytes: Span<UInt8>) {
        byteCount &+= UInt64(bytes.count)
        var offset = 0
        if pendingCount > 0 {
            while pendingCount < SHA256Compression.blockByteCount, offset < bytes.count {
                pending[pendingCount] = bytes[offset]
                pendingCount += 1
                offset += 1
            }
            guard pendingCount == SHA256Compression.blockByteCount else { return }
            compression.compress(pending.span, at: 0, blockCount: 1)
            pendingCount = 0
        }
        let blockCount = (bytes.count - offset) / SHA256Compression.blockByteCount
        compression.compress(bytes, at: offset, blockCount: blockCount)
        offset += blockCount * SHA256Compression.blockByteCount
        while offset < bytes.count {
            pending[pendingCount] = bytes[offset]
            pendingCount += 1
            offset += 1
        }
    }

    /// Takes in the next bytes of the message.
    package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

    /// Gives the digest of what was taken in so far, which goes on unchanged (FIPS 180-4, section 5.1.1).
    package func finalize() -> SHA256Digest {
        let lengthOffset = SHA256Compression.blockByteCount - 8
        var compression = compression
        var block = pending
        var count = pendingCount
        block[count] = 0x80
        count += 1
        if count > lengthOffset {
            for index in count..<SHA256Compression.blockByteCount { block[index] = 0 }
            compression.compress(block.span, at: 0, blockCount: 1)
            count = 0
        }
        for index in count..<lengthOffset { block[index] = 0 }
        let bitCount = byteCount &* 8
        for index in 0..<8 {
            block[lengthOffset + index] = UInt8(truncatingIfNeeded: bitCount &>> UInt64(56 - 8 * index))
        }
        compression.compress(block.span, at: 0, blockCount: 1)
        return compression.digest
    }
}

extension SHA256Compression {
    /// The chaining value, which after the padded message is its digest.
    fileprivate var digest: SHA256Digest {
        func pair(_ high: UInt32, _ low: UInt32) -> UInt64 { UInt64(high) &<< 32 | UInt64(low) }
        return SHA256Digest(pair(a, b), pair(c, d), pair(e, f), pair(g, h))
    }
}
