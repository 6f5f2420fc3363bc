import Testing
import WireKit

struct SHA256DigestTests {
    private let digest = SHA256.digest(of: Array("abc".utf8))

    @Test func `the bytes make the same digest again`() {
        #expect(digest.bytes.count == SHA256Digest.byteCount)
        #expect(SHA256Digest(bytes: digest.bytes) == digest)
    }

    @Test func `only 32 bytes make a digest`() {
        #expect(SHA256Digest(bytes: Array(digest.bytes.dropLast())) == nil)
        #expect(SHA256Digest(bytes: digest.bytes + [0]) == nil)
    }

    @Test func `the words hold the bytes, the first in the highest place`() {
        #expect(digest.words[0] == 0xba78_16bf_8f01_cfea)
        #expect(digest.words[3] == 0xb410_ff61_f200_15ad)
    }

    @Test func `every byte value has its two lower-case digits`() throws {
        let digits = Array("0123456789abcdef".utf8)
        for first in stride(from: 0, to: 256, by: 32) {
            let bytes = (first..<(first + 32)).map { UInt8($0) }
            var hex: [UInt8] = []
            try #require(SHA256Digest(bytes: bytes)).appendHex(to: &hex)
            #expect(hex == bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        }
    }

    @Test func `digits are appended behind what is there`() {
        var bytes = Array("x=".utf8)
        digest.appendHex(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "x=" + digest.hex)
    }
}
