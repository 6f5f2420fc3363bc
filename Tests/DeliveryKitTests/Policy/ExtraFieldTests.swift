import Testing

@testable import DeliveryKit

struct ExtraFieldTests {
    @Test(arguments: [
        ("X-A: b", "X-A: b\r\n"), ("x-a:b c ", "x-a: b c\r\n"),
        ("Authorization:  Bearer t", "Authorization: Bearer t\r\n"),
        ("X-Empty:", "X-Empty: \r\n"), ("X: a:b", "X: a:b\r\n"), ("X: é", "X: é\r\n"),
    ])
    func `a field is read as it stands in a head`(text: String, line: String) throws {
        #expect(try ExtraField(text).line == line)
    }

    @Test(arguments: ["", "X-A", ": b", "X A: b", "X-A : b", "X\u{E9}: b", "X\r\nY: b"])
    func `a field without a name is none`(text: String) {
        #expect(throws: ExtraField.Problem.noName) { try ExtraField(text) }
    }

    @Test(arguments: ["X: a\r\nX-Webhook-Signature: 0", "X: \u{1}", "X: a\u{7F}", "X: a\0"])
    func `a value has no control characters`(text: String) {
        #expect(throws: ExtraField.Problem.badValue) { try ExtraField(text) }
    }

    @Test(arguments: [
        "X-Webhook-Signature", "x-webhook-signature", "X-WEBHOOK-ID", "X-Webhook-Event",
        "X-Webhook-Timestamp",
        "content-type", "Content-Length", "Transfer-Encoding", "Host", "Connection", "User-Agent",
    ])
    func `what the signed request says is never said twice`(name: String) {
        let problem = #expect(throws: ExtraField.Problem.self) { try ExtraField("\(name): x") }
        #expect(problem?.message.contains("never overwritten") == true)
    }
}
