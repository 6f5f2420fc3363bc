import Testing
import WireKit

@testable import ConsumerKit

@Suite struct SignedEventTests {
    private func read(_ text: String) throws -> SignedEvent {
        try SignedEvent(body: Array(text.utf8))
    }

    private func problem(_ text: String) -> DeliveryRefusal? {
        #expect(throws: DeliveryRefusal.self) { try read(text) }
    }

    @Test func `an integration event tells who, which wallet and which status`() throws {
        let event = try read(Bodies.integration("updated", id: "whd_1", status: "COMPLETED"))
        #expect(event.identifier == "whd_1")
        #expect(event.name == "integration.updated")
        #expect(event.owner == "alice")
        #expect(event.walletIdentifier == "w1")
        #expect(event.word == "COMPLETED")
        #expect(event.unknownFieldCount == 0)
    }

    @Test func `a job event tells who and which status`() throws {
        let event = try read(Bodies.job("costbasis", "failed", id: "whd_1", second: 1))
        #expect(event.owner == "alice")
        #expect(event.walletIdentifier == nil)
        #expect(event.word == "failed")
        #expect(event.unknownFieldCount == 0)
    }

    @Test func `a removal carries no status to believe`() throws {
        let event = try read(Bodies.integration("deleted", id: "whd_1", status: "COMPLETED"))
        #expect(event.walletIdentifier == "w1")
        #expect(event.word == nil)
    }

    @Test func `without a uid the grant is the owner`() throws {
        let event = try read(Bodies.job("costbasis", "started", id: "i", user: nil, grant: "g", second: 1))
        #expect(event.owner == "g")
        #expect(event.unknownFieldCount == 0)
    }

    @Test func `with both, the uid is the owner`() throws {
        let event = try read(Bodies.job("costbasis", "started", id: "i", grant: "g", second: 1))
        #expect(event.owner == "alice")
    }

    @Test(arguments: [
        #"{"id":"i","event":"integration.updated","data":{}}"#,
        #"{"id":"i","event":"costbasis.started","grant_id":null,"data":{"uid":null}}"#,
    ])
    func `without an owner the rest is not asked for`(text: String) throws {
        #expect(try read(text).meaning == .unowned)
    }

    @Test(arguments: [
        #"{"id":"i","event":"portfolio.rebalanced"}"#,
        #"{"id":"i","event":"integration.synced","data":null}"#,
        #"{"id":"i","event":"integration.created.twice","data":[1]}"#,
        #"{"id":"i","event":"INTEGRATION.CREATED","data":{"uid":5}}"#,
    ])
    func `an event that may come one day means nothing and is none the worse`(text: String) throws {
        #expect(try read(text).meaning == .unknown)
    }

    @Test func `members that no document names are counted and change nothing`() throws {
        let plain = try read(Bodies.integration("updated", id: "i"))
        let text = Bodies.integration("updated", id: "i")
            .replacing("\"data\":{", with: "\"extra\":[[]],\"data\":{\"first\":1,")
            .replacing("}}", with: ",\"last\":{\"uid\":\"eve\"}}}")
        let event = try read(text)
        #expect(event.unknownFieldCount == 3)
        #expect(event.meaning == plain.meaning)
    }

    @Test func `the order of members does not matter`() throws {
        let text = """
            {"data":{"timestamp":1771610948000,"status":"started","uid":"alice"},"timestamp":"x",\
            "event":"transfer_detection.started","id":"i"}
            """
        let event = try read(text)
        #expect(event.unknownFieldCount == 0)
        #expect(
            event.meaning
                == (try read(Bodies.job("transfer_detection", "started", id: "j", second: 1)).meaning)
        )
    }

    @Test(arguments: [
        "1771610948000.0", "1.771610948e12", "17716109480.00E+2",
    ])
    func `a number counts in any spelling`(number: String) throws {
        let text = Bodies.job("costbasis", "started", id: "i", second: 1)
        let event = try read(text.replacing("1771610948000", with: number))
        #expect(event.meaning == (try read(text)).meaning)
    }

    @Test func `white space, escapes and repeated keys are read as JavaScript would`() throws {
        let text = """
            { "id" : "x" , "\\u0069d" : "i\\u002F1\\/" , "event":"cost\\u0062asis.started",
              "data": {"uid":"\\ud83d\\ude00","status":"started","timestamp":7}}\n
            """
        let event = try read(text)
        #expect(event.identifier == "i/1/")
        #expect(event.owner == "😀")
    }

    @Test func `half a surrogate pair is read as a replacement character`() throws {
        #expect(try read(#"{"id":"\ud800","event":"x"}"#).identifier == "\u{FFFD}")
    }

    @Test func `an id may be long, a text that is kept may not`() throws {
        let long = String(repeating: "x", count: SignedEvent.textBytesMax)
        #expect(try read(Bodies.integration("created", id: long + long)).identifier.utf8.count == 2_048)
        #expect(try read(Bodies.integration("created", id: "i", user: long)).owner == long)
        #expect(
            problem(Bodies.integration("created", id: "i", user: long + "x"))
                == .tooLong("data.uid", bytesMax: 1_024)
        )
        #expect(
            problem(Bodies.integration("created", id: "i", user: nil, grant: long + "x"))
                == .tooLong("grant_id", bytesMax: 1_024)
        )
        #expect(
            problem(Bodies.integration("created", id: "i", wallet: long + "x"))
                == .tooLong("data.walletId", bytesMax: 1_024)
        )
        #expect(
            problem(Bodies.job("costbasis", "started", id: "i", status: long + "x", second: 1))
                == .tooLong("data.status", bytesMax: 1_024)
        )
    }

    @Test(arguments: [
        "", " ", "{\"id\":", "{'id':'i'}", "{\"id\":\"i\",}", "\u{FEFF}{\"id\":\"i\",\"event\":\"x\"}", "nul",
        "{} {}", "\"\u{1}\"",
    ])
    func `what is no JSON is refused with the reader's words`(text: String) throws {
        let refusal = try #require(problem(text))
        #expect(refusal.message.hasPrefix("the body is not JSON: "))
        #expect(refusal.status == .badRequest)
        #expect(refusal.outcome == .malformed)
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        #expect(throws: DeliveryRefusal.self) { try SignedEvent(body: [0x22, 0xFF, 0x22]) }
    }

    @Test func `nesting is taken to 256 levels and refused beyond`() throws {
        func nested(_ depth: Int) -> String {
            let open = String(repeating: "[", count: depth)
            let close = String(repeating: "]", count: depth)
            return "{\"id\":\"i\",\"event\":\"x\",\"deep\":\(open)\(close)}"
        }
        #expect(try read(nested(255)).unknownFieldCount == 1)
        #expect(problem(nested(256))?.message.contains("256") == true)
    }

    @Test(arguments: ["[]", "null", "5", "\"text\"", "true"])
    func `JSON that is no object is refused`(text: String) {
        #expect(problem(text) == .notAnObject)
    }

    @Test(arguments: [
        (#"{"event":"x"}"#, "id"), (#"{"id":"","event":"x"}"#, "id"), (#"{"id":5,"event":"x"}"#, "id"),
        (#"{"id":"i"}"#, "event"), (#"{"id":"i","event":5}"#, "event"), (#"{"id":"i","event":""}"#, "event"),
        (#"{"id":"i","event":"costbasis.started"}"#, "data"),
        (#"{"id":"i","event":"costbasis.started","data":null}"#, "data"),
        (#"{"id":"i","event":"costbasis.started","data":[]}"#, "data"),
        (#"{"id":"i","event":"costbasis.started","data":{"uid":5}}"#, "data.uid"),
        (#"{"id":"i","event":"costbasis.started","data":{"uid":""}}"#, "data.uid"),
        (#"{"id":"i","event":"costbasis.started","grant_id":5,"data":{}}"#, "grant_id"),
        (#"{"id":"i","event":"costbasis.started","data":{"uid":"a"}}"#, "data.timestamp"),
        (#"{"id":"i","event":"costbasis.started","data":{"uid":"a","timestamp":1.5}}"#, "data.timestamp"),
        (#"{"id":"i","event":"costbasis.started","data":{"uid":"a","timestamp":1e30}}"#, "data.timestamp"),
        (#"{"id":"i","event":"costbasis.started","data":{"uid":"a","timestamp":"1"}}"#, "data.timestamp"),
        (#"{"id":"i","event":"costbasis.started","data":{"uid":"a","timestamp":1}}"#, "data.status"),
        (#"{"id":"i","event":"integration.deleted","data":{"uid":"a"}}"#, "data.walletId"),
        (#"{"id":"i","event":"integration.created","data":{"uid":"a"}}"#, "timestamp"),
    ])
    func `a member that is missing or of the wrong kind is named`(text: String, name: String) throws {
        let refusal = try #require(problem(text))
        guard case .badMember(let found, _) = refusal else {
            Issue.record("\(refusal)")
            return
        }
        #expect(found == name)
        #expect(refusal.message.hasPrefix("'\(name)' is missing or not "))
        #expect(refusal.outcome == .malformed)
    }

    @Test func `an integration needs a time that can be read, a wallet and a status`() {
        let text = Bodies.integration("created", id: "i")
        for (member, name) in [
            (Bodies.time(0), "timestamp"), ("\"w1\"", "data.walletId"), ("\"QUEUED\"", "data.status"),
        ] {
            let refusal = problem(text.replacing(member, with: member.hasPrefix("\"") ? "null" : "soon"))
            guard case .badMember(name, _)? = refusal else {
                Issue.record("\(name): \(String(describing: refusal))")
                continue
            }
        }
    }
}
