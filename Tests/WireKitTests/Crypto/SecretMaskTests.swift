import Testing
import WireKit

struct SecretMaskTests {
    private func masked(_ text: String, hiding secrets: String..., startingBefore limit: Int = .max) -> String
    {
        String(
            decoding: SecretMask(hiding: secrets).masked(Array(text.utf8), startingBefore: limit),
            as: UTF8.self
        )
    }

    @Test func `a secret is hidden wherever it stands, and nothing else is`() {
        #expect(masked("my secret!", hiding: "secret") == "my (secret)!")
        #expect(masked("secretsecret sec", hiding: "secret") == "(secret)(secret) sec")
        #expect(masked("nothing", hiding: "secret", "") == "nothing")
        #expect(SecretMask(hiding: ["größer"]).masked("ein größerer") == "ein (secret)er")
        #expect(SecretMask.hidingNothing.masked("secret") == "secret")
    }

    @Test func `of two that begin alike the longer is hidden, whatever their order`() {
        #expect(masked("whsec_1_previous", hiding: "whsec_1", "whsec_1_previous") == "(secret)")
        #expect(masked("whsec_1_previous", hiding: "whsec_1_previous", "whsec_1") == "(secret)")
        #expect(masked("whsec_1_prev", hiding: "whsec_1_previous", "whsec_1") == "(secret)_prev")
    }

    @Test func `a secret is found as JSON spells it`() {
        #expect(masked(##"{"a":"x\"y\\z-1"}"##, hiding: #"x"y\z-1"#) == #"{"a":"(secret)"}"#)
        #expect(masked(#"x"y\z-1"#, hiding: #"x"y\z-1"#) == "(secret)")
    }

    @Test func `a short one stands in everything, and is left`() {
        #expect(masked("12345 of 123456", hiding: "12345", "123456") == "12345 of (secret)")
        #expect(SecretMask.secretBytesMin == 6)
    }

    @Test func `where a text is cut off, a secret is seen whole or not at all`() {
        #expect(masked("xx secret yy", hiding: "secret", startingBefore: 4) == "xx (secret)")
        #expect(masked("xx secret yy", hiding: "secret", startingBefore: 3) == "xx ")
        #expect(masked("xx secret yy", hiding: "secret", startingBefore: 99) == "xx (secret) yy")
        #expect(masked("abcdef", startingBefore: 2) == "ab")
    }
}
