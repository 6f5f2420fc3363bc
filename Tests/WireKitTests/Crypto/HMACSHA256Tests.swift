import Testing
import WireKit

struct HMACSHA256Tests {
    /// RFC 4231, sections 4.2 to 4.8.
    struct Vector: CustomTestStringConvertible {
        let section: String
        let key: [UInt8]
        let message: [UInt8]
        let code: String

        var testDescription: String { "RFC 4231, section \(section)" }
    }

    static let vectors = [
        Vector(
            section: "4.2",
            key: Array(repeating: 0x0b, count: 20),
            message: Array("Hi There".utf8),
            code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        Vector(
            section: "4.3",
            key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        Vector(
            section: "4.4",
            key: Array(repeating: 0xaa, count: 20),
            message: Array(repeating: 0xdd, count: 50),
            code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        Vector(
            section: "4.5",
            key: Array(1...25),
            message: Array(repeating: 0xcd, count: 50),
            code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        // Published with its first 128 bits only; the rest is from another implementation.
        Vector(
            section: "4.6",
            key: Array(repeating: 0x0c, count: 20),
            message: Array("Test With Truncation".utf8),
            code: "a3b6167473100ee06e0c796c2955552bfa6f7c0a6a8aef8b93f860aab0cd20c5"
        ),
        Vector(
            section: "4.7",
            key: Array(repeating: 0xaa, count: 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        Vector(
            section: "4.8",
            key: Array(repeating: 0xaa, count: 131),
            message: Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm.").utf8
            ),
            code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ]

    @Test(arguments: vectors)
    func `the published vectors come out`(vector: Vector) {
        #expect(HMACSHA256(key: vector.key).authenticate(vector.message).hex == vector.code)
    }

    /// 64 bytes are the longest key that is used as it is.
    @Test(arguments: [
        (63, "e458f5dd7e8afee6b774e5d451ae43f4d268bf11646030143d0b0231dcb02383"),
        (64, "3b7a8d453e76edb519238a515105a57508d0f169f480ebeee120a9e7803289fa"),
        (65, "c2d7d4c2256ddb097409ec0c67e1d58fa1a007fc6932cac0d892a525d08af7cc"),
    ])
    func `keys around the length of a block come out`(length: Int, code: String) {
        let key = HMACSHA256(key: Array(repeating: UInt8(ascii: "k"), count: length))
        #expect(key.authenticate([UInt8(ascii: "m")]).hex == code)
    }

    @Test func `one key serves many messages`() {
        let key = HMACSHA256(key: Array("Jefe".utf8))
        let first = key.authenticate([1, 2, 3])
        _ = key.authenticate([4])
        #expect(key.authenticate([1, 2, 3]) == first)
    }

    /// The value is Python's `hmac`, of the same words.
    @Test func `a fingerprint tells keys apart and is a part of a code, not of the key`() {
        #expect(HMACSHA256(key: Array("Jefe".utf8)).fingerprint == "93d4e667f727333d")
        #expect(HMACSHA256(key: Array("jefe".utf8)).fingerprint != "93d4e667f727333d")
    }
}
