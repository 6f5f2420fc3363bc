import JSONKit
import Testing

@testable import SimulationKit

@Suite struct BodyWriterTests {
    private static let integrationKeys = [
        "uid", "provider", "providerPublicName", "publicAddress", "walletId", "logoUrl", "isContract",
        "alias", "status", "addedOn", "lastSyncedAt", "category", "type", "totalTransactions",
    ]
    private static let jobKeys = ["uid", "action", "status", "reason", "timestamp"]

    /// A life in which every event type occurs, some of it in hostile texts.
    private static func events(grants: Int = 1) throws -> [Event] {
        var story = Story(
            users: [UserSpecification(name: "alice", grants: grants)],
            seed: 42
        )
        var hostile = IntegrationSpecification(name: "hostile", provider: .ethereum)
        hostile.alias = "\"quoted\" \\ / \u{8}\n\u{1f} é 👩‍👩‍👧 \u{2028}"
        hostile.isContract = true
        hostile.totalTransactions = 9_007_199_254_740_991
        try story.at(0, .connect("main"))
        try story.at(0, .connect(hostile, .failing))
        try story.at(60_000, .rename("main", "Ünïcode"))
        try story.at(
            70_000,
            .recalculate(RecalculationPlan(transferDetection: StagePlan(failure: "timed \"out\"")))
        )
        try story.at(
            80_000,
            .recalculate(RecalculationPlan(costBasis: StagePlan(failure: "missing price history")))
        )
        try story.at(120_000, .remove("main"))
        return try story.tell()
    }

    private static func parse(_ text: String) throws -> JSONObject {
        let value = try JSONReader.read(Array(text.utf8), dialect: .json).value
        return try #require(value.object)
    }

    @Test func `every event type occurs in the life that the tests read`() throws {
        #expect(Set(try Self.events().map(\.type)) == Set(EventType.portfolio))
    }

    @Test func `a body is compact JSON with the documented keys in their order`() throws {
        let events = try Self.events()
        for (event, text) in zip(events, bodies(of: events, seed: 42)) {
            let body = try Self.parse(text)
            #expect(body.keys == ["id", "event", "timestamp", "data"])
            #expect(body["event"]?.string == event.type.name)
            #expect(body["timestamp"]?.string == TimeFormat.milliseconds.text(event.moment))
            let keys = event.integration == nil ? Self.jobKeys : Self.integrationKeys
            #expect(body["data"]?.object?.keys == keys)
            #expect(body["data"]?["uid"]?.string == event.user.uid)
            #expect(JSONWriter.bytes(of: .object(body)) == Array(text.utf8))
        }
    }

    @Test func `the values are those of the event`() throws {
        let events = try Self.events()
        for (event, text) in zip(events, bodies(of: events, seed: 42)) {
            let data = try #require(try Self.parse(text)["data"])
            if let snapshot = event.integration {
                let details = snapshot.details
                #expect(data["provider"]?.string == details.provider.identifier)
                #expect(data["providerPublicName"]?.string == details.provider.publicName)
                #expect(data["publicAddress"]?.string == details.publicAddress)
                #expect(data["walletId"]?.string == details.walletIdentifier)
                #expect(data["logoUrl"]?.string == details.provider.logoURL)
                #expect(data["isContract"]?.bool == details.isContract)
                #expect(data["status"]?.string == Profile.kryptosV1.word(for: snapshot.status))
                #expect(data["addedOn"]?.int64 == details.addedOnMilliseconds)
                #expect(data["lastSyncedAt"]?.int64 == snapshot.lastSyncedAtMilliseconds)
                #expect(data["category"]?.string == details.provider.category.rawValue)
                #expect(data["type"]?.string == details.type.rawValue)
                #expect(data["totalTransactions"]?.int64 == snapshot.totalTransactions)
            }
            if let snapshot = event.job {
                #expect(data["action"]?.string == snapshot.stage.action)
                #expect(data["status"]?.string == snapshot.status.word)
                #expect(data["reason"]?.string == snapshot.reason)
                #expect((data["reason"]?.isNull == true) == (snapshot.status != .failed))
                #expect(data["timestamp"]?.int64 == snapshot.changedAt.milliseconds)
            }
        }
    }

    @Test func `hostile texts are escaped as JavaScript escapes them`() throws {
        let texts = bodies(of: try Self.events(), seed: 42)
        let alias = #""alias":"\"quoted\" \\ / \b\n\u001f é 👩‍👩‍👧"# + " \u{2028}\""
        #expect(texts.contains { $0.contains(alias) })
        #expect(texts.contains { $0.contains(#""reason":"timed \"out\"""#) })
    }

    @Test func `given ids, uids and wallets are escaped in the body and bare in the header`() throws {
        var story = Story(users: [UserSpecification(name: "alice", uid: "u\"1\u{7f}\t")])
        var specification = IntegrationSpecification(name: "main", provider: .binance)
        specification.walletIdentifier = "w\\1"
        try story.at(
            0,
            .connect(specification, nil),
            overrides: [EventOverride(identifier: "id\"\u{1}")]
        )
        let events = try story.tell()
        let body = try Self.parse(bodies(of: events)[0])
        #expect(body["id"]?.string == "id\"\u{1}")
        #expect(body["data"]?["uid"]?.string == "u\"1\u{7f}\t")
        #expect(body["data"]?["walletId"]?.string == "w\\1")
        let writer = BodyWriter(profile: .kryptosV1, seed: 1)
        #expect(writer.identifier(of: events[0], for: .first) == "id\"\u{1}")
        #expect(events[0].identifier == "id\"\u{1}")
    }

    /// Independently derived from MurmurHash3 over (seed, user, ordinal, target).
    @Test func `ids are pinned and differ by webhook and grant`() throws {
        let event = try #require(try Self.events().first)
        let writer = BodyWriter(profile: .kryptosV1, seed: 42)
        #expect(writer.identifier(of: event, for: .first) == "whd_3b4a651328522a61b9ffa280")
        #expect(writer.identifier(of: event, for: Target(webhook: 1)) == "whd_e5e7ba16e09d2389fb562f15")
        #expect(
            writer.identifier(of: event, for: Target(webhook: 0, grant: 1))
                == "whd_9ccf1b598c8a287fdc871787"
        )
    }

    @Test func `the header's id is the body's id`() throws {
        for profile in [Profile.kryptosV1, .kryptosV2] {
            var writer = BodyWriter(profile: profile, seed: 42)
            for event in try Self.events(grants: 2) {
                let target = Target(webhook: 3, grant: 1)
                var body: [UInt8] = []
                writer.append(event, for: target, to: &body)
                let id = try Self.parse(String(decoding: body, as: UTF8.self))["id"]?.string
                #expect(id == writer.identifier(of: event, for: target))
                #expect(id.map { Array($0.utf8) } == writer.identifierBytes(of: event, for: target))
                #expect(id?.count == 28)
            }
        }
    }

    @Test func `no two bodies of a world have the same id`() throws {
        let texts = bodies(of: try Self.events(grants: 3), profile: .kryptosV2, seed: 42, webhooks: 3)
        let ids = try texts.map { try Self.parse($0)["id"]?.string ?? "" }
        #expect(Set(ids).count == texts.count)
    }

    @Test func `bodies for several webhooks differ in the id alone`() throws {
        let events = try Self.events()
        let texts = bodies(of: events, seed: 42, webhooks: 2)
        #expect(texts.count == 2 * events.count)
        for pair in stride(from: 0, to: texts.count, by: 2) {
            #expect(texts[pair] != texts[pair + 1])
            #expect(texts[pair].dropFirst(35) == texts[pair + 1].dropFirst(35))
        }
    }

    @Test func `the later contract writes one body per grant, with grant and workspace and no user`() throws {
        let events = try Self.events(grants: 2)
        let texts = bodies(of: events, profile: .kryptosV2, seed: 42)
        #expect(texts.count == 2 * events.count)
        for (place, text) in texts.enumerated() {
            let event = events[place / 2]
            let body = try Self.parse(text)
            #expect(body.keys == ["id", "event", "timestamp", "grant_id", "workspace_id", "data"])
            let grant = place % 2 == 0 ? "5661ccf0867784f45cbb3c0f" : "a538f2b564fce16682014455"
            #expect(body["grant_id"]?.string == "cgrant_\(grant)")
            #expect(body["workspace_id"]?.string == "ws_baf2525b7036d8ee5e5f15a5")
            let keys = event.integration == nil ? Self.jobKeys : Self.integrationKeys
            // Where there is an error, it comes last.
            let error = event.integration?.status == .failed ? ["errorMessage"] : []
            #expect(body["data"]?.object?.keys == Array(keys.dropFirst()) + error)
            #expect(JSONWriter.bytes(of: .object(body)) == Array(text.utf8))
        }
    }

    @Test func `bodies for several grants differ in id and grant alone`() throws {
        let texts = bodies(of: try Self.events(grants: 2), profile: .kryptosV2, seed: 42)
        for pair in stride(from: 0, to: texts.count, by: 2) {
            let first = try Self.parse(texts[pair])
            let second = try Self.parse(texts[pair + 1])
            for key in first.keys {
                #expect((first[key] == second[key]) == !["id", "grant_id"].contains(key), "\(key)")
            }
        }
    }

    @Test func `the later contract has no null address, no contract and its own word for a running sync`()
        throws
    {
        let texts = bodies(of: try Self.events(), profile: .kryptosV2, seed: 42)
        #expect(texts.contains { $0.contains(#""publicAddress":"0x"#) })
        #expect(texts.contains { $0.contains(#""publicAddress":"","#) })
        #expect(!texts.contains { $0.contains(#""publicAddress":null"#) })
        #expect(!texts.contains { $0.contains(#""isContract":true"#) })
        #expect(texts.contains { $0.contains(#""status":"SYNCING""#) })
        #expect(!texts.contains { $0.contains("ONGOING") })
    }

    @Test func `an error is written with FAILED alone, escaped, and by the later contract alone`() throws {
        var story = Story(seed: 42)
        try story.at(0, .connect("main", SyncPlan(outcome: .fails(reason: "said \"no\" \\ \n"))))
        let events = try story.tell()
        let later = bodies(of: events, profile: .kryptosV2, seed: 42)
        #expect(later[2].hasSuffix(#","totalTransactions":0,"errorMessage":"said \"no\" \\ \n"}}"#))
        #expect(later.filter { $0.contains("errorMessage") }.count == 1)
        #expect(!bodies(of: events, seed: 42).contains { $0.contains("errorMessage") })
    }

    @Test func `without workspaces their key is null and all else the same`() throws {
        var profile = Profile.kryptosV2
        profile.hasWorkspaces = false
        let events = try Self.events(grants: 2)
        let with = bodies(of: events, profile: .kryptosV2, seed: 42)
        let without = bodies(of: events, profile: profile, seed: 42)
        for (text, other) in zip(with, without) {
            let null = text.replacing(
                #""workspace_id":"ws_baf2525b7036d8ee5e5f15a5""#,
                with: #""workspace_id":null"#
            )
            #expect(null != text && other == null)
        }
    }

    @Test func `a writer keeps nothing of the event before`() throws {
        let events = try Self.events()
        let together = bodies(of: events, seed: 42)
        let apart = events.flatMap { bodies(of: [$0], seed: 42) }
        #expect(together == apart)
    }
}
