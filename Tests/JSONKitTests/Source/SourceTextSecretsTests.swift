import JSONKit
import Testing

struct SourceTextSecretsTests {
    private func shown(_ text: String) -> String {
        var source = SourceText(name: "t", bytes: Array(text.utf8))
        source.hideValues(ofKeys: ["secret", "secretPrevious"])
        return (1...source.lineCount).map(source.line).joined(separator: "\n")
    }

    @Test(arguments: [
        ("{ secret: 'abc', x: 1 }", "{ secret: '***', x: 1 }"),
        ("{ \"secret\" : \"a\\\"c\" }", "{ \"secret\" : \"****\" }"),
        ("{ secretPrevious: 'abc' }", "{ secretPrevious: '***' }"),
        ("{ 'secret': abc, y: 2 }", "{ 'secret': ***, y: 2 }"),
        ("{ secret:abc}", "{ secret:***}"),
        ("{ secret:\n  'abc'", "{ secret:\n  '***'"),
        ("{ secret: 'abc", "{ secret: '***"),
        ("{ secret: 'abc\nx: 1", "{ secret: '***\nx: 1"),
        ("{ secret: 'a\\\nbc', x: 1", "{ secret: '**\n**', x: 1"),
        ("{ secret: /* my */ 'abc'", "{ secret: /* my */ '***'"),
        ("{ secret: // mine\n 'abc'", "{ secret: // mine\n '***'"),
        ("secret: 'é'", "secret: '**'"),
        ("secret: 'a', secret: 'b'", "secret: '*', secret: '*'"),
        ("secret: 'a\\", "secret: '**"),
        ("secret:", "secret:"), ("{ secret = 'abc' }", "{ secret = '***' }"),
        ("webhooks.0.secret=abc", "webhooks.0.secret=***"),
    ])
    func `what follows a secret's key is hidden`(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test(arguments: [
        "{ secrets: 'abc' }", "{ mysecret: 'abc' }", "{ rotateSecret: 'main' }", "secret 'abc'",
        "{ name: 'secret' }",
        "secret",
    ])
    func `other text is shown`(text: String) {
        #expect(shown(text) == text)
    }

    @Test(arguments: [
        ("{ secrt: 'whsec_abc', x: 1 }", "{ secrt: 'whsec_***', x: 1 }"), ("whsec_", "whsec_"),
        ("whsec_a whsec_b", "whsec_* whsec_*"), ("whse_c", "whse_c"),
    ])
    func `what begins as only secrets do is hidden everywhere`(text: String, expected: String) {
        var source = SourceText(name: "t", bytes: Array(text.utf8))
        source.hideWords(beginningWith: "whsec_")
        #expect(source.line(1) == expected)
    }

    @Test(arguments: [
        ("probe: { headers: { A: 'b', C: 'd' } }", "probe: { headers: {****************} }"),
        ("'probe': {\n headers: {\n A: '}b'\n }\n}", "'probe': {\n headers: {\n********\n*}\n}"),
        (
            "probe: { headers: { A: 'b' x }, read: { c: '/d' } }",
            "probe: { headers: {**********}, read: { c: '/d' } }"
        ),
        ("probe: { headers: { A: { b: 1 }, C: 'd'", "probe: { headers: {********************"),
        ("probe: { headers: { A: 'b\n C: 'd' } }", "probe: { headers: {******\n********} }"),
        ("expect: [{ headers: { event: 'a' } }]", "expect: [{ headers: { event: 'a' } }]"),
        ("probe: 'integration', headers: { A: 'b' }", "probe: 'integration', headers: { A: 'b' }"),
        ("probe: {", "probe: {"), ("probe: { headers: {", "probe: { headers: {"), ("", ""),
    ])
    func `an object of a key in the object of another is hidden`(text: String, expected: String) {
        var source = SourceText(name: "t", bytes: Array(text.utf8))
        source.hideObjects(ofKey: "headers", within: "probe")
        #expect((1...source.lineCount).map(source.line).joined(separator: "\n") == expected)
    }

    @Test func `a diagnostic does not show a hidden value`() throws {
        let bytes = Array("{ secret: 'abc' x: 1 }".utf8)
        var source = SourceText(name: "t", bytes: bytes)
        source.hideValues(ofKeys: ["secret"])
        let error = try #require(throws: Diagnostic.self) {
            _ = try JSONReader.read(bytes, dialect: .json5)
        }
        #expect(
            error.render(in: source) == """
                t:1:16: error: ',' or '}' is missing after this
                 1 | { secret: '***' x: 1 }
                   |                ^
                """
        )
    }
}
