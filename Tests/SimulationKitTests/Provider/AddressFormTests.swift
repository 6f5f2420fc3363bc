import Testing

@testable import SimulationKit

@Suite struct AddressFormTests {
    /// The examples of BIP 173: a public key's hash and a script's hash.
    @Test(arguments: [
        (
            "751e76e8199196d454941c45d1b3a323f1433bd6", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
        ),
        (
            "1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
            "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3"
        ),
    ])
    func `witness programmes are written as BIP 173 writes them`(program: String, address: String) {
        #expect(Bech32.address(program: Self.bytes(program)) == address)
    }

    /// The test vectors of Bitcoin's own Base58.
    @Test(arguments: [
        ("", ""), ("61", "2g"), ("626262", "a3gV"), ("636363", "aPEr"),
        ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
        ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
        ("516b6fcd0f", "ABnLTmg"), ("bf4f89001e670274dd", "3SEo3LWLoPntC"), ("572e4794", "3EFU7m"),
        ("ecac89cad93923c02321", "EJDM8drfXA6uyA"), ("10c8511e", "Rt5zm"),
        ("00000000000000000000", "1111111111"),
    ])
    func `bytes are written as Base58 writes them`(bytes: String, text: String) {
        #expect(Base58.text(Self.bytes(bytes)) == text)
    }

    @Test(
        arguments: [
            (AddressForm.ethereum, "0xdc73dfd29d17a28232c931894969a265d3c1ce7d"),
            (.bitcoin, "bc1qm3eal55az73gyvkfxxy5j6dzvhfurnnafafnlh"),
            (.solana, "FqZB46ESQ68nakhArzfTVmixKPKZrKfjywW24W1sFQ7b"),
            (.none, nil),
        ] as [(AddressForm, String?)]
    )
    func `drawn addresses are pinned`(form: AddressForm, address: String?) {
        let key = StableHash("main").low
        let user = StableHash("alice", seed: 1).low
        var stream = RandomStream(seed: 42, user: user, purpose: .integration, index: key)
        #expect(form.draw(from: &stream) == address)
    }

    @Test func `every drawn Bitcoin address passes the checksum`() {
        var stream = RandomStream(state: 8)
        for _ in 0..<200 {
            let address = AddressForm.bitcoin.draw(from: &stream) ?? ""
            #expect(Self.isBech32(address), "\(address)")
        }
        #expect(!Self.isBech32("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"))
    }

    @Test func `every drawn Solana address is thirty-two bytes in Base58`() {
        var stream = RandomStream(state: 8)
        for _ in 0..<200 {
            let address = AddressForm.solana.draw(from: &stream) ?? ""
            #expect((32...44).contains(address.count))
            #expect(address.allSatisfy { !"0OIl".contains($0) && $0.isASCII })
        }
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    /// Verifies as BIP 173 words it: the polymod over prefix and data is 1.
    private static func isBech32(_ address: String) -> Bool {
        let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
        let values = address.dropFirst(3).compactMap { alphabet.firstIndex(of: $0) }
        guard address.hasPrefix("bc1"), values.count == address.count - 3 else { return false }
        let generators = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
        var sum = 1
        for value in [3, 3, 0, 2, 3] + values {
            let top = sum >> 25
            sum = (sum & 0x1ff_ffff) << 5 ^ value
            for bit in 0..<5 where top >> bit & 1 == 1 { sum ^= generators[bit] }
        }
        return sum == 1
    }
}
