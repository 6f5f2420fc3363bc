/// The 32 bytes that SHA-256 makes of a message (FIPS 180-4, section 6.2.2).
package struct SHA256Digest: Hashable, Sendable {
    /// The number of bytes of every digest.
    package static let byteCount = 32

    // Four words rather than an array: a digest is made per delivery and must not allocate.
    private let word0, word1, word2, word3: UInt64

    /// Puts a digest together from its words of 64 bits, the first holding the first eight bytes.
    init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Takes up a digest that was stored; nil when there are not exactly 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        func word(_ index: Int) -> UInt64 {
            bytes[(8 * index)..<(8 * index + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        self.init(word(0), word(1), word(2), word(3))
    }

    /// The digest as four big-endian words of 64 bits, the first holding the first eight bytes.
    package var words: [4 of UInt64] { [word0, word1, word2, word3] }

    /// The digest's 32 bytes.
    package var bytes: [UInt8] {
        [UInt8](capacity: Self.byteCount) { output in
            for index in 0..<Self.byteCount { output.append(self[index]) }
        }
    }

    /// The digest as 64 lower-case hexadecimal digits.
    package var hex: String {
        var digits: [UInt8] = []
        appendHex(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Appends the digest as 64 lower-case hexadecimal digits, without allocating when there is room.
    package func appendHex(to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: 2 * Self.byteCount) { output in
            for index in 0..<Self.byteCount {
                output.append(Self.digit(self[index] &>> 4))
                output.append(Self.digit(self[index] & 15))
            }
        }
    }

    /// The byte at an index of 0 to 31.
    subscript(index: Int) -> UInt8 {
        let word = words[index &>> 3]
        return UInt8(truncatingIfNeeded: word &>> UInt64(56 &- 8 &* (index & 7)))
    }

    // Computed, not looked up: a table's cache lines would tell an observer about a signature.
    private static func digit(_ value: UInt8) -> UInt8 {
        value &+ 0x30 &+ 39 &* ((9 &- value) &>> 7)
    }
}
