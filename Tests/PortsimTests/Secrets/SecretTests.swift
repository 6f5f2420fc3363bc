import Testing

@testable import portsim

@Suite struct SecretTests {
    @Test func `a secret never prints itself`() throws {
        let secret = try Secret(bytes: Array("hunter2".utf8))
        let source = SecretSource.flag(secret)
        var dumped = ""
        dump([secret], to: &dumped)
        dump(source, to: &dumped)
        let texts = [
            "\(secret)", String(reflecting: secret), String(describing: source), String(reflecting: [source]),
            dumped,
        ]
        for text in texts {
            #expect(text.contains("(secret)"))
            #expect(!text.contains("hunter2"))
            // The first two bytes of the key, as an array would print them.
            #expect(!text.contains("104"))
        }
    }

    @Test func `a secret that is too short to be hidden is warned of`() {
        #expect(Secret.warning(of: [Array("123456".utf8)]) == nil)
        #expect(Secret.warning(of: []) == nil)
        let warning = Secret.warning(of: [Array("123456".utf8), Array("12345".utf8)])
        #expect(warning?.hasPrefix("a secret of less than 6 bytes is quickly guessed") == true)
    }

    @Test func `the key is every byte of the text`() throws {
        let text = "whsec_ü✓ "
        #expect(try Secret(bytes: Array(text.utf8)).bytes == Array(text.utf8))
    }

    @Test(
        arguments: [
            ([], .empty), ([0x61, 0xFF], .notUTF8), (Array("a\nb".utf8), .notOneLine),
            ([0x61, 0x00], .notOneLine),
            ([UInt8](repeating: 0x61, count: Secret.bytesMax + 1), .tooLong),
        ] as [([UInt8], SecretProblem)]
    )
    func `what cannot be a secret is refused`(bytes: [UInt8], problem: SecretProblem) {
        #expect(throws: problem) { try Secret(bytes: bytes) }
    }

    @Test func `the longest secret is accepted`() throws {
        let bytes = [UInt8](repeating: 0x61, count: Secret.bytesMax)
        #expect(try Secret(bytes: bytes).bytes == bytes)
    }
}
