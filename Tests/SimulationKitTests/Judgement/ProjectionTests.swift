import JSONKit
import Testing

@testable import SimulationKit

@Suite struct ProjectionTests {
    @Test func `nothing is believed of nobody`() {
        let projection = Projection(profile: .kryptosV1, seed: 1)
        #expect(Self.text(projection) == #"{"processed":0,"users":{}}"#)
    }

    @Test func `beliefs have the form of the reference consumer's probe`() throws {
        var story = Story(users: [
            UserSpecification(name: "b", uid: "bob"), UserSpecification(name: "a", uid: "ann"),
        ])
        var specification = IntegrationSpecification(name: "main", provider: .binance)
        specification.walletIdentifier = "wallet_2"
        try story.at(0, .connect(specification, .drawn))
        specification = IntegrationSpecification(name: "other", provider: .binance)
        specification.walletIdentifier = "wallet_1"
        try story.at(0, .connect(specification, .failing))
        specification = IntegrationSpecification(name: "gone", provider: .binance)
        specification.walletIdentifier = "wallet_0"
        try story.at(0, .connect(specification, nil))
        try story.at(1, .remove("gone"))
        try story.at(2, user: 1, .connect("main", nil))
        try story.at(3, user: 1, .remove("main"))
        var projection = Projection(profile: .kryptosV1, seed: 1)
        for event in try story.tell() { projection.observe(event, for: LiveGrants(count: 1)) }
        #expect(
            Self.text(projection)
                == #"{"processed":14,"users":{"#
                + #""ann":{"transfer_detection":null,"costbasis":null,"integrations":{}},"#
                + #""bob":{"transfer_detection":"completed","costbasis":"completed","#
                + #""integrations":{"wallet_1":"FAILED","wallet_2":"COMPLETED"}}}}"#
        )
    }

    @Test func `statuses are in the words of the profile`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        var projection = Projection(profile: .kryptosV2, seed: 1)
        for event in try story.tell().prefix(2) { projection.observe(event, for: LiveGrants(count: 1)) }
        #expect(projection.users.values.first?.integrations.values.first == "SYNCING")
    }

    @Test func `beliefs of the later contract go by grant, and the deleted are absent`() throws {
        var story = Story(
            users: [UserSpecification(name: "alice", uid: "alice", grants: 2)],
            behaviour: .later
        )
        var specification = IntegrationSpecification(name: "main", provider: .binance)
        specification.walletIdentifier = "wallet_1"
        try story.at(0, .connect(specification, nil))
        specification = IntegrationSpecification(name: "gone", provider: .binance)
        specification.walletIdentifier = "wallet_2"
        try story.at(0, .connect(specification, nil))
        try story.at(1_000, .remove("gone", WipePlan(takesMilliseconds: 10)))
        try story.at(2_000, .revokeGrant(0))
        try story.at(3_000, .suspend(integration: Verb.key("main")))
        var projection = Projection(profile: .kryptosV2, seed: 1)
        for told in try story.tellGrants() { projection.observe(told.event, for: told.grants) }
        let user = story.world.user(0)
        let keys = (0..<2).map { "cgrant_" + user.grantHash($0, seed: 1).hex24 }
        // Four events for both grants, and the suspension for the one that is left.
        #expect(projection.processed == 9)
        #expect(Set(projection.users.keys) == Set(keys))
        #expect(projection.users[keys[0]]?.integrations == ["wallet_1": "QUEUED"])
        #expect(projection.users[keys[1]]?.integrations == ["wallet_1": "INACTIVE"])
    }

    private static func text(_ projection: Projection) -> String {
        String(decoding: JSONWriter.bytes(of: projection.json), as: UTF8.self)
    }
}
