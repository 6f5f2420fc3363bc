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
        #expect(Self.text(Bech32.address(program: Self.bytes(program))) == address)
    }

    /// The test vectors of Bitcoin's own Base58.
    @Test(arguments: [
        ("", ""), ("61", "2g"), ("626262", "a3gV"), ("636363", "aPEr"),
        ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
        ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
        ("516b6fcd0f", "ABnLTmg"), ("bf4f89001e670274dd", "3SEo3LWLoPntC"), ("572e4794", "3EFU7m"),
        ("ecac89cad93923c02321", "EJDM8drfXA6uyA"), ("10c8511e", "Rt5zm"),
        ("ffffffff", "7YXq9G"),
        ("00000000000000000000000000000000ffffffffffffffff", "1111111111111111jpXCZedGfVQ"),
        ("00000000000000000000", "1111111111"),
    ])
    func `bytes are written as Base58 writes them`(bytes: String, text: String) {
        #expect(Self.text(Base58.text(Self.bytes(bytes))) == text)
    }

    /// The examples of EIP-55.
    @Test(arguments: [
        "0x52908400098527886E0F7030069857D2E4169EE7", "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ])
    func `addresses are written as EIP-55 writes them`(address: String) {
        #expect(Self.text(EIP55.address(Self.bytes(String(address.dropFirst(2))))) == address)
    }

    /// Known answers of Keccak-256, and lengths around a block.
    @Test func `Keccak has its known answers`() {
        func hash(_ text: String) -> String {
            Keccak256.hash(Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
                .joined()
        }
        #expect(hash("") == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
        #expect(hash("abc") == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")
        let lengths = [135, 136, 137, 272].map { hash(String(repeating: "a", count: $0)) }
        #expect(Set(lengths).count == 4)
    }

    @Test(
        arguments: [
            (AddressForm.ethereum, "0xDc73DFd29D17a28232c931894969a265d3C1Ce7D"),
            (.bitcoin, "bc1qm3eal55az73gyvkfxxy5j6dzvhfurnnafafnlh"),
            (.solana, "FqZB46ESQ68nakhArzfTVmixKPKZrKfjywW24W1sFQ7b"),
            (.none, nil),
        ] as [(AddressForm, String?)]
    )
    func `drawn addresses are pinned`(form: AddressForm, address: String?) {
        let key = StableHash("main").low
        let user = StableHash("alice", seed: 1).low
        var stream = RandomStream(seed: 42, user: user, purpose: .integration, index: key)
        #expect(form.draw(from: &stream).map(Self.text) == address)
    }

    @Test func `every drawn Bitcoin address passes the checksum`() {
        var stream = RandomStream(state: 8)
        for _ in 0..<200 {
            let address = AddressForm.bitcoin.draw(from: &stream).map(Self.text) ?? ""
            #expect(Self.isBech32(address), "\(address)")
        }
        #expect(!Self.isBech32("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"))
    }

    @Test func `every drawn Solana address is thirty-two bytes in Base58`() {
        var stream = RandomStream(state: 8)
        for _ in 0..<200 {
            let address = AddressForm.solana.draw(from: &stream).map(Self.text) ?? ""
            #expect((32...44).contains(address.count))
            #expect(address.allSatisfy { !"0OIl".contains($0) && $0.isASCII })
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

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
