/// Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with the padding from before it became SHA-3.
enum Keccak256 {
    /// How many bytes a block takes: 1,600 bits less twice 256.
    private static let blockBytes = 136

    private static let roundConstants: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808b, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008a, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000a,
        0x0000_0000_8000_808b, 0x8000_0000_0000_008b, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800a, 0x8000_0000_8000_000a,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]

    /// The 32 bytes of the hash.
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var state: State = .init(repeating: 0)
        var block = [UInt8](repeating: 0, count: blockBytes)
        var filled = 0
        for byte in bytes {
            block[filled] = byte
            filled += 1
            if filled == blockBytes {
                absorb(block, into: &state)
                filled = 0
            }
        }
        for index in filled..<blockBytes { block[index] = 0 }
        block[filled] = 0x01
        block[blockBytes - 1] |= 0x80
        absorb(block, into: &state)
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    private static func absorb(_ block: [UInt8], into state: inout State) {
        for index in 0..<blockBytes {
            state[index / 8] ^= UInt64(block[index]) << UInt64(index % 8 * 8)
        }
        for constant in roundConstants { round(&state, constant) }
    }

    /// One round: theta, rho and pi, chi, iota (FIPS 202, 3.3), the places and turns of the lanes written out.
    private static func round(_ state: inout State, _ constant: UInt64) {
        func column(_ x: Int) -> UInt64 {
            state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20]
        }
        let columns = (column(0), column(1), column(2), column(3), column(4))
        let changes = (
            columns.4 ^ turn(columns.1, 1), columns.0 ^ turn(columns.2, 1), columns.1 ^ turn(columns.3, 1),
            columns.2 ^ turn(columns.4, 1), columns.3 ^ turn(columns.0, 1)
        )
        func lane(_ place: Int, _ change: UInt64, _ count: UInt64) -> UInt64 {
            turn(state[place] ^ change, count)
        }
        let (a, b, c, d, e) = changes
        let old = (
            Row(state[0] ^ a, lane(6, b, 44), lane(12, c, 43), lane(18, d, 21), lane(24, e, 14)),
            Row(lane(3, d, 28), lane(9, e, 20), lane(10, a, 3), lane(16, b, 45), lane(22, c, 61)),
            Row(lane(1, b, 1), lane(7, c, 6), lane(13, d, 25), lane(19, e, 8), lane(20, a, 18)),
            Row(lane(4, e, 27), lane(5, a, 36), lane(11, b, 10), lane(17, c, 15), lane(23, d, 56)),
            Row(lane(2, c, 62), lane(8, d, 55), lane(14, e, 39), lane(15, a, 41), lane(21, b, 2))
        )
        old.0.mix(into: &state, at: 0)
        old.1.mix(into: &state, at: 5)
        old.2.mix(into: &state, at: 10)
        old.3.mix(into: &state, at: 15)
        old.4.mix(into: &state, at: 20)
        state[0] ^= constant
    }

    private typealias State = [25 of UInt64]

    /// Five lanes of the state between pi and chi.
    private struct Row {
        let a, b, c, d, e: UInt64

        @inline(__always)
        init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64) {
            (self.a, self.b, self.c, self.d, self.e) = (a, b, c, d, e)
        }

        /// Chi, the step that is not linear.
        @inline(__always)
        func mix(into state: inout State, at place: Int) {
            state[place] = a ^ (~b & c)
            state[place + 1] = b ^ (~c & d)
            state[place + 2] = c ^ (~d & e)
            state[place + 3] = d ^ (~e & a)
            state[place + 4] = e ^ (~a & b)
        }
    }

    @inline(__always)
    private static func turn(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word << count | word >> (64 - count)
    }
}
