import JSONKit
import Testing

@testable import ConsumerKit

/// What the probe shows beside status words.
@Suite struct BeliefDetailsTests {
    private var state = ConsumerState(limits: ConsumerLimits(keepsDetails: true))

    @Test mutating func `what the believed event said is shown verbatim, numbers in their own spelling`()
        throws
    {
        let body = Bodies.integration("updated", id: "whd_1", status: "COMPLETED", second: 20)
            .replacing("Main Trading Account", with: #"<b>é \ud83d\ude80</b>"#)
            .replacing(#""totalTransactions":0"#, with: #""totalTransactions":3e9"#)
            .replacing(#""lastSyncedAt":0"#, with: #""lastSyncedAt":9007199254740993"#)
        try state.take(text: body)
        #expect(
            state.probeText == """
                {"processed":1,"users":{"alice":{"transfer_detection":null,"costbasis":null,\
                "integrations":{"w1":"COMPLETED"},\
                "reasons":{"transfer_detection":null,"costbasis":null},\
                "details":{"w1":{"alias":"<b>é 🚀</b>","totalTransactions":3e9,\
                "lastSyncedAt":9007199254740993,"publicAddress":null}}}}}
                """
        )
    }

    @Test mutating func `a later event that is older changes no details`() throws {
        try state.take(text: Bodies.integration("updated", id: "whd_1", second: 20))
        let before = state.probeText
        try state.take(
            text: Bodies.integration("updated", id: "whd_2", second: 10).replacing("Main", with: "Old")
        )
        #expect(state.probeText == before.replacing(#""processed":1"#, with: #""processed":2"#))
        try state.take(
            text: Bodies.integration("updated", id: "whd_3", second: 30).replacing("Main", with: "New")
        )
        #expect(state.probeText.contains("New Trading Account"))
    }

    @Test mutating func `the reason of a failed job goes with its next run`() throws {
        let failed = Bodies.job("transfer_detection", "failed", id: "whd_1", second: 1)
            .replacing(#""reason":null"#, with: #""reason":"no prices""#)
        try state.take(text: failed)
        #expect(state.probeText.contains(#""reasons":{"transfer_detection":"no prices","costbasis":null}"#))
        try state.take(text: Bodies.job("transfer_detection", "started", id: "whd_2", second: 2))
        #expect(state.probeText.contains(#""reasons":{"transfer_detection":null,"costbasis":null}"#))
    }

    @Test mutating func `a removed integration has no details`() throws {
        try state.take(text: Bodies.integration("created", id: "whd_1"))
        try state.take(text: Bodies.integration("deleted", id: "whd_2", second: 1))
        #expect(state.probeText.contains(#""details":{}"#))
    }

    @Test mutating func `a text beyond the limit is not kept, and its event is believed`() throws {
        func body(_ id: String, second: Int, bytes: Int) -> String {
            Bodies.integration("updated", id: id, second: second)
                .replacing("Main Trading Account", with: String(repeating: "x", count: bytes))
        }
        try state.take(text: body("whd_1", second: 1, bytes: EventParticulars.textBytesMax))
        #expect(state.probeText.contains("xxx"))
        let outcome = try state.take(text: body("whd_2", second: 2, bytes: EventParticulars.textBytesMax + 1))
        #expect(outcome == .applied && state.probeText.contains(#""alias":null"#))
    }

    @Test func `beyond the bytes of all users nothing new is kept`() {
        var details = BeliefDetails(bytesMax: 100)
        let change = SignedEvent.Change.job(
            .costBasis,
            JobStanding(changedAtMilliseconds: 1, endsRun: true, word: "failed")
        )
        for user in ["alice", "bob"] {
            details.keep(.reason(.string(String(repeating: "x", count: 60))), of: change, ByteText(user))
        }
        #expect(details[ByteText("alice")].costBasisReason.string?.count == 60)
        #expect(details[ByteText("bob")].costBasisReason.isNull)
        // What is replaced makes room.
        details.keep(.reason(.null), of: change, ByteText("alice"))
        details.keep(.reason(.string("short")), of: change, ByteText("bob"))
        #expect(details[ByteText("bob")].costBasisReason.string == "short")
    }

    @Test func `the consumer within a run keeps none`() throws {
        var state = ConsumerState()
        try state.take(text: Bodies.integration("created", id: "whd_1"))
        #expect(!state.probeText.contains("details") && !state.probeText.contains("reasons"))
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
