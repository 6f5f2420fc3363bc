import WireKit

/// The digest of a stream: the sum modulo 2²⁵⁶ of SHA-256(user, ordinal, body) over its bodies.
///
/// A sum, so that it does not depend on how users interleave, and so that the digests of parts
/// of a crowd add up to that of the whole.
package struct StreamDigest: Equatable, Sendable {
    /// The sum's 64-bit words, least significant first.
    private var words: [4 of UInt64] = [0, 0, 0, 0]

    /// The digest of no bodies.
    package init() {}

    /// Takes in one body: hashed are the uid, a zero byte, the ordinal in eight bytes, the body.
    package mutating func add(uid: String, ordinal: Int64, body: [UInt8]) {
        var hash = SHA256()
        hash.update(uid.utf8.span)
        let head = InlineArray<9, UInt8> { index in
            index == 0 ? 0 : UInt8(truncatingIfNeeded: ordinal >> Int64(64 - 8 * index))
        }
        hash.update(head.span)
        hash.update(body.span)
        add(hash.finalize())
    }

    private mutating func add(_ digest: SHA256Digest) {
        let summand = digest.words
        var carry: UInt64 = 0
        for index in 0..<4 {
            // The digest is a big-endian number; the sum keeps its least significant word first.
            let (partial, overflow) = words[index].addingReportingOverflow(summand[3 - index])
            let (sum, carried) = partial.addingReportingOverflow(carry)
            words[index] = sum
            carry = overflow || carried ? 1 : 0
        }
    }

    /// The sum as 32 bytes, most significant first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for index in stride(from: 3, through: 0, by: -1) {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: words[index] >> UInt64(shift)))
            }
        }
        return bytes
    }

    /// The sum as 64 lowercase hex digits.
    package var hex: String {
        Hex.text(bytes)
    }

    /// Whether two sums are the same.
    package static func == (left: StreamDigest, right: StreamDigest) -> Bool {
        left.bytes == right.bytes
    }
}

/// Lowercase hex.
enum Hex {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
