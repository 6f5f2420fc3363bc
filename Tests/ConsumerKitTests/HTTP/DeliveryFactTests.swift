import Testing
import WireKit

@testable import ConsumerKit

@Suite struct DeliveryFactTests {
    private func fact(_ text: String, _ outcome: DeliveryOutcome = .applied) throws -> DeliveryFact {
        let body = Array(text.utf8)
        return DeliveryFact(try SignedEvent(body: body), outcome, bodyBytes: body.count)
    }

    @Test func `a delivery is one line`() throws {
        #expect(
            try fact(Bodies.integration("updated", id: "whd_1", status: "COMPLETED")).line
                == "200 applied  integration.updated  alice w1 COMPLETED  whd_1"
        )
        #expect(
            try fact(Bodies.job("costbasis", "started", id: "whd_2", second: 1), .duplicate).line
                == "200 duplicate  costbasis.started  alice started  whd_2"
        )
        #expect(
            try fact(#"{"id":"whd_3","event":"portfolio.rebalanced"}"#, .unknownEvent).line
                == "200 unknown event  portfolio.rebalanced  whd_3"
        )
    }

    @Test func `a refusal says why`() {
        let fact = DeliveryFact(
            .unauthorized,
            status: .unauthorized,
            problem: "the signature is missing",
            bodyBytes: 481
        )
        #expect(fact.line == "401 unauthorized  the signature is missing  (481 bytes)")
    }

    @Test func `what would move a cursor is made harmless`() throws {
        let line = try fact(#"{"id":"\u001b[2J\n","event":"a\u202eb"}"#, .unknownEvent).line
        #expect(line == "200 unknown event  a\u{FFFD}b  \u{FFFD}[2J\u{FFFD}")
    }

    @Test func `long texts are cut`() throws {
        let long = String(repeating: "é", count: 5_000)
        let fact = try fact("{\"id\":\"\(long)\",\"event\":\"\(long)\"}", .unknownEvent)
        #expect(fact.identifier == String(repeating: "é", count: 200) + "…")
        #expect(fact.event == fact.identifier)
        let exact = String(repeating: "é", count: 200)
        #expect(try self.fact("{\"id\":\"\(exact)\",\"event\":\"x\"}", .unknownEvent).identifier == exact)
    }
}
