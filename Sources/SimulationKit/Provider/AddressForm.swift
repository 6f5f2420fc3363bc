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

    /// Draws an address, or nil where this form has none; letters and digits only.
    package func draw(from stream: inout RandomStream) -> [UInt8]? {
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
    static func address(_ bytes: [UInt8]) -> [UInt8] {
        let small = [UInt8](capacity: 2 * bytes.count) { output in
            for byte in bytes {
                output.append(digit(byte >> 4))
                output.append(digit(byte & 15))
            }
        }
        let hash = Keccak256.hash(small)
        return [UInt8](capacity: small.count + 2) { output in
            output.append(UInt8(ascii: "0"))
            output.append(UInt8(ascii: "x"))
            for (index, digit) in small.enumerated() {
                let check = index % 2 == 0 ? hash[index / 2] >> 4 : hash[index / 2] & 15
                output.append(digit >= UInt8(ascii: "a") && check >= 8 ? digit & 0xdf : digit)
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
}

/// Base58 as Bitcoin and Solana write it: no 0, O, I or l.
enum Base58 {
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    static func text(_ bytes: [UInt8]) -> [UInt8] {
        // Words of four bytes, the first perhaps of fewer, divided by 58 to the fifth: five digits at once.
        var words = [UInt64](repeating: 0, count: (bytes.count + 3) / 4)
        let lead = words.count * 4 - bytes.count
        for (index, byte) in bytes.enumerated() {
            let word = (index + lead) / 4
            words[word] = words[word] << 8 | UInt64(byte)
        }
        var first = words.prefix { $0 == 0 }.count
        // A word is at most 5.47 digits, and the last division may give four zeros in front.
        let digits = [UInt8](capacity: words.count * 6 + 5) { output in
            while first < words.count {
                var rest: UInt64 = 0
                for index in first..<words.count {
                    let value = rest << 32 | words[index]
                    words[index] = value / 656_356_768
                    rest = value % 656_356_768
                }
                for _ in 0..<5 {
                    output.append(UInt8(rest % 58))
                    rest /= 58
                }
                while first < words.count, words[first] == 0 { first += 1 }
            }
        }
        let significant = digits.count - digits.reversed().prefix { $0 == 0 }.count
        let zeros = bytes.prefix { $0 == 0 }.count
        return [UInt8](capacity: zeros + significant) { output in
            for _ in 0..<zeros { output.append(alphabet[0]) }
            for index in (0..<significant).reversed() { output.append(alphabet[Int(digits[index])]) }
        }
    }
}

/// Bech32 addresses of Bitcoin's main network, witness version 0 (BIP 173).
enum Bech32 {
    /// The checksum under way: a remainder of polynomials over the values so far.
    private struct Checksum {
        private var sum: UInt32 = 1

        mutating func add(_ value: UInt8) {
            sum = (sum & 0x1ff_ffff) << 5 ^ UInt32(value) ^ Checksum.multiples[Int(sum >> 25)]
        }

        /// What the last six values must be, five bits each.
        var bits: UInt32 {
            var last = self
            for _ in 0..<6 { last.add(0) }
            return last.sum ^ 1
        }

        private static let generators: [UInt32] = [
            0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
        ]
        /// The generators added up that the five highest bits stand for.
        private static let multiples = (0..<32).map { top in
            generators.indices.reduce(UInt32(0)) { top >> $1 & 1 == 1 ? $0 ^ generators[$1] : $0 }
        }
    }

    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let prefix = Array("bc1".utf8)
    private static let beginning = {
        var checksum = Checksum()
        // "bc", expanded as BIP 173 says.
        for value: UInt8 in [3, 3, 0, 2, 3] { checksum.add(value) }
        return checksum
    }()

    static func address(program: [UInt8]) -> [UInt8] {
        // The version, the program in groups of five bits, and six values of checksum.
        let count = prefix.count + 1 + (program.count * 8 + 4) / 5 + 6
        return [UInt8](capacity: count) { output in
            for byte in prefix { output.append(byte) }
            var checksum = beginning
            func append(_ value: UInt8, _ output: inout OutputSpan<UInt8>) {
                checksum.add(value)
                output.append(alphabet[Int(value)])
            }
            append(0, &output)
            var bits: UInt32 = 0
            var bitCount: UInt32 = 0
            for byte in program {
                bits = bits << 8 | UInt32(byte)
                bitCount += 8
                while bitCount >= 5 {
                    bitCount -= 5
                    append(UInt8(bits >> bitCount & 31), &output)
                }
            }
            if bitCount > 0 { append(UInt8(bits << (5 - bitCount) & 31), &output) }
            let sum = checksum.bits
            for place: UInt32 in (0..<6).reversed() { output.append(alphabet[Int(sum >> (5 * place) & 31)]) }
        }
    }
}
