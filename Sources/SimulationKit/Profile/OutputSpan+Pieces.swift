/// Pieces of bodies, written where there is room for all of them.
///
/// One check of the array's room for a whole body, and no reference counted for any piece: half
/// the time of appending them one by one to the array.
extension OutputSpan<UInt8> {
    /// Appends a piece.
    mutating func append(_ piece: [UInt8]) {
        for byte in piece { append(byte) }
    }

    /// Appends an integer in decimal; at most 20 bytes.
    mutating func append(integer: Int64) {
        if integer < 0 { append(UInt8(ascii: "-")) }
        var rest = integer.magnitude
        var digits = [20 of UInt8](repeating: 0)
        var first = digits.count
        repeat {
            first -= 1
            digits[first] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
            rest /= 10
        } while rest > 0
        while first < digits.count {
            append(digits[first])
            first += 1
        }
    }

    /// The room that an integer takes at most.
    static var integerBytesMax: Int { 20 }

    /// Appends the first bytes of a word's little-endian form as lowercase hex digits.
    @inline(__always)
    mutating func append(hex word: UInt64, digits: Int) {
        var rest = word
        var left = digits
        while left > 0 {
            // Eight digits at a time: a byte for each half-byte of four bytes, high half first.
            var spread = rest & 0xffff_ffff
            spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff
            spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff
            spread = (spread >> 4 | spread << 8) & 0x0f0f_0f0f_0f0f_0f0f
            // Those above nine are letters, which come 39 places after the digits.
            let letters = ((spread &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
            var text = spread &+ 0x3030_3030_3030_3030 &+ letters &* 39
            for _ in 0..<Swift.min(left, 8) {
                append(UInt8(truncatingIfNeeded: text))
                text >>= 8
            }
            rest >>= 32
            left -= 8
        }
    }
}
