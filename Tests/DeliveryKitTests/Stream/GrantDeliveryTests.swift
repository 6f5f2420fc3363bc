import DeliveryKit
import JSONKit
import SimulationKit
import Testing

/// One delivery per matching webhook and live grant.
@Suite struct GrantDeliveryTests {
    /// Two recalculations of a user with three grants, of whom one is revoked in between.
    private static func world(profile: Profile) throws -> World {
        var world = World(
            seed: 1,
            start: .sampleStart,
            behaviour: ProviderBehaviour(wipe: profile.standardWipe),
            users: [UserSpecification(name: "alice", grants: 3)]
        )
        let hour: Int64 = 3_600_000
        try world.submit(Command(at: .sampleStart, user: 0, .recalculate(RecalculationPlan())))
        try world.submit(Command(at: .sampleStart + hour, user: 0, .revokeGrant(nil)))
        try world.submit(Command(at: .sampleStart + 2 * hour, user: 0, .recalculate(RecalculationPlan())))
        return world
    }

    @Test func `every live grant is told by every webhook, each with an id of its own`() throws {
        let webhooks: [Webhook] = [try .sample("a"), try .sample("b", events: .only([.costBasisStarted]))]
        let deliveries = try SimulationSourceTests.drained(
            Self.world(profile: .kryptosV2),
            webhooks,
            profile: .kryptosV2
        )
        // Four events twice; the first four for three grants, the others for two.
        #expect(deliveries.filter { $0.webhook == 0 }.count == 4 * 3 + 4 * 2)
        #expect(deliveries.filter { $0.webhook == 1 }.count == 3 + 2)
        #expect(Set(deliveries.map(\.identifier)).count == deliveries.count)
        let ordinals = deliveries.filter { $0.webhook == 1 }.map(\.ordinal)
        #expect(ordinals == [3, 3, 3, 7, 7])
        let named = try deliveries.map { try SimulationSourceTests.body($0)["grant_id"]?.string }
        #expect(Set(named).count == 3)
    }

    @Test func `the digest of a stream counts every grant's body`() throws {
        func digest(_ deliveries: [PlannedDelivery]) -> String {
            var digest = StreamDigest()
            for delivery in deliveries {
                digest.add(uid: delivery.user.uid, ordinal: delivery.ordinal, body: delivery.body)
            }
            return digest.hex
        }
        let deliveries = try SimulationSourceTests.drained(
            Self.world(profile: .kryptosV2),
            [.sample()],
            profile: .kryptosV2
        )
        #expect(digest(deliveries) == digest(deliveries.reversed()))
        #expect(digest(deliveries) != digest(Array(deliveries.dropLast())))
    }
}
