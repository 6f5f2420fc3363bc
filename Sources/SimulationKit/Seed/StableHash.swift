/// A 128-bit hash that is the same on every machine and in every release.
///
/// MurmurHash3_x64_128 by Austin Appleby (public domain), with its published test values. It
/// gives identifiers and the starts of random streams; nothing secret depends on it.
package struct StableHash: Hashable, Sendable {
    /// The first eight bytes, as a little-endian number.
    package let low: UInt64
    /// The last eight bytes, as a little-endian number.
    package let high: UInt64

    private static let first: UInt64 = 0x87c3_7b91_1142_53d5
    private static let second: UInt64 = 0x4cf5_ad43_2745_937f

    /// Hashes four words as the 32 bytes of their little-endian forms.
    package init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
        var one: UInt64 = 0
        var two: UInt64 = 0
        Self.mix(a, b, &one, &two)
        Self.mix(c, d, &one, &two)
        (low, high) = Self.finish(one, two, byteCount: 32)
    }

    /// Hashes the UTF-8 bytes of a text.
    package init(_ text: String, seed: UInt32 = 0) {
        self.init(text.utf8Span.span, seed: seed)
    }

    /// Hashes bytes of any number.
    package init(bytes: [UInt8], seed: UInt32 = 0) {
        self.init(bytes.span, seed: seed)
    }

    private init(_ bytes: Span<UInt8>, seed: UInt32) {
        var one = UInt64(seed)
        var two = UInt64(seed)
        var offset = 0
        while bytes.count - offset >= 16 {
            Self.mix(Self.word(bytes, offset), Self.word(bytes, offset + 8), &one, &two)
            offset += 16
        }
        let tailLow = Self.word(bytes, offset)
        let tailHigh = Self.word(bytes, offset + 8)
        two ^= Self.rotate(tailHigh &* Self.second, 33) &* Self.first
        one ^= Self.rotate(tailLow &* Self.first, 31) &* Self.second
        (low, high) = Self.finish(one, two, byteCount: UInt64(bytes.count))
    }

    /// How many digits `hex24` has.
    static let hex24Count = 24

    /// Appends the first twelve bytes as 24 lowercase hex digits.
    package func appendHex24(to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: Self.hex24Count + OutputSpan<UInt8>.pieceSlack) { appendHex24(to: &$0) }
    }

    /// Appends the same where there is room for it.
    func appendHex24(to output: inout OutputSpan<UInt8>) {
        output.append(hex: low, digits: 16)
        output.append(hex: high, digits: 8)
    }

    /// The first twelve bytes as 24 lowercase hex digits.
    package var hex24: String {
        var bytes: [UInt8] = []
        appendHex24(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @inline(__always)
    private static func mix(_ a: UInt64, _ b: UInt64, _ one: inout UInt64, _ two: inout UInt64) {
        one ^= rotate(a &* first, 31) &* second
        one = (rotate(one, 27) &+ two) &* 5 &+ 0x52dc_e729
        two ^= rotate(b &* second, 33) &* first
        two = (rotate(two, 31) &+ one) &* 5 &+ 0x3849_5ab5
    }

    @inline(__always)
    private static func finish(_ one: UInt64, _ two: UInt64, byteCount: UInt64) -> (UInt64, UInt64) {
        var one = one ^ byteCount
        var two = two ^ byteCount
        one &+= two
        two &+= one
        one = avalanche(one)
        two = avalanche(two)
        one &+= two
        two &+= one
        return (one, two)
    }

    @inline(__always)
    private static func avalanche(_ word: UInt64) -> UInt64 {
        var word = word
        word ^= word >> 33
        word = word &* 0xff51_afd7_ed55_8ccd
        word ^= word >> 33
        word = word &* 0xc4ce_b9fe_1a85_ec53
        word ^= word >> 33
        return word
    }

    @inline(__always)
    private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word << count | word >> (64 - count)
    }

    /// Up to eight bytes from an offset, little-endian, zero beyond the end.
    private static func word(_ bytes: Span<UInt8>, _ offset: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 where offset + index < bytes.count {
            word |= UInt64(bytes[offset + index]) << UInt64(index * 8)
        }
        return word
    }
}
