import JSONKit
import Testing

@testable import ConsumerKit

@Suite struct ConsumerBeliefsTests {
    private func probe(_ texts: String...) throws -> String {
        var state = ConsumerState()
        for text in texts { try state.take(text: text) }
        return state.probeText
    }

    @Test func `before anything came the probe is empty`() throws {
        #expect(try probe() == #"{"processed":0,"users":{}}"#)
    }

    @Test func `the probe shows users and integrations in the order of their bytes`() throws {
        let text = try probe(
            Bodies.integration("created", id: "1", user: "zoe", wallet: "w2", status: "QUEUED"),
            Bodies.integration("created", id: "2", user: "zoe", wallet: "w10", status: "ONGOING"),
            Bodies.integration("created", id: "3", user: "zoe", wallet: "W9", status: "FAILED"),
            Bodies.job("costbasis", "failed", id: "4", user: "Bob", second: 2),
            Bodies.job("transfer_detection", "started", id: "5", user: "\u{E9}10", second: 1),
            Bodies.job("transfer_detection", "completed", id: "6", user: "e\u{301}1", second: 1),
            Bodies.integration("deleted", id: "7", user: "zoe", wallet: "w1")
        )
        #expect(
            text == """
                {"processed":7,"users":{\
                "Bob":{"transfer_detection":null,"costbasis":"failed","integrations":{}},\
                "e\u{301}1":{"transfer_detection":"completed","costbasis":null,"integrations":{}},\
                "zoe":{"transfer_detection":null,"costbasis":null,\
                "integrations":{"W9":"FAILED","w10":"ONGOING","w2":"QUEUED"}},\
                "\u{E9}10":{"transfer_detection":"started","costbasis":null,"integrations":{}}}}
                """
        )
    }

    @Test func `what needs escaping is escaped and reads back`() throws {
        let text = try probe(
            #"{"id":"1","event":"integration.created","timestamp":"2026-01-01T00:00:00Z","#
                + #""data":{"uid":"a\"\\\u0000\n","walletId":"</script>","status":"'; DROP TABLE x;--"}}"#
        )
        #expect(
            text == #"{"processed":1,"users":{"a\"\\\u0000\n":{"transfer_detection":null,"costbasis":null,"#
                + #""integrations":{"</script>":"'; DROP TABLE x;--"}}}}"#
        )
        #expect(throws: Never.self) { try JSONReader.read(Array(text.utf8), dialect: .json) }
    }

    @Test func `a copy stays as it was`() throws {
        var state = ConsumerState()
        try state.take(text: Bodies.job("costbasis", "started", id: "1", second: 1))
        let then = state.beliefs
        try state.take(text: Bodies.job("costbasis", "completed", id: "2", second: 2))
        #expect(then["alice"]?.costBasis == "started")
        #expect(then.processed == 1)
        #expect(state.beliefs["alice"]?.costBasis == "completed")
    }

    @Test func `nobody is known who was not heard of`() throws {
        #expect(ConsumerState().beliefs["alice"] == nil)
        #expect(ConsumerState().beliefs.userIdentifiers.isEmpty)
    }
}
