import ContractKit
import JSONKit
import Testing

struct ProbeTemplateTests {
    @Test func `placeholders stand for a user and an integration, whatever is in their names`() throws {
        let template = try ProbeTemplate("/users/{uid}/integrations/x-{walletId}/{uid}")
        #expect(template.needsUser)
        #expect(template.needsWallet)
        let pointer = template.pointer(uid: "a/b~{walletId}", walletIdentifier: "w")
        #expect(
            pointer.tokens == ["users", "a/b~{walletId}", "integrations", "x-w", "a/b~{walletId}"]
        )
    }

    @Test func `a template without placeholders is about nobody`() throws {
        let template = try ProbeTemplate("/processed")
        #expect(!template.needsUser)
        #expect(!template.needsWallet)
        #expect(try ProbeTemplate("").pointer(uid: nil, walletIdentifier: nil).tokens.isEmpty)
    }

    @Test(
        arguments: [
            ("users", .pointer(.noLeadingSlash), nil), ("/~2", .pointer(.badEscape(offset: 1)), nil),
            ("/{user}", .placeholder("user"), nil), ("/{walletid}", .placeholder("walletid"), "{walletId}"),
            ("/{uid", .brace, nil), ("/uid}", .brace, nil), ("/{{uid}}", .brace, nil),
        ] as [(String, ProbeTemplate.Problem, String?)]
    )
    func `anything else is refused`(text: String, problem: ProbeTemplate.Problem, suggestion: String?) {
        #expect(throws: problem) { try ProbeTemplate(text) }
        if let suggestion { #expect(problem.suggestion == suggestion) }
    }
}
