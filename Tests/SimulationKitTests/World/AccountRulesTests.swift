import Testing

@testable import SimulationKit

/// `semantics.md` 1, the paragraph on accounts.
@Suite struct AccountRulesTests {
    @Test func `deleting a user deletes the projects first, in order, and nothing follows`() throws {
        var story = AccountStory()
        try story.at(0, .signUp(name: nil, email: nil))
        try story.at(1_000, .createProject(7, name: "first"))
        try story.at(2_000, .createProject(3, name: "second"))
        try story.at(3_000, .createProject(5, name: "gone"))
        try story.at(4_000, .deleteProject(5))
        // Would settle after the deletion.
        try story.at(4_500, .pay(PaymentPlan(takesMilliseconds: 60_000)))
        try story.at(5_000, .deleteUser)
        let events = try story.tell()

        #expect(
            events.map { $0.line(since: story.world.start) } == [
                "0 user.created", "1000 project.created", "2000 project.created", "3000 project.created",
                "4000 project.deleted", "5000 project.deleted", "5000 project.deleted", "5000 user.deleted",
            ]
        )
        let names = events.suffix(3).compactMap { event -> String? in
            if case .project(let project) = event.account { project.name } else { nil }
        }
        #expect(names == ["first", "second"])
        #expect(story.world.nextMoment == nil)
    }

    @Test func `a payment is announced when it is settled, as it was made`() throws {
        var story = AccountStory()
        try story.at(0, .signUp(name: nil, email: nil))
        try story.at(1_000, .pay(PaymentPlan(amountHundredths: 4_990, currency: .chf)))
        try story.at(2_000, .pay(PaymentPlan(takesMilliseconds: 500, failure: "card declined")))
        try story.at(9_000, .pay(PaymentPlan(takesMilliseconds: 0)))
        let events = try story.tell()

        #expect(
            events.map { $0.line(since: story.world.start) } == [
                "0 user.created", "2500 payment.failed", "4000 payment.succeeded",
                "9000 payment.succeeded",
            ]
        )
        let payments = events.compactMap { event -> AccountPayment? in
            if case .payment(let payment) = event.account { payment } else { nil }
        }
        #expect(payments.map(\.failure) == ["card declined", nil, nil])
        #expect(payments[1].amountHundredths == 4_990)
        #expect(payments[1].currency == .chf)
        // The third took the place of a settled one, and is a payment of its own.
        #expect(Set(payments.map(\.identifier)).count == 3)
    }

    @Test func `two changes of one thing never share a second, and other things do not wait for them`() throws
    {
        var story = AccountStory()
        try story.at(0, .signUp(name: nil, email: nil))
        try story.at(100, .updateUser(name: "A", email: nil, status: nil))
        try story.at(200, .updateUser(name: "B", email: nil, status: nil))
        try story.at(5_000, .createProject(1, name: nil))
        try story.at(5_000, .upload(project: 1, name: nil, sizeBytes: nil))
        try story.at(5_100, .updateProject(1, name: "P", status: nil))
        try story.at(5_200, .updateUser(name: "C", email: nil, status: nil))
        try story.at(5_300, .updateProject(1, name: "Q", status: nil))

        #expect(
            try story.lines() == [
                "0 user.created", "100 user.updated", "1000 user.updated", "5000 project.created",
                "5000 file.uploaded", "5100 project.updated", "5200 user.updated", "6000 project.updated",
            ]
        )
    }

    @Test func `what is not possible is refused and changes nothing`() throws {
        let refusals: [(AccountVerb, CommandRefused)] = [
            (
                .signUp(name: nil, email: nil),
                .notPossible(InvalidTransition("user", from: "registered", on: "signUp"))
            ),
            (.createProject(1, name: nil), .projectExists),
            (.upload(project: 9, name: nil, sizeBytes: nil), .unknownProject),
            (
                .upload(project: 2, name: nil, sizeBytes: nil),
                .notPossible(InvalidTransition("project", from: "deleted", on: "upload"))
            ),
            (.createProject(2, name: nil), .projectExists),
        ]
        for (verb, refusal) in refusals {
            var story = AccountStory()
            try story.at(0, .signUp(name: nil, email: nil))
            try story.at(1, .createProject(1, name: nil))
            try story.at(2, .createProject(2, name: nil))
            try story.at(3, .deleteProject(2))
            try story.at(4, verb)
            #expect(throws: refusal) { try story.tell() }
        }
        var story = AccountStory()
        try story.at(0, .pay(.drawn))
        let unknown = InvalidTransition("user", from: "unknown", on: "work")
        #expect(throws: CommandRefused.notPossible(unknown)) { try story.tell() }
        #expect(CommandRefused.unknownProject.message == "the user has no such project")
        #expect(CommandRefused.projectExists.message == "the project was created before")
    }

    @Test func `a bare update changes something, whatever the seed`() throws {
        for seed in 0..<40 as Range<UInt64> {
            var story = AccountStory(seed: seed)
            try story.at(0, .signUp(name: nil, email: nil))
            try story.at(5_000, .updateUser(name: nil, email: nil, status: nil))
            try story.at(10_000, .createProject(1, name: nil))
            try story.at(15_000, .updateProject(1, name: nil, status: nil))
            let texts = bodies(of: try story.tell(), profile: .account, seed: seed)
                .map { $0.split(separator: "\"data\":").last ?? "" }
            try #require(texts.count == 4)
            #expect(texts[0] != texts[1])
            #expect(texts[2] != texts[3])
        }
    }

    @Test func `a user with a first name for a name bears it`() throws {
        var story = AccountStory(users: ["alice", "user 7"].map { UserSpecification(name: $0) })
        try story.at(0, .signUp(name: nil, email: nil))
        try story.at(1, user: 1, .signUp(name: nil, email: nil))
        let users = try story.tell().compactMap { event -> AccountUser? in
            if case .user(let user) = event.account { user } else { nil }
        }
        #expect(users[0].name.hasPrefix("Alice "))
        #expect(users[0].email.wholeMatch(of: /alice(\.[a-z]+)?@example\.(com|org|net)/) != nil)
        #expect(users[1].email.wholeMatch(of: /[a-z.]+[0-9]{6}@example\.(com|org|net)/) != nil)
    }

    @Test func `a user's bytes depend on nobody else's steps`() throws {
        func alice(_ more: (inout AccountStory) throws -> Void) throws -> [String] {
            var story = AccountStory(users: ["alice", "bob"].map { UserSpecification(name: $0) })
            try story.at(0, .signUp(name: nil, email: nil))
            try more(&story)
            try story.at(9_000, .createProject(1, name: nil))
            try story.at(9_500, .pay(.drawn))
            return bodies(of: try story.tell().filter { $0.user.index == 0 }, profile: .account)
        }
        let alone = try alice { _ in }
        #expect(
            try alice {
                try $0.at(1, user: 1, .signUp(name: nil, email: nil))
                try $0.at(2, user: 1, .createProject(1, name: nil))
            } == alone
        )
    }
}
