import JSONKit
import SimulationKit
import Testing

@testable import ContractKit

/// Events as checks write them.
@Suite struct CheckDialectTests {
    private static let subject = CheckSubject(owner: "user_1", wallet: "w1", workspace: "ws_1")

    @Test(arguments: Profile.all.map(\.name))
    func `the history has every event of the provider and no other, the first one first`(name: String) throws
    {
        let profile = try #require(Profile.all.first { $0.name == name })
        let dialect = CheckDialect(profile: profile)
        #expect(Set(dialect.history) == Set(profile.eventTypes))
        #expect(dialect.history.first == dialect.firstEvent)
    }

    @Test(arguments: [
        (Profile.kryptosV1.name, ["id", "event", "timestamp", "data"], "uid"),
        (
            Profile.kryptosV2.name, ["id", "event", "timestamp", "grant_id", "workspace_id", "data"],
            "provider"
        ),
        (Profile.account.name, ["id", "type", "created_at", "data"], "id"),
    ])
    func `the members stand in the order of the documents`(name: String, keys: [String], first: String) throws
    {
        let profile = try #require(Profile.all.first { $0.name == name })
        let dialect = CheckDialect(profile: profile)
        let moment = Moment(milliseconds: 1_767_225_600_000)
        let envelope = dialect.envelope(
            dialect.firstEvent,
            identifier: "whd_1",
            of: Self.subject,
            at: moment,
            changedAt: moment
        )
        #expect(envelope.keys == keys)
        #expect(envelope["data"]?.object?.keys.first == first)
    }
}
