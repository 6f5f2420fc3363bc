import DeliveryKit
import JSONKit
import SimulationKit
import Testing

@Suite struct SimulationSourceTests {
    /// Takes everything that a source has, step by step.
    static func drain(_ source: inout SimulationSource) throws(SourceError) -> [PlannedDelivery] {
        var deliveries: [PlannedDelivery] = []
        while source.nextMoment != nil { try source.advance(into: &deliveries) }
        return deliveries
    }

    static func drained(
        _ world: World,
        _ webhooks: [Webhook],
        profile: Profile = .kryptosV1
    ) throws(SourceError) -> [PlannedDelivery] {
        var source = SimulationSource(world: world, profile: profile, webhooks: webhooks)
        return try drain(&source)
    }

    static func body(_ delivery: PlannedDelivery) throws -> JSONObject {
        try #require(try JSONReader.read(delivery.body, dialect: .json).value.object)
    }

    @Test func `an active webhook gets every event, in order of moment`() throws {
        var source = SimulationSource(
            world: try .sample(users: 3),
            profile: .kryptosV1,
            webhooks: [try .sample()]
        )
        let deliveries = try Self.drain(&source)
        #expect(deliveries.count == 3 * 7)
        #expect(source.eventCounts.reduce(0, +) == 3 * 7)
        #expect(source.eventCounts[Int(EventType.integrationUpdated.rawValue)] == 6)
        #expect(deliveries.map(\.moment) == deliveries.map(\.moment).sorted())
        #expect(source.lastEventMoment == deliveries.last?.moment)
        for index in 0..<3 {
            let own = deliveries.filter { $0.user.index == index }
            #expect(own.map(\.ordinal) == Array(1...7))
        }
    }

    @Test func `a filter takes events out and changes nothing of the others`() throws {
        let wanted: [EventType] = [.integrationCreated, .costBasisCompleted]
        let all = try Self.drained(.sample(users: 3), [.sample()])
        let some = try Self.drained(.sample(users: 3), [.sample(events: .only(wanted))])
        #expect(some.map(\.body) == all.filter { wanted.contains($0.type) }.map(\.body))
        #expect(Set(some.map(\.ordinal)) == [1, 7], "ordinals are counted before the filter")
    }

    @Test func `an inactive webhook gets nothing and keeps its place`() throws {
        let alone = try Self.drained(.sample(users: 2), [.sample("a", isActive: false), .sample("b")])
        let both = try Self.drained(.sample(users: 2), [.sample("a"), .sample("b")])
        #expect(alone.count == 14 && both.count == 28)
        #expect(alone.map(\.body) == both.filter { $0.webhook == 1 }.map(\.body))
    }

    @Test func `events that nobody is told of are still the world's`() throws {
        var source = SimulationSource(
            world: try .sample(users: 2),
            profile: .kryptosV1,
            webhooks: [try .sample(events: .only([.integrationDeleted]))]
        )
        #expect(try Self.drain(&source).isEmpty)
        #expect(source.eventCounts.reduce(0, +) == 14)
        #expect(source.lastEventMoment != nil)
    }

    @Test func `webhooks get an event in their order, each with an id of its own`() throws {
        let deliveries = try Self.drained(.sample(users: 1), [.sample("a"), .sample("b"), .sample("c")])
        #expect(deliveries.map(\.webhook) == Array(repeating: [0, 1, 2], count: 7).flatMap { $0 })
        #expect(Set(deliveries.map(\.identifier)).count == 21)
        for delivery in deliveries {
            #expect(
                try Self.body(delivery)["id"] == .string(String(decoding: delivery.identifier, as: UTF8.self))
            )
        }
    }

    @Test func `the later contract makes one delivery for each grant of each webhook`() throws {
        let users = [UserSpecification(name: "alice", grants: 3), UserSpecification(name: "bob")]
        let deliveries = try Self.drained(
            .sample(named: users),
            [.sample("a"), .sample("b")],
            profile: .kryptosV2
        )
        #expect(deliveries.count == 7 * 2 * 3 + 7 * 2)
        #expect(Set(deliveries.map(\.identifier)).count == deliveries.count)
        let first = deliveries.filter { $0.user.name == "alice" && $0.ordinal == 1 }
        #expect(first.map(\.webhook) == [0, 0, 0, 1, 1, 1])
        let grants = try first.map { try Self.body($0)["grant_id"] }
        #expect(grants[0..<3].elementsEqual(grants[3..<6]), "a grant is the same for every webhook")
        #expect(grants[0] != grants[1] && grants[1] != grants[2] && grants[0] != grants[2])
        #expect(try Self.body(first[0])["data"]?.object?["uid"] == nil)
    }

    @Test func `a member of the crowd who has nothing left to do is retired once`() throws {
        var source = SimulationSource(
            world: .crowd(users: 20),
            profile: .kryptosV1,
            webhooks: [try .sample()]
        )
        let deliveries = try Self.drain(&source)
        #expect(source.retiredUsers.sorted() == Array(0..<20))
        #expect(Set(deliveries.map(\.user.index)) == Set(0..<20))
    }

    @Test func `a world that breaks its own rules does not get past the judge`() throws {
        // The world leaves ONGOING out, and the source was told that it does not.
        let world = try World.sample(users: 1, behaviour: ProviderBehaviour(announcesProgress: false))
        var source = SimulationSource(world: world, profile: .kryptosV1, webhooks: [try .sample()])
        let error = #expect(throws: SourceError.self) { try Self.drain(&source) }
        guard case .violation(let violation) = error else {
            Issue.record("\(String(describing: error)) is no violation")
            return
        }
        #expect(violation.ordinal == 2, "the first event is as it should be")
        #expect(error?.message == violation.message)
    }

    @Test func `a step that the world refuses ends the stream`() throws {
        var world = World(seed: 1, start: .sampleStart, users: [UserSpecification(name: "alice")])
        try world.submit(Command(at: .sampleStart, user: 0, .remove(integration: 5, .drawn)))
        #expect(throws: SourceError.refused(.unknownIntegration)) {
            try Self.drained(world, [.sample()])
        }
        #expect(SourceError.refused(.unknownIntegration).message.hasPrefix("a legal step was refused: "))
    }
}
