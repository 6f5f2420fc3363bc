@testable import SimulationKit

/// A world of the account provider, told as commands and read as events.
struct AccountStory {
    var world: World

    init(
        users: [UserSpecification] = [UserSpecification(name: "alice")],
        seed: UInt64 = 1,
        behaviour: AccountBehaviour = AccountBehaviour(settling: .constant(3_000))
    ) {
        world = World(seed: seed, start: Story.start, account: behaviour, users: users)
    }

    /// Appends a command so many milliseconds after the start.
    mutating func at(
        _ milliseconds: Int64,
        user: Int = 0,
        _ verb: AccountVerb,
        overrides: [EventOverride] = []
    ) throws(CommandRefused) {
        try world.submit(
            Command(at: world.start + milliseconds, user: user, .account(verb), overrides: overrides)
        )
    }

    /// Lets the world go on until nothing more can happen.
    mutating func tell() throws(CommandRefused) -> [Event] {
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events
    }

    /// The same, a line for each event: time since the start and type.
    mutating func lines() throws(CommandRefused) -> [String] {
        try tell().map { $0.line(since: world.start) }
    }

    /// A life of one user with something of everything in it, and one of another who stays.
    static func everything(shape: UserShape = .full) throws(CommandRefused) -> [Event] {
        var story = AccountStory(
            users: [UserSpecification(name: "alice"), UserSpecification(name: "bob")],
            behaviour: AccountBehaviour(userShape: shape, settling: .constant(3_000))
        )
        try story.at(0, .signUp(name: nil, email: nil))
        try story.at(500, user: 1, .signUp(name: nil, email: nil))
        try story.at(10_000, .createProject(1, name: "Site"))
        try story.at(11_000, .createProject(2, name: nil))
        try story.at(12_000, .upload(project: 1, name: "a.pdf", sizeBytes: 12))
        try story.at(13_000, .upload(project: 2, name: nil, sizeBytes: nil))
        try story.at(14_000, .updateProject(1, name: nil, status: .archived))
        try story.at(16_000, .updateProject(1, name: "Site 2", status: nil))
        try story.at(20_000, .updateUser(name: nil, email: nil, status: .suspended))
        try story.at(22_000, .updateUser(name: nil, email: nil, status: nil))
        try story.at(30_000, .pay(PaymentPlan(amountHundredths: 1_999, currency: .eur)))
        try story.at(40_000, .pay(PaymentPlan(failure: "card declined")))
        try story.at(50_000, .deleteProject(2))
        try story.at(55_000, .createProject(3, name: "Last"))
        try story.at(58_000, .pay(.drawn))
        try story.at(60_000, .deleteUser)
        try story.at(70_000, user: 1, .pay(.drawn))
        return try story.tell()
    }
}

extension Event {
    var account: AccountSnapshot.Subject? {
        switch payload {
        case .integration, .job, .given: nil
        case .account(let snapshot): snapshot.subject
        }
    }
}
