import JSONKit
import SimulationKit
import Testing
import WireKit

@testable import DeliveryKit

/// What the request stage makes of one written request.
@Suite struct RequestFaultsTests {
    private static let moment = Moment.sampleStart + 90_061_000
    private static let identifier = "whd_0123456789abcdef01234567"
    private static let body =
        Array(
            #"{"id":"whd_0123456789abcdef01234567","event":"transfer_detection.started","#.utf8
        ) + Array(#""timestamp":"2026-01-02T01:01:00.000Z","data":{"uid":"u","flag":true,"none":null,"#.utf8)
        + Array(#""list":[1,"é"],"timestamp":1767315659846}}"#.utf8)
    private let key = Signature.key(secret: "whsec_now")
    private let previous = Signature.key(secret: "whsec_before")

    private func request(_ profile: Profile = .kryptosV1) throws -> RequestDraft {
        let webhook = Webhook(name: "w", url: try WebhookURL("http://127.0.0.1:9/w"), secret: "whsec_now")
        let bytes = RequestWriter(webhook: webhook, profile: profile).request(
            body: Self.body,
            identifier: Array(Self.identifier.utf8),
            type: .transferDetectionStarted,
            attemptAt: Self.moment
        )
        let draft = try #require(RequestDraft(bytes, bodyCount: Self.body.count))
        #expect(draft.bytes == bytes, "what is not touched is put together as it was")
        return draft
    }

    /// The request after these faults, and the places of those that have changed it.
    private func spoilt(
        _ kinds: [FaultKind],
        profile: Profile = .kryptosV1,
        previousKey: HMACSHA256? = nil,
        state: UInt64 = 7
    ) throws -> (draft: RequestDraft, done: [Int]) {
        var draft = try request(profile)
        let faults = RequestFaults(
            profile: profile,
            eventName: Array("transfer_detection.started".utf8),
            moment: Self.moment,
            key: key,
            previousKey: previousKey
        )
        let injections = kinds.enumerated().map { index, kind in
            FaultPlan.Injection(fault: index, kind: kind, draws: RandomStream(state: state))
        }
        let done = faults.apply(injections, to: &draft).map(\.fault)
        #expect((faults.signature(of: draft) == .right) == verifies(draft, key))
        #expect(
            (faults.signature(of: draft) == .previous) == (previousKey.map { verifies(draft, $0) } ?? false)
        )
        return (draft, done)
    }

    /// Names of the fields in which two requests differ.
    private func differences(_ draft: RequestDraft, _ other: RequestDraft) -> [String] {
        zip(draft.fields, other.fields).filter { $0 != $1 }.map(\.0.name)
    }

    private func verifies(_ draft: RequestDraft, _ key: HMACSHA256) -> Bool {
        Signature.verify(draft.value("x-webhook-signature") ?? [], body: draft.body, key: key)
    }

    private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

    @Test(arguments: FaultKind.WrongSecret.allCases)
    func `a wrong secret changes the signature alone`(secret: FaultKind.WrongSecret) throws {
        let (draft, done) = try spoilt([.secret(secret)], previousKey: previous)
        #expect(done == [0])
        #expect(differences(draft, try request()) == ["X-Webhook-Signature"])
        #expect(draft.body == Self.body && !verifies(draft, key))
        #expect(verifies(draft, HMACSHA256(key: [])) == (secret == .empty))
        #expect(verifies(draft, previous) == (secret == .previous))
        #expect(text(draft.value("x-webhook-signature")).count == 64)
    }

    @Test func `where there was no secret before, nothing is signed with it`() throws {
        let (draft, done) = try spoilt([.secret(.previous)])
        #expect(done.isEmpty)
        #expect(draft == (try request()))
    }

    @Test(arguments: [
        ("/id", #"{"id":"xhd_"#), ("/data/flag", #""flag":false"#), ("/data/none", #""none":1,"#),
        ("/data/list", #""list":null,"#), ("/data/list/0", #""list":[2,"#), ("/data/list/1", "[1,\"xé\"]"),
        ("/data/timestamp", #""timestamp":1767315659847}"#), ("/data/uid", #""uid":"x""#), ("", "null"),
    ])
    func `the value at a pointer is another, and the signature is that of before`(
        pointer: String,
        expected: String
    ) throws {
        let (draft, done) = try spoilt([.tamper(try JSONPointer(pointer))])
        #expect(done == [0])
        #expect(text(draft.body).contains(expected), "\(text(draft.body))")
        #expect(draft.body != Self.body && !verifies(draft, key))
        #expect(draft.value("x-webhook-signature") == (try request()).value("x-webhook-signature"))
        #expect(text(draft.value("content-length")) == String(draft.body.count))
        #expect((try? JSONReader.read(draft.body, dialect: .json)) != nil, "it is JSON as before")
    }

    @Test func `without a pointer, or with one that leads nowhere, one drawn byte changes`() throws {
        var seen: Set<[UInt8]> = []
        for state in UInt64(1)...40 {
            for pointer in [nil, try JSONPointer("/data/nowhere")] {
                let (draft, _) = try spoilt([.tamper(pointer)], state: state)
                #expect(draft.body.count - Self.body.count <= 1 && draft.body != Self.body)
                if draft.body.count == Self.body.count {
                    #expect(zip(draft.body, Self.body).count { $0 != $1 } == 1)
                }
                seen.insert(draft.body)
            }
        }
        // Five texts and two numbers.
        #expect(seen.count > 3)
    }

    @Test(arguments: [
        "x-webhook-signature", "X-Webhook-Event", "x-webhook-id", "x-webhook-timestamp", "content-type",
        "user-agent",
    ])
    func `a header is taken out, and nothing else`(name: String) throws {
        let (draft, done) = try spoilt([.stripHeader(name: name)])
        #expect(done == [0])
        #expect(draft.value(name.lowercased()) == nil)
        let rest = try request().fields.filter { $0.name.lowercased() != name.lowercased() }
        #expect(draft.fields == rest && draft.body == Self.body)
    }

    @Test func `a header says another event or another id than the body`() throws {
        let (event, _) = try spoilt([.headerMismatch(.event)])
        #expect(differences(event, try request()) == ["X-Webhook-Event"])
        let names = EventType.portfolio.map(\.name)
        #expect(names.contains(text(event.value("x-webhook-event"))))
        let (other, _) = try spoilt([.headerMismatch(.id)])
        #expect(differences(other, try request()) == ["X-Webhook-Id"])
        let identifier = text(other.value("x-webhook-id"))
        #expect(identifier.hasPrefix("whd_") && identifier.utf8.count == Self.identifier.utf8.count)
        #expect(verifies(event, key) && verifies(other, key), "only the body is signed")
    }

    @Test func `headers that a contract does not have cannot contradict it`() throws {
        let kinds: [FaultKind] = [
            .headerMismatch(.event), .headerMismatch(.id), .stripHeader(name: "x-webhook-timestamp"),
        ]
        let (draft, done) = try spoilt(kinds, profile: .account)
        #expect(done.isEmpty)
        #expect(draft == (try request(.account)))
    }

    @Test func `a stale request is rightly signed, new to the consumer, and says of itself how old it is`()
        throws
    {
        let (draft, done) = try spoilt([.staleReplay(ageMilliseconds: 30 * 86_400_000)])
        #expect(done == [0])
        #expect(verifies(draft, key))
        let body = text(draft.body)
        #expect(body.contains(#""timestamp":"2025-12-03T01:01:00.000Z""#))
        #expect(body.contains("\"timestamp\":\(1_767_315_659_846 - 30 * 86_400_000 as Int64)}"))
        #expect(text(draft.value("x-webhook-timestamp")) == "2025-12-03T01:01:01.000Z")
        let identifier = text(draft.value("x-webhook-id"))
        #expect(identifier != Self.identifier && body.contains("\"id\":\"\(identifier)\""))
        #expect(text(draft.value("x-webhook-event")) == "transfer_detection.started")
        #expect(text(draft.value("content-length")) == String(draft.body.count))
    }

    @Test func `nothing is older than what can be written`() {
        #expect(BodyAge.earlier(Self.moment, by: .max) == .earliest)
        #expect(BodyAge.earlier(Self.moment, by: .min) == .earliest)
        #expect(BodyAge.earlier(Self.moment, by: -1_000) == Self.moment + 1_000)
    }

    @Test(arguments: ["2026-13-01T00:00:00Z", "soon", "2026-02-31T00:00:00Z", "2026/01/01T00:00:00Z"])
    func `what is no time grows no older`(time: String) {
        let body = Array("{\"timestamp\":\"\(time)\"}".utf8)
        #expect(BodyAge.aged(body, by: 1_000, identifier: nil, .seconds) == body)
    }

    @Test func `faults work on what those before them have left, and put nothing back`() throws {
        let stripped = FaultKind.stripHeader(name: "x-webhook-signature")
        for kinds in [[stripped, .secret(.other)], [.secret(.other), stripped]] {
            let (draft, done) = try spoilt(kinds)
            #expect(draft.value("x-webhook-signature") == nil)
            #expect(done == (kinds[0] == stripped ? [0] : [0, 1]))
        }
        // A body that is tampered with is not signed for that.
        for kinds in [[FaultKind.tamper(nil), .secret(.empty)], [.secret(.empty), .tamper(nil)]] {
            let (draft, done) = try spoilt(kinds)
            #expect(done == [0, 1])
            #expect(!verifies(draft, HMACSHA256(key: [])) && !verifies(draft, key))
        }
        let (stale, _) = try spoilt([.staleReplay(ageMilliseconds: 1_000), .tamper(nil)])
        #expect(!verifies(stale, key))
        let (wrong, _) = try spoilt([.staleReplay(ageMilliseconds: 1_000), .secret(.empty)])
        #expect(verifies(wrong, HMACSHA256(key: [])))
    }

    @Test func `what is no JSON is tampered with all the same`() {
        var draws = RandomStream(state: 1)
        #expect(BodyTampering.tampered(Array("abc".utf8), at: nil, &draws) == Array("abb".utf8))
        #expect(BodyTampering.tampered([], at: nil, &draws) == [0x20])
        #expect(BodyTampering.tampered(Array("{}".utf8), at: nil, &draws) == Array("{|".utf8))
        #expect(BodyAge.aged(Array("abc".utf8), by: 5, identifier: nil, .seconds) == Array("abc".utf8))
    }
}
