import Testing

@testable import SimulationKit

@Suite struct StableHashTests {
    /// The published check of MurmurHash3_x64_128: SMHasher's verification value is 0x6384BA69.
    @Test func `the hash has the verification value of its test suite`() {
        let all: [UInt8] = (0..<256).map { UInt8($0) }
        var digests: [UInt8] = []
        for length in 0..<256 {
            let hash = StableHash(bytes: Array(all.prefix(length)), seed: UInt32(256 - length))
            digests += Self.bytes(hash)
        }
        let verification = StableHash(bytes: digests).low & 0xffff_ffff
        #expect(verification == 0x6384_ba69)
    }

    /// Values of the reference implementation.
    @Test(
        arguments: [
            ("", 0, 0, 0),
            ("", 1, 0x4610_abe5_6eff_5cb5, 0x5162_2daa_78f8_3583),
            ("hello", 0, 0xcbd8_a7b3_41bd_9b02, 0x5b1e_906a_48ae_1d19),
            ("hello, world", 0, 0x342f_ac62_3a5e_bc8e, 0x4cdc_bc07_9642_414d),
            ("19 Jan 2038 at 3:14:07 AM", 0, 0xb89e_5988_b737_affc, 0x664f_c295_0231_b2cb),
            (
                "The quick brown fox jumps over the lazy dog.", 0, 0xcd99_481f_9ee9_02c9,
                0x695d_a1a3_8987_b6e7
            ),
            (
                "The quick brown fox jumps over the lazy dog", 0x9747_b28c, 0x738a_7f3b_d263_3121,
                0xf945_7372_7ec0_16e5
            ),
        ] as [(String, UInt32, UInt64, UInt64)]
    )
    func `texts hash to the published values`(text: String, seed: UInt32, low: UInt64, high: UInt64) {
        let hash = StableHash(text, seed: seed)
        #expect(hash.low == low)
        #expect(hash.high == high)
        #expect(hash == StableHash(bytes: Array(text.utf8), seed: seed))
    }

    @Test func `four words hash as their thirty-two bytes`() {
        let hash = StableHash(1, 2, 3, 4)
        #expect(hash.low == 0x0ffa_a620_eafc_3435)
        #expect(hash.high == 0xcebf_df8c_190f_91d6)
        var bytes: [UInt8] = []
        for word in [1, 2, 3, 4] as [UInt64] {
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
        #expect(hash == StableHash(bytes: bytes))
    }

    @Test func `the digits are those of the first twelve bytes`() {
        #expect(StableHash("hello").hex24 == "029bbd41b3a7d8cb191dae48")
        #expect(StableHash("").hex24 == "000000000000000000000000")
        var bytes = Array("id_".utf8)
        StableHash("hello, world").appendHex24(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "id_8ebc5e3a62ac2f344d414296")
    }

    @Test func `every digit is written`() {
        let digits = Set((0..<100).flatMap { StableHash(UInt64($0), 0, 0, 0).hex24 })
        #expect(digits == Set("0123456789abcdef"))
    }

    private static func bytes(_ hash: StableHash) -> [UInt8] {
        [hash.low, hash.high].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
    }
}
