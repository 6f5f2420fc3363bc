import Testing

@testable import ConsumerKit

@Suite struct ByteTextTests {
    @Test func `equivalent texts with different bytes are two`() {
        let composed = ByteText("caf\u{E9}")
        let decomposed = ByteText("cafe\u{301}")
        #expect(composed.text == decomposed.text)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, ByteText("caf\u{E9}")]).count == 2)
    }

    @Test func `the order is that of the bytes`() {
        let sorted = ["", "A", "Z", "a", "aa", "e\u{301}1", "z", "\u{E9}10", "\u{FFFD}", "\u{1F600}"]
        for (place, text) in sorted.enumerated() {
            for (otherPlace, other) in sorted.enumerated() {
                #expect((ByteText(text) < ByteText(other)) == (place < otherPlace))
                #expect((ByteText(text) == ByteText(other)) == (place == otherPlace))
            }
        }
    }
}
