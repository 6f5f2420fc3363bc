/// Pieces of bodies, written where there is room for all of them and `pieceSlack` bytes more.
///
/// One check of the array's room for a whole body, no reference counted for any piece, and eight bytes at a
/// time where a byte at a time would be most of the work of writing a body.
extension OutputSpan<UInt8> {
    /// The room to leave behind the last byte: a word is stored whole, whatever of it counts.
    static var pieceSlack: Int { 8 }

    /// The room that an integer takes at most.
    static var integerBytesMax: Int { 20 }

    /// Appends a piece.
    @inline(__always)
    mutating func append(_ piece: [UInt8]) {
        append(piece, from: 0, to: piece.count)
    }

    /// Appends the bytes of an array from one place to before another.
    @inline(__always)
    mutating func append(_ bytes: [UInt8], from start: Int, to end: Int) {
        let count = end - start
        precondition(start >= 0 && count >= 0 && end <= bytes.count, "a piece lies within its array")
        precondition(count <= freeCapacity, "the room of a body was reckoned too small")
        unsafe withUnsafeMutableBufferPointer { buffer, filled in
            unsafe bytes.withUnsafeBytes { source in
                if let from = source.baseAddress, let to = buffer.baseAddress {
                    unsafe copy(count, from: from + start, to: UnsafeMutableRawPointer(to + filled))
                }
            }
            filled += count
        }
    }

    /// Appends the first bytes, at most eight, of a word's little-endian form.
    @inline(__always)
    mutating func append(word: UInt64, count: Int) {
        precondition(freeCapacity >= Self.pieceSlack, "the room of a body was reckoned too small")
        unsafe withUnsafeMutableBufferPointer { buffer, filled in
            unsafe UnsafeMutableRawBufferPointer(buffer)
                .storeBytes(of: word.littleEndian, toByteOffset: filled, as: UInt64.self)
            filled += count
        }
    }

    /// Appends an integer in decimal; at most 20 bytes.
    mutating func append(integer: Int64) {
        if integer < 0 { append(UInt8(ascii: "-")) }
        append(magnitude: integer.magnitude)
    }

    private mutating func append(magnitude: UInt64) {
        let (high, low) = magnitude.quotientAndRemainder(dividingBy: 100_000_000)
        let digits = DecimalDigits.eight(UInt32(truncatingIfNeeded: low))
        if high == 0 {
            appendSignificant(digits)
        } else if high < 100_000_000 {
            appendSignificant(DecimalDigits.eight(UInt32(truncatingIfNeeded: high)))
            append(word: digits | DecimalDigits.zeros, count: 8)
        } else {
            append(magnitude: high)
            append(word: digits | DecimalDigits.zeros, count: 8)
        }
    }

    /// Appends eight digits without the zeros in front, but one digit at least.
    @inline(__always)
    private mutating func appendSignificant(_ digits: UInt64) {
        // The first digit is the lowest byte: zeros before the number are zero bytes at the low end.
        let zeros = Swift.min(digits.trailingZeroBitCount / 8, 7)
        append(word: (digits | DecimalDigits.zeros) >> UInt64(8 * zeros), count: 8 - zeros)
    }

    /// Appends the first bytes of a word's little-endian form as lowercase hex digits, at most sixteen.
    @inline(__always)
    mutating func append(hex word: UInt64, digits: Int) {
        append(word: HexDigits.eight(UInt32(truncatingIfNeeded: word)), count: Swift.min(digits, 8))
        guard digits > 8 else { return }
        append(word: HexDigits.eight(UInt32(truncatingIfNeeded: word >> 32)), count: digits - 8)
    }
}

/// Copies bytes that do not overlap: most pieces are shorter than what calling the C library is worth.
@inline(__always)
private func copy(_ count: Int, from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
    if count >= 16 {
        // Sixteen at a time, the last sixteen once more over what is already there.
        var offset = 0
        while offset + 16 <= count {
            unsafe move(SIMD16<UInt8>.self, offset, from: source, to: target)
            offset += 16
        }
        unsafe move(SIMD16<UInt8>.self, count - 16, from: source, to: target)
    } else if count >= 8 {
        unsafe move(UInt64.self, 0, from: source, to: target)
        unsafe move(UInt64.self, count - 8, from: source, to: target)
    } else {
        for offset in 0..<count { unsafe move(UInt8.self, offset, from: source, to: target) }
    }
}

@inline(__always)
private func move<Word: BitwiseCopyable>(
    _ type: Word.Type,
    _ offset: Int,
    from source: UnsafeRawPointer,
    to target: UnsafeMutableRawPointer
) {
    unsafe target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: type),
        toByteOffset: offset,
        as: type
    )
}

/// Digits of hexadecimal numbers, several in one word: the first is the lowest byte.
enum HexDigits {
    /// The characters of four bytes in their little-endian order, each with its high half first.
    @inline(__always)
    static func eight(_ bytes: UInt32) -> UInt64 {
        var spread = UInt64(bytes)
        spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff
        spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff
        spread = (spread >> 4 | spread << 8) & 0x0f0f_0f0f_0f0f_0f0f
        // Those above nine are letters, which come 39 places after the digits.
        let letters = ((spread &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
        return spread &+ DecimalDigits.zeros &+ letters &* 39
    }
}

/// Digits of decimal numbers, several in one word: the first is the lowest byte, as it is written first.
enum DecimalDigits {
    /// The character 0 eight times.
    static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// The values, not characters, of the eight digits of a number below a hundred million.
    @inline(__always)
    static func eight(_ number: UInt32) -> UInt64 {
        // Halves the digits three times: 4 and 4, then 2 and 2 of each, then 1 and 1; a multiplication and a
        // shift divide by 100 and by 10, exact for numbers of four and of two digits.
        let fours = UInt64(number / 10_000) | UInt64(number % 10_000) << 32
        let hundreds = (fours &* 10_486) >> 20 & 0x0000_007f_0000_007f
        let twos = hundreds | (fours &- hundreds &* 100) << 16
        let tens = (twos &* 103) >> 10 & 0x000f_000f_000f_000f
        return tens | (twos &- tens &* 10) << 8
    }

    /// The two characters of a number below a hundred.
    @inline(__always)
    static func pair(_ number: Int64) -> UInt64 {
        let number = UInt64(truncatingIfNeeded: number)
        let tens = (number &* 103) >> 10
        return (tens | (number &- tens &* 10) << 8) &+ 0x3030
    }
}
