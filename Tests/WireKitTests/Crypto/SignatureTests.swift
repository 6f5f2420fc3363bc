import Testing
import WireKit

struct SignatureTests {
    private let key = Signature.key(secret: "whsec_test")
    private let body = Array(#"{"id":"evt_1"}"#.utf8)

    /// Computed with another implementation over the same bytes.
    private let signature = Array("030fa3b2413d1993c551364bd53bb9b3edb5c0c34d55dba6ada6041245632811".utf8)

    @Test func `a body's signature is its code in lower-case digits, with the whole secret as key`() {
        #expect(Signature.sign(body: body, key: key) == signature)
        #expect(signature.count == Signature.byteCount)
    }

    @Test func `a signature is written behind what a buffer holds`() {
        var bytes: [UInt8] = [7]
        Signature.append(body: body.span, key: key, to: &bytes)
        #expect(bytes == [7] + signature)
    }

    @Test func `what was signed verifies`() {
        #expect(Signature.verify(signature, body: body, key: key))
    }

    @Test func `another body or another secret does not verify`() {
        #expect(!Signature.verify(signature, body: body + [0x20], key: key))
        #expect(!Signature.verify(signature, body: body, key: Signature.key(secret: "test")))
    }

    @Test(arguments: [
        "",
        "030fa3b2413d1993c551364bd53bb9b3edb5c0c34d55dba6ada604124563281",
        "030fa3b2413d1993c551364bd53bb9b3edb5c0c34d55dba6ada60412456328110",
        "030FA3B2413D1993C551364BD53BB9B3EDB5C0C34D55DBA6ADA6041245632811",
        "sha256=030fa3b2413d1993c551364bd53bb9b3edb5c0c34d55dba6ada6041245632811",
    ])
    func `a signature written in another way does not verify`(other: String) {
        #expect(!Signature.verify(Array(other.utf8), body: body, key: key))
    }
}
