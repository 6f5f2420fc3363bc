import ContractKit
import Testing

struct PhraseTests {
    @Test(
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (-1_542, "-1,542"), (123_456, "123,456"),
            (Int64.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
        ] as [(Int64, String)]
    )
    func `numbers have commas between thousands`(number: Int64, text: String) {
        #expect(Phrase.number(number) == text)
    }

    @Test func `nouns follow their number`() {
        #expect([0, 1, 2].map(Phrase.deliveries) == ["0 deliveries", "1 delivery", "2 deliveries"])
    }

    @Test func `lists read as in a sentence`() {
        #expect(Phrase.list([]) == "")
        #expect(Phrase.list(["a"]) == "a")
        #expect(Phrase.list(["a", "b"]) == "a and b")
        #expect(Phrase.list(["a", "b", "c"], "or") == "a, b or c")
    }
}
