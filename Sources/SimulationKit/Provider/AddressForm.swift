/// The form of a public address: how it is drawn so that it looks like one of its chain.
package enum AddressForm: Sendable {
    /// No address: exchanges are connected by key.
    case none
    /// `0x` and 40 hex digits, whose letters' case is the checksum (EIP-55).
    case ethereum
    /// Version-0 witness programme of 20 bytes in Bech32 (BIP 173).
    case bitcoin
    /// 32 bytes in Base58, as Solana writes public keys.
    case solana

    /// Draws an address, or nil where this form has none.
    package func draw(from stream: inout RandomStream) -> String? {
        switch self {
        case .none: nil
        case .ethereum: EIP55.address(Self.bytes(20, from: &stream))
        case .bitcoin: Bech32.address(program: Self.bytes(20, from: &stream))
        case .solana: Base58.text(Self.bytes(32, from: &stream))
        }
    }

    private static func bytes(_ count: Int, from stream: inout RandomStream) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: stream.next() >> 56) }
    }
}

/// Addresses of Ethereum and of chains like it (EIP-55).
enum EIP55 {
    /// The address of 20 bytes: a letter is a capital where the hash of the small ones has a digit from 8 up.
    static func address(_ bytes: [UInt8]) -> String {
        let small = [UInt8](capacity: 2 * bytes.count) { output in
            for byte in bytes {
                output.append(digit(byte >> 4))
                output.append(digit(byte & 15))
            }
        }
        let hash = Keccak256.hash(small)
        let text = [UInt8](capacity: small.count + 2) { output in
            output.append(UInt8(ascii: "0"))
            output.append(UInt8(ascii: "x"))
            for (index, digit) in small.enumerated() {
                let check = index % 2 == 0 ? hash[index / 2] >> 4 : hash[index / 2] & 15
                output.append(digit >= UInt8(ascii: "a") && check >= 8 ? digit & 0xdf : digit)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
}

/// Base58 as Bitcoin and Solana write it: no 0, O, I or l.
enum Base58 {
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        // Words of four bytes, the first perhaps of fewer, divided by 58 to the fifth: five digits at once.
        var words: [UInt64] = []
        let odd = bytes.count % 4
        for (index, byte) in bytes.enumerated() {
            if words.isEmpty || (index - odd) % 4 == 0 { words.append(0) }
            words[words.count - 1] = words[words.count - 1] << 8 | UInt64(byte)
        }
        var digits: [UInt8] = []
        var first = words.prefix { $0 == 0 }.count
        while first < words.count {
            var rest: UInt64 = 0
            for index in first..<words.count {
                let value = rest << 32 | words[index]
                words[index] = value / 656_356_768
                rest = value % 656_356_768
            }
            for _ in 0..<5 {
                digits.append(UInt8(rest % 58))
                rest /= 58
            }
            while first < words.count, words[first] == 0 { first += 1 }
        }
        while digits.last == 0 { digits.removeLast() }
        let zeros = bytes.prefix { $0 == 0 }.count
        let text = [UInt8](repeating: alphabet[0], count: zeros) + digits.reversed().map { alphabet[Int($0)] }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Bech32 addresses of Bitcoin's main network, witness version 0 (BIP 173).
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generators: [UInt32] = [
        0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
    ]

    static func address(program: [UInt8]) -> String {
        let values = [0] + groupsOfFive(program)
        var text = Array("bc1".utf8)
        text += (values + checksum(values)).map { alphabet[Int($0)] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func groupsOfFive(_ bytes: [UInt8]) -> [UInt8] {
        var groups: [UInt8] = []
        var bits: UInt32 = 0
        var bitCount = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                groups.append(UInt8(bits >> UInt32(bitCount) & 31))
            }
        }
        if bitCount > 0 { groups.append(UInt8(bits << UInt32(5 - bitCount) & 31)) }
        return groups
    }

    private static func checksum(_ values: [UInt8]) -> [UInt8] {
        let prefix: [UInt8] = [3, 3, 0, 2, 3]  // "bc", expanded as BIP 173 says
        let sum = polymod(prefix + values + [0, 0, 0, 0, 0, 0]) ^ 1
        return (0..<6).map { UInt8(sum >> UInt32(5 * (5 - $0)) & 31) }
    }

    private static func polymod(_ values: [UInt8]) -> UInt32 {
        values.reduce(1) { sum, value in
            let top = sum >> 25
            var next = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
            for (index, generator) in generators.enumerated() where top >> UInt32(index) & 1 == 1 {
                next ^= generator
            }
            return next
        }
    }
}
