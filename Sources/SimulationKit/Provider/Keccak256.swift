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
    /// How far each lane is turned, in the order in which `lanes` visits them (FIPS 202, 3.2.2).
    private static let turns: [UInt64] = [
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
    ]
    /// Where each lane goes, each place the source of the next (FIPS 202, 3.2.3).
    private static let lanes = [
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
    ]

    /// The 32 bytes of the hash.
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var state = [UInt64](repeating: 0, count: 25)
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

    private static func absorb(_ block: [UInt8], into state: inout [UInt64]) {
        for index in 0..<blockBytes {
            state[index / 8] ^= UInt64(block[index]) << UInt64(index % 8 * 8)
        }
        for constant in roundConstants { round(&state, constant) }
    }

    /// One round: theta, rho and pi, chi, iota (FIPS 202, 3.3).
    private static func round(_ state: inout [UInt64], _ constant: UInt64) {
        var columns: [5 of UInt64] = .init(repeating: 0)
        for x in 0..<5 {
            columns[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20]
        }
        for x in 0..<5 {
            let change = columns[(x + 4) % 5] ^ rotate(columns[(x + 1) % 5], 1)
            for y in stride(from: 0, to: 25, by: 5) { state[y + x] ^= change }
        }
        var moved = state[1]
        for step in 0..<24 {
            let lane = lanes[step]
            let next = state[lane]
            state[lane] = rotate(moved, turns[step])
            moved = next
        }
        for y in stride(from: 0, to: 25, by: 5) {
            let row: [5 of UInt64] = [state[y], state[y + 1], state[y + 2], state[y + 3], state[y + 4]]
            for x in 0..<5 { state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]) }
        }
        state[0] ^= constant
    }

    private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word << count | word >> (64 - count)
    }
}
