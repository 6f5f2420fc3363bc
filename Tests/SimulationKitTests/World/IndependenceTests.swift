import Testing

@testable import SimulationKit

/// `semantics.md` 5: what is added for one user changes nobody else's bytes.
@Suite struct IndependenceTests {
    private static func texts(of events: [Event], user: String, seed: UInt64) -> [String] {
        bodies(of: events.filter { $0.user.name == user }, seed: seed)
    }

    private static func events(
        _ commands: [Command],
        users: [UserSpecification],
        behaviour: ProviderBehaviour,
        seed: UInt64
    ) throws -> [Event] {
        var world = World(seed: seed, start: Story.start, behaviour: behaviour, users: users)
        for command in commands { try world.submit(command) }
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `adding a user changes nobody's bytes`(seed: UInt64) throws {
        let story = RandomStory(seed: seed)
        let before = try story.events(seed: seed)
        let extra = UserSpecification(name: "extra")
        var commands = story.commands.map {
            Command(at: $0.moment, user: $0.user + 1, $0.verb, overrides: $0.overrides)
        }
        commands.insert(Command(at: Story.start, user: 0, .connect("main")), at: 0)
        let after = try Self.events(
            commands,
            users: [extra] + story.users,
            behaviour: story.behaviour,
            seed: seed
        )
        #expect(after.contains { $0.user.name == "extra" })
        for user in story.users {
            #expect(
                Self.texts(of: before, user: user.name, seed: seed)
                    == Self.texts(of: after, user: user.name, seed: seed)
            )
        }
    }

    @Test(arguments: 20..<40 as Range<UInt64>)
    func `the order of the users changes nobody's bytes`(seed: UInt64) throws {
        let story = RandomStory(seed: seed)
        let last = story.users.count - 1
        let commands = story.commands.map {
            Command(at: $0.moment, user: last - $0.user, $0.verb, overrides: $0.overrides)
        }
        let before = try story.events(seed: seed)
        let after = try Self.events(
            commands,
            users: story.users.reversed(),
            behaviour: story.behaviour,
            seed: seed
        )
        for user in story.users {
            #expect(
                Self.texts(of: before, user: user.name, seed: seed)
                    == Self.texts(of: after, user: user.name, seed: seed)
            )
        }
    }

    @Test(arguments: 40..<60 as Range<UInt64>)
    func `another integration of one user changes no other user's bytes`(seed: UInt64) throws {
        let story = RandomStory(seed: seed)
        let more = Command(at: Story.start, user: 0, .connect("one more"))
        let before = try story.events(seed: seed)
        let after = try Self.events(
            [more] + story.commands,
            users: story.users,
            behaviour: story.behaviour,
            seed: seed
        )
        #expect(before.count < after.count)
        for user in story.users.dropFirst() {
            #expect(
                Self.texts(of: before, user: user.name, seed: seed)
                    == Self.texts(of: after, user: user.name, seed: seed)
            )
        }
    }

    @Test func `another integration of a user leaves the draws of its first alone`() throws {
        var plain = Story(behaviour: ProviderBehaviour())
        try plain.at(0, .connect("main"))
        var more = plain
        try more.at(0, .connect("other"))
        let wallet = try #require(try plain.tell().first?.integration?.details.walletIdentifier)
        var copy = Story(behaviour: ProviderBehaviour())
        try copy.at(0, .connect("main"))
        let first = try copy.tell().filter { $0.integration?.details.walletIdentifier == wallet }
        let second = try more.tell().filter { $0.integration?.details.walletIdentifier == wallet }
        #expect(first.map { $0.line(since: Story.start) } == second.map { $0.line(since: Story.start) })
        #expect(
            first.map { $0.integration?.totalTransactions }
                == second.map { $0.integration?.totalTransactions }
        )
    }

    @Test func `another webhook changes no body of the first`() throws {
        let events = try RandomStory(seed: 3).events(seed: 3)
        let one = bodies(of: events, seed: 3)
        let three = bodies(of: events, seed: 3, webhooks: 3)
        #expect(one == stride(from: 0, to: three.count, by: 3).map { three[$0] })
    }

    @Test func `another grant changes no body of the first`() throws {
        for grants in [1, 2] {
            var story = Story(users: [UserSpecification(name: "alice", grants: grants)])
            try story.at(0, .connect("main"))
            let texts = bodies(of: try story.tell(), profile: .kryptosV2)
            #expect(texts.count == 7 * grants)
            #expect(texts[0].hasPrefix(#"{"id":"whd_"#))
            var single = Story()
            try single.at(0, .connect("main"))
            let expected = bodies(of: try single.tell(), profile: .kryptosV2)
            #expect(stride(from: 0, to: texts.count, by: grants).map { texts[$0] } == expected)
        }
    }

    @Test func `one draw's knob moves no other draw`() throws {
        func totals(_ behaviour: ProviderBehaviour) throws -> [Int64?] {
            var story = Story(behaviour: behaviour)
            try story.at(0, .connect("main"))
            return try story.tell().map { $0.integration?.totalTransactions }
        }
        #expect(try totals(ProviderBehaviour()) == totals(ProviderBehaviour(queued: .constant(0))))
    }
}
