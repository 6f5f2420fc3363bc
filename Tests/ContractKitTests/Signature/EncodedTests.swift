import ContractKit
import Testing

struct EncodedTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func `the test vectors of base64`(_ text: String, _ expected: String) {
        #expect(Encoded.base64(Array(text.utf8)) == Array(expected.utf8))
    }
}
