import Testing

@testable import SimulationKit

@Suite struct ProfileTests {
    /// `semantics.md` 1: the statuses of each contract, and the `active` of 002's example.
    @Test func `statuses have the words of each contract`() {
        let v1 = IntegrationStatus.allCases.map { Profile.kryptosV1.word(for: $0) }
        let v2 = IntegrationStatus.allCases.map { Profile.kryptosV2.word(for: $0) }
        #expect(v1.prefix(5) == ["active", "QUEUED", "ONGOING", "COMPLETED", "FAILED"])
        #expect(
            v2 == [
                "active", "QUEUED", "SYNCING", "COMPLETED", "FAILED", "INACTIVE", "DELETING", "DELETED",
            ]
        )
    }

    @Test(arguments: [Profile.kryptosV1, .kryptosV2])
    func `attempts, waits and ids are those of 000 and 002`(profile: Profile) {
        #expect(profile.attemptsMax == 3)
        #expect(profile.timeoutMilliseconds == 10_000)
        #expect(profile.identifierPrefix == "whd_")
        #expect(profile.eventTypes == EventType.portfolio)
        #expect(!profile.summary.isEmpty)
    }

    @Test func `only the later contract delivers once per grant`() throws {
        var story = Story(users: [UserSpecification(name: "alice", grants: 3)])
        try story.at(0, .connect("main", nil))
        let event = try #require(try story.tell().first)
        #expect(Array(Profile.kryptosV1.grants(of: event, in: story.world)) == [0])
        #expect(Array(Profile.kryptosV2.grants(of: event, in: story.world)) == [0, 1, 2])
    }

    @Test func `only the later contract wipes before it removes`() {
        #expect(Profile.kryptosV1.standardWipe == nil)
        #expect(Profile.kryptosV2.standardWipe != nil)
    }
}
