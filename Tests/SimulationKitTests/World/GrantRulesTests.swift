import Testing

@testable import SimulationKit

/// Grants: who is told of an event, and that nothing else depends on it.
@Suite struct GrantRulesTests {
    private static let users = [
        UserSpecification(name: "alice", grants: 3), UserSpecification(name: "bob", grants: 2),
    ]

    private static func told(
        _ revocations: [(at: Int64, grant: Int?)]
    ) throws -> [(event: Event, grants: LiveGrants)] {
        var story = Story(users: users, behaviour: .later)
        try story.at(0, .connect("main", nil))
        try story.at(0, user: 1, .connect("main"))
        var revocations = revocations[...]
        for moment in stride(from: 1_000, through: 20_000, by: 1_000) as StrideThrough<Int64> {
            try story.at(moment, .rename("main"))
            while let next = revocations.first, next.at < moment + 1_000 {
                try story.at(next.at, .revokeGrant(next.grant))
                revocations.removeFirst()
            }
        }
        return try story.tellGrants()
    }

    private static func grants(of user: Int, _ told: [(event: Event, grants: LiveGrants)]) -> [[Int]] {
        told.filter { $0.event.user.index == user }.map { Array($0.grants) }
    }

    @Test func `a revoked grant hears nothing from that step on`() throws {
        let told = try Self.told([(5_000, 1), (9_500, nil)])
        let heard = Self.grants(of: 0, told)
        // The creation and five renames, the fifth before the step of the same moment.
        #expect(heard.prefix(6).allSatisfy { $0 == [0, 1, 2] })
        #expect(heard[6..<10].allSatisfy { $0 == [0, 2] })
        #expect(heard.dropFirst(10).allSatisfy { $0 == [2] })
        #expect(heard.count == 21)
        #expect(Self.grants(of: 1, told).allSatisfy { $0 == [0, 1] })
    }

    @Test func `without grants things happen and nobody is told`() throws {
        let told = try Self.told([(2_500, nil), (2_500, nil), (2_500, nil)])
        let heard = Self.grants(of: 0, told)
        #expect(heard.prefix(3).allSatisfy { $0 == [0, 1, 2] })
        #expect(heard.dropFirst(3).allSatisfy { $0.isEmpty })
        #expect(heard.count == 21)
    }

    @Test func `revoking changes no event, no ordinal and no byte of what others are told`() throws {
        let all = try Self.told([])
        let some = try Self.told([(5_000, 1), (7_000, 0)])
        #expect(some.map(\.event.ordinal) == all.map(\.event.ordinal))
        #expect(some.map(\.event.moment) == all.map(\.event.moment))
        func texts(_ told: [(event: Event, grants: LiveGrants)], of grant: Int) -> [String] {
            var writer = BodyWriter(profile: .kryptosV2, seed: 1)
            return told.filter { $0.grants.contains(grant) }.map { told in
                var body: [UInt8] = []
                writer.append(told.event, for: Target(webhook: 0, grant: grant), to: &body)
                return String(decoding: body, as: UTF8.self)
            }
        }
        #expect(texts(some, of: 2) == texts(all, of: 2))
        #expect(texts(some, of: 1) == texts(all, of: 1).filter(Set(texts(some, of: 1)).contains))
        #expect(texts(some, of: 1).count == texts(all, of: 1).count - 15)
    }

    @Test func `what happened before and is announced later is not for a grant revoked meanwhile`() throws {
        var story = Story(behaviour: .later)
        try story.at(0, .recalculate)
        try story.at(100, .revokeGrant(0))
        let told = try story.tellGrants()
        // Changed at 0, announced at 150.
        #expect(told.first?.event.line(since: Story.start) == "150 transfer_detection.started")
        #expect(told.allSatisfy { $0.grants.count == 0 })
    }

    @Test func `members of a crowd have as many grants as are drawn`() throws {
        let never = Life.Occasion(probability: .never, after: .constant(0))
        func counts(_ grants: Distribution?) throws -> [Int] {
            let life = Life(
                integrationsPerUser: .constant(1),
                resync: never,
                rename: never,
                remove: never,
                grantsPerUser: grants
            )
            var world = World(
                seed: 3,
                start: Story.start,
                population: Population(
                    users: 60,
                    arrival: .over(milliseconds: 0),
                    life: life,
                    behaviour: .later
                )
            )
            var counts: [Int: Int] = [:]
            var events: [Event] = []
            while world.nextMoment != nil { try world.step(into: &events) }
            for event in events { counts[event.user.index] = world.liveGrants(of: event.user).count }
            return counts.sorted { $0.key < $1.key }.map(\.value)
        }
        #expect(try counts(nil) == Array(repeating: 1, count: 60))
        #expect(Set(try counts(.uniform(1...4))) == [1, 2, 3, 4])
        // Whatever is drawn, a user has at least one and at most as many as there may be.
        #expect(try counts(.constant(0)) == Array(repeating: 1, count: 60))
        #expect(try counts(.constant(65)) == Array(repeating: LiveGrants.countMax, count: 60))
    }
}
