import Testing

@testable import SimulationKit

@Suite struct PopulationTests {
    private static let half = Probability(billionths: 500_000_000)

    private static func life(integrations: Distribution = .uniform(0...3)) -> Life {
        Life(
            integrationsPerUser: integrations,
            resync: .init(probability: half, after: .uniform(0...3_600_000)),
            rename: .init(probability: half, after: .uniform(0...600_000)),
            remove: .init(probability: half, after: .uniform(0...600_000))
        )
    }

    private static func world(
        users: Int,
        over milliseconds: Int64,
        seed: UInt64 = 42,
        named: [UserSpecification] = [],
        life: Life = PopulationTests.life()
    ) -> World {
        World(
            seed: seed,
            start: Story.start,
            users: named,
            population: Population(
                users: users,
                arrival: .over(milliseconds: milliseconds),
                life: life,
                behaviour: ProviderBehaviour(
                    syncFailure: Probability(billionths: 60_000_000),
                    stageFailure: Probability(billionths: 10_000_000)
                )
            )
        )
    }

    private static func events(of world: World) throws -> [Event] {
        var world = world
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events
    }

    /// The lines of one user, at moments since its first event, which are those since its arrival.
    private static func lives(_ events: [Event]) -> [String: [String]] {
        Dictionary(grouping: events, by: \.user.name).mapValues { events in
            let arrival = events.first?.moment ?? .earliest
            return events.map { event in
                let alias = event.integration.map { String(decoding: $0.aliasJSON, as: UTF8.self) } ?? ""
                let identifier = BodyWriter(profile: .kryptosV1, seed: 42).identifier(of: event, for: .first)
                return "\(event.line(since: arrival)) \(alias) \(identifier)"
            }
        }
    }

    @Test func `everyone comes at a drawn moment of an equal share`() {
        let population = Population(
            users: 4,
            arrival: .over(milliseconds: 1_000),
            life: Self.life(),
            behaviour: .steady
        )
        let arrivals = (0..<4).map { population.arrivalMilliseconds(of: $0, seed: 42) }
        #expect(arrivals == [45, 329, 576, 915])
    }

    @Test func `arrivals are sorted and within the time, however long and many`() {
        let population = Population(
            users: Population.usersMax,
            arrival: .over(milliseconds: 315_576_000_000),
            life: Self.life(),
            behaviour: .steady
        )
        var last: Int64 = 0
        for ordinal in stride(from: 0, to: 1_000_000_000, by: 9_999_999) {
            let arrival = population.arrivalMilliseconds(of: ordinal, seed: 1)
            #expect(arrival >= last)
            #expect(arrival < 315_576_000_000)
            last = arrival
        }
        #expect(last > 300_000_000_000)
    }

    @Test func `a crowd that comes at once is there at the start`() throws {
        let events = try Self.events(
            of: Self.world(users: 50, over: 0, life: Self.life(integrations: .constant(1)))
        )
        let first = events.filter { $0.ordinal == 1 }
        #expect(first.count == 50)
        #expect(first.allSatisfy { $0.moment == Story.start && $0.type == .integrationCreated })
        #expect(first.map(\.user.index) == Array(0..<50))
    }

    @Test func `members connect as many integrations as are drawn, one after the other`() throws {
        let events = try Self.events(of: Self.world(users: 300, over: 60_000))
        let connections = Dictionary(
            grouping: events.filter { $0.type == .integrationCreated },
            by: \.user.name
        )
        #expect(Set(connections.values.map(\.count)) == [1, 2, 3])
        for connection in connections.values {
            let moments = connection.map(\.moment)
            for (first, second) in zip(moments, moments.dropFirst()) {
                #expect((5_000...120_200).contains(second - first))
            }
        }
        #expect(connections.count < 300)
    }

    @Test func `a draw beyond a thousand integrations is cut off there`() throws {
        let world = Self.world(users: 1, over: 0, life: Self.life(integrations: .constant(.max)))
        let created = try Self.events(of: world).filter { $0.type == .integrationCreated }
        #expect(created.count == 1_000)
    }

    @Test func `lives hold every kind of event, and files only from exchanges`() throws {
        let events = try Self.events(of: Self.world(users: 500, over: 60_000))
        #expect(Set(events.map(\.type)) == Set(EventType.portfolio))
        let details = events.compactMap { $0.integration?.details }
        #expect(details.contains { $0.type == .csv })
        #expect(details.allSatisfy { $0.type == .api || $0.provider.category == .exchange })
        #expect(Set(details.map(\.provider.identifier)) == ["binance", "coinbase", "ethereum", "solana"])
    }

    @Test func `a crowd breaks no rule`() throws {
        var judge = StreamJudge()
        for event in try Self.events(of: Self.world(users: 500, over: 60_000)) {
            try judge.observe(Observation(event))
        }
        try judge.finish()
    }

    /// Only the moments of arrival depend on how many there are.
    @Test func `a member lives the same life in a crowd of any size, from its arrival on`() throws {
        let small = Self.lives(try Self.events(of: Self.world(users: 40, over: 90_000)))
        let large = Self.lives(try Self.events(of: Self.world(users: 160, over: 10_000)))
        #expect(small.count > 20)
        for (name, life) in small { #expect(life == large[name], "\(name)") }
    }

    @Test func `where arrivals are the same, so is every byte`() throws {
        let small = try Self.events(of: Self.world(users: 40, over: 0))
        let large = try Self.events(of: Self.world(users: 160, over: 0)).filter { $0.user.index < 40 }
        let first = Dictionary(grouping: small, by: \.user.name).mapValues { bodies(of: $0, seed: 42) }
        let second = Dictionary(grouping: large, by: \.user.name).mapValues { bodies(of: $0, seed: 42) }
        #expect(first == second)
    }

    @Test func `named users beside a crowd change nobody's bytes in it`() throws {
        let alone = Self.lives(try Self.events(of: Self.world(users: 40, over: 90_000)))
        let named = [UserSpecification(name: "alice"), UserSpecification(name: "#3")]
        let beside = Self.lives(try Self.events(of: Self.world(users: 40, over: 90_000, named: named)))
        #expect(alone == beside)
    }

    @Test func `everyone retires once, after the last event`() throws {
        var world = Self.world(users: 200, over: 60_000, named: [UserSpecification(name: "alice")])
        var retired: [Int] = []
        var last: [Int: Int] = [:]
        var steps = 0
        while world.nextMoment != nil {
            var events: [Event] = []
            try world.step(into: &events)
            steps += 1
            for event in events {
                #expect(!retired.contains(event.user.index))
                last[event.user.index] = steps
            }
            retired += world.takeRetiredUsers()
        }
        #expect(retired.sorted() == Array(1...200))
        #expect(world.takeRetiredUsers().isEmpty)
        #expect(last.count < 200)
    }

    @Test func `places of the retired are used again`() throws {
        // A thousand people come in turn; no more than two are ever there at once.
        let life = Life(
            integrationsPerUser: .constant(1),
            resync: .init(probability: .never, after: .constant(0)),
            rename: .init(probability: .never, after: .constant(0)),
            remove: .init(probability: .never, after: .constant(0))
        )
        var world = Self.world(users: 1_000, over: 1_000_000_000, life: life)
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        #expect(world.placeCount == 2)
        #expect(Set(events.map(\.user.index)).count == 1_000)
    }

    @Test func `a crowd beyond the limit traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = Population(
                users: Population.usersMax + 1,
                arrival: .over(milliseconds: 0),
                life: Self.life(),
                behaviour: .steady
            )
        }
    }

    @Test func `nobody comes in a crowd of nobody`() throws {
        #expect(try Self.events(of: Self.world(users: 0, over: 60_000)).isEmpty)
    }

    @Test func `users are added before the crowd comes or not at all`() async {
        await #expect(processExitsWith: .failure) {
            var world = Self.world(users: 1, over: 0)
            var events: [Event] = []
            try world.step(into: &events)
            _ = world.addUser(UserSpecification(name: "late"))
        }
    }
}
