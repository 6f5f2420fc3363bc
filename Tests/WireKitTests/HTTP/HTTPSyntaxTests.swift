import Testing
import WireKit

struct HTTPSyntaxTests {
    @Test func `every ASCII character is a name or is not, as RFC 9110 lists them`() {
        let token = Set("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        for value in UInt8(0)..<128 {
            let character = Character(UnicodeScalar(value))
            #expect(HTTPSyntax.isFieldName(String(character)) == token.contains(character), "\(value)")
        }
        #expect(!HTTPSyntax.isFieldName(""))
        #expect(!HTTPSyntax.isFieldName("ä"))
    }

    @Test func `a value holds everything but control characters`() {
        for value in UInt8(0)..<128 {
            let isControl = value < 0x20 && value != 0x09 || value == 0x7f
            #expect(HTTPSyntax.isFieldValue(String(UnicodeScalar(value))) == !isControl, "\(value)")
        }
        #expect(HTTPSyntax.isFieldValue(""))
        #expect(HTTPSyntax.isFieldValue("Grüße \t"))
    }

    @Test func `a target is visible ASCII`() {
        for value in UInt8(0)..<128 {
            let isVisible = value > 0x20 && value < 0x7f
            #expect(HTTPSyntax.isTarget(String(UnicodeScalar(value))) == isVisible, "\(value)")
        }
        #expect(!HTTPSyntax.isTarget(""))
        #expect(!HTTPSyntax.isTarget("/ä"))
    }
}
