import Testing

@testable import SimulationKit

@Suite struct WorldTests {
    private static let two = [UserSpecification(name: "alice"), UserSpecification(name: "bob")]

    @Test func `a world in which nothing was asked for has nothing to do`() throws {
        var world = World(seed: 1, start: Story.start)
        var events: [Event] = []
        try world.step(into: &events)
        #expect(world.nextMoment == nil)
        #expect(world.now == Story.start)
        #expect(events.isEmpty)
    }

    @Test func `a step appends, and time goes with it`() throws {
        var story = Story()
        try story.at(5, .connect("main"))
        var events: [Event] = []
        while let next = story.world.nextMoment {
            let count = events.count
            try story.world.step(into: &events)
            #expect(story.world.now == next)
            #expect(events[count...].allSatisfy { $0.moment == next })
        }
        #expect(events.map(\.ordinal) == Array(1...7))
    }

    @Test func `a refused command leaves the caller's events in place`() throws {
        var story = Story()
        try story.at(0, .connect("main", nil))
        try story.at(1, .remove("nowhere"))
        var events: [Event] = []
        try story.world.step(into: &events)
        #expect(throws: CommandRefused.unknownIntegration) { try story.world.step(into: &events) }
        #expect(events.count == 1)
    }

    @Test func `commands come in order and not before what has happened`() throws {
        var story = Story()
        #expect(throws: CommandRefused.tooLate) { try story.at(-1, .recalculate) }
        try story.at(10, .recalculate)
        #expect(throws: CommandRefused.tooLate) { try story.at(9, .recalculate) }
        _ = try story.tell()
        #expect(throws: CommandRefused.tooLate) { try story.at(10, .recalculate) }
        #expect(throws: CommandRefused.unknownUser) { try story.at(60_000, user: 1, .recalculate) }
        #expect(throws: CommandRefused.unknownUser) { try story.at(60_000, user: -1, .recalculate) }
        try story.at(60_000, .recalculate)
        #expect(try story.tell().count == 4)
    }

    @Test func `a command may come while the world goes on, and users may be added`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        var events: [Event] = []
        try story.world.step(into: &events)
        let bob = story.world.addUser(UserSpecification(name: "bob", uid: "user_b"))
        #expect(bob == 1)
        #expect(story.world.user(bob).uid == "user_b")
        try story.at(0, user: bob, .recalculate)
        events += try story.tell()
        #expect(events.count == 11)
    }

    @Test func `what falls on one moment is done in order: events that waited, what is due, commands`() throws
    {
        var story = Story(users: Self.two)
        // At 6,000: bob's job event that waited, alice's sync that ends, and then a command of alice's.
        try story.at(0, .connect("main"))
        try story.at(5_850, user: 1, .recalculate)
        try story.at(6_000, .connect("other", nil))
        let events = try story.tell().filter { $0.moment == Story.start + 6_000 }
        #expect(events.map(\.user.name) == ["bob", "alice", "alice"])
        #expect(
            events.map(\.type) == [.transferDetectionStarted, .integrationUpdated, .integrationCreated]
        )
    }

    @Test func `users who are due at one moment come in their order`() throws {
        var story = Story(users: Self.two)
        try story.at(0, user: 1, .connect("main"))
        try story.at(0, user: 0, .connect("main"))
        let names = try story.tell().filter { $0.moment == Story.start + 6_000 }.map(\.user.name)
        #expect(names == ["alice", "bob"])
    }

    @Test func `durations that are given as negative are none`() throws {
        var story = Story(
            behaviour: ProviderBehaviour(
                queued: .constant(-5),
                takes: .constant(-5),
                emissionLag: .constant(-9)
            )
        )
        try story.at(0, .connect("main"))
        try story.at(0, .connect("given", SyncPlan(queuedMilliseconds: -3, takesMilliseconds: -3)))
        var moment = Story.start
        for event in try story.tell() {
            #expect(event.moment >= moment)
            moment = event.moment
        }
    }

    @Test func `no event is announced beyond the year 9999`() throws {
        var story = Story(start: Moment(milliseconds: Moment.latest.milliseconds - 6_000))
        try story.at(0, .connect("main"))
        let events = try story.tell()
        #expect(events.map(\.type) == [.integrationCreated, .integrationUpdated, .integrationUpdated])
        #expect(events.last?.moment == .latest)
    }

    /// Each number from an independent draw of its stream.
    @Test func `what a step leaves out is drawn from pinned streams`() throws {
        var story = Story(seed: 42, behaviour: ProviderBehaviour())
        try story.at(0, .connect("main"))
        let events = try story.tell().filter { $0.integration != nil }
        #expect(
            events.map { $0.line(since: Story.start) } == [
                "0 integration.created QUEUED", "1372 integration.updated ONGOING",
                "7844 integration.updated COMPLETED",
            ]
        )
        #expect(events.last?.integration?.totalTransactions == 609)
    }

    @Test func `a world is a value: a copy goes its own way`() throws {
        var story = Story()
        try story.at(0, .connect("main"))
        var events: [Event] = []
        try story.world.step(into: &events)
        var other = story
        try other.at(2_000, .remove("main"))
        #expect(try other.tell().last?.type == .integrationDeleted)
        #expect(try story.tell().last?.type == .costBasisCompleted)
    }
}
