import Testing

@testable import ReportKit

struct CheckTextTests {
    @Test func `each line of a message has its place`() {
        let text = CheckText(
            """
            a right delivery was refused
            another too
            likely: the secret differs
            likely: it is trimmed
            rule: All must be accepted. (000)
            → POST / HTTP/1.1
            →\u{20}
            → again: no label in a body
            ← 401
            ← rule: nor in an answer
            canary: 1 right delivery behind it accepted
            again: portsim verify http://127.0.0.1:1/ --only SIG-01
            by hand: curl -X POST
            more: portsim explain SIG-01
            """
        )
        #expect(text.told == ["a right delivery was refused", "another too"])
        #expect(text.hints == ["the secret differs", "it is trimmed"])
        #expect(text.rule == "All must be accepted. (000)")
        #expect(text.request == ["POST / HTTP/1.1", "", "again: no label in a body"])
        #expect(text.answer == ["401", "rule: nor in an answer"])
        #expect(text.canary == "1 right delivery behind it accepted")
        #expect(text.again == "portsim verify http://127.0.0.1:1/ --only SIG-01")
        #expect(text.byHand == "curl -X POST")
        #expect(text.more == "portsim explain SIG-01")
    }

    @Test func `a label that comes twice is what was found`() {
        let text = CheckText("rule: one\nrule: two")
        #expect(text.rule == "one" && text.told == ["rule: two"])
    }

    @Test func `commands and other lines with a label are told from what was found`() {
        let commands = ["again: portsim", "by hand: curl", "more: portsim"]
        let others = ["likely: a reason", "rule: one", "→ POST", "← 200", "canary: alive"]
        let plain = ["a refusal", "again", " rule: one", "→", ""]
        #expect((commands + others + plain).filter(CheckText.isCommand) == commands)
        #expect((plain + commands + others).filter(CheckText.isLabelled) == commands + others)
    }

    @Test func `carriage returns and marks that combine part no line`() {
        let text = CheckText("a\r\n→ \u{301}b\r\n← \u{0}c")
        #expect(text.told == ["a\r"])
        #expect(text.request == ["\u{301}b\r"])
        #expect(text.answer == ["\u{0}c"])
    }
}
