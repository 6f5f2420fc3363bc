import Testing

@testable import SimulationKit

@Suite struct AccountPopulationTests {
    private static func events(users: Int, seed: UInt64 = 1) throws -> [Event] {
        var world = World(
            seed: seed,
            start: Story.start,
            account: AccountBehaviour(),
            population: population(users: users)
        )
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events
    }

    private static func population(users: Int) -> Population {
        Population(
            users: users,
            arrival: .over(milliseconds: 3_600_000),
            life: AccountLife(
                projectsPerUser: .uniform(0...4),
                filesPerProject: .uniform(0...6),
                paymentsPerUser: .uniform(0...5),
                update: Life.Occasion(
                    probability: Probability(billionths: 400_000_000),
                    after: .uniform(0...86_400_000)
                ),
                delete: Life.Occasion(
                    probability: Probability(billionths: 100_000_000),
                    after: .uniform(0...604_800_000)
                )
            ),
            behaviour: AccountBehaviour(paymentFailure: Probability(billionths: 80_000_000))
        )
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `two hundred users meet all nine events, lawfully`(seed: UInt64) throws {
        let events = try Self.events(users: 200, seed: seed)
        #expect(Set(events.map(\.type)) == Set(EventType.account))
        var judge = StreamJudge()
        for event in events { try judge.observe(Observation(event)) }
        try judge.finish()
    }

    @Test func `everybody signs up, with an address of their own`() throws {
        let events = try Self.events(users: 2_000)
        let users = events.compactMap { event -> (Int, String)? in
            if case .user(let user) = event.account { (event.user.index, user.email) } else { nil }
        }
        let owners = Dictionary(grouping: users, by: \.1).mapValues { Set($0.map(\.0)) }
        #expect(owners.values.allSatisfy { $0.count == 1 })
        #expect(events.filter { $0.type == .userCreated }.count == 2_000)
    }

    @Test func `a member's life is the same in a larger crowd of the same arrivals`() throws {
        func life(_ users: Int) throws -> [String] {
            let first = try Self.events(users: users).filter { $0.user.name == "#1" }
            return first.map { "\($0.type.name) \($0.ordinal)" }
        }
        #expect(try life(10) == life(500))
    }

    @Test func `places are free again for those who come later`() throws {
        var world = World(
            seed: 1,
            start: Story.start,
            population: Population(
                users: 5_000,
                arrival: .over(milliseconds: 5_000 * 3_600_000),
                life: AccountLife(
                    projectsPerUser: .constant(1),
                    filesPerProject: .constant(1),
                    paymentsPerUser: .constant(0),
                    update: Life.Occasion(probability: .never, after: .constant(0)),
                    delete: Life.Occasion(probability: .never, after: .constant(0))
                ),
                behaviour: AccountBehaviour()
            )
        )
        var events: [Event] = []
        while world.nextMoment != nil {
            events.removeAll(keepingCapacity: true)
            try world.step(into: &events)
            _ = world.takeRetiredUsers()
        }
        #expect(world.placeCount < 50)
    }
}
