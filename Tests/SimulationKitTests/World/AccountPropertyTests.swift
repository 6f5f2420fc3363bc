import Testing

@testable import SimulationKit

/// What holds of every legal list of account commands, whatever the seed.
@Suite struct AccountPropertyTests {
    private static func story(_ seed: UInt64, steps: Int = 80) throws -> AccountStory {
        var draw = RandomStream(state: seed)
        var story = AccountStory(
            users: (0..<3).map { UserSpecification(name: "user \($0)") },
            seed: seed,
            behaviour: AccountBehaviour(
                settling: draw.below(3) == 0 ? .constant(0) : .uniform(0...30_000),
                paymentFailure: Probability(billionths: draw.below(600_000_000))
            )
        )
        var isAlive = [Bool?](repeating: nil, count: 3)
        var projects = [[UInt64]](repeating: [], count: 3)
        var keys: UInt64 = 0
        var moment: Int64 = 0
        for _ in 0..<steps {
            // Often in the same millisecond or second.
            moment += [0, 0, 1, 400, 900, 5_000, 200_000][Int(draw.below(7))]
            let user = Int(draw.below(3))
            guard isAlive[user] != false else { continue }
            guard isAlive[user] == true else {
                isAlive[user] = true
                try story.at(moment, user: user, .signUp(name: nil, email: nil))
                continue
            }
            let choice = draw.below(30)
            let overrides =
                draw.below(4) == 0 ? [EventOverride(lagMilliseconds: Int64(draw.below(3_000)))] : []
            let verb: AccountVerb
            switch choice {
            case 0:
                verb = .deleteUser
                isAlive[user] = false
            case 1..<7: verb = .pay(.drawn)
            case 7..<12: verb = .updateUser(name: nil, email: nil, status: nil)
            case 12..<18:
                keys += 1
                projects[user].append(keys)
                verb = .createProject(keys, name: nil)
            default:
                guard !projects[user].isEmpty else { continue }
                let place = Int(draw.below(UInt64(projects[user].count)))
                let key = projects[user][place]
                if choice < 20 {
                    projects[user].remove(at: place)
                    verb = .deleteProject(key)
                } else if choice < 25 {
                    verb = .updateProject(key, name: nil, status: nil)
                } else {
                    verb = .upload(project: key, name: nil, sizeBytes: nil)
                }
            }
            try story.at(moment, user: user, verb, overrides: overrides)
        }
        return story
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `no legal list of commands makes an unlawful stream`(seed: UInt64) throws {
        var story = try Self.story(seed)
        var judge = StreamJudge()
        for event in try story.tell() { try judge.observe(Observation(event)) }
        try judge.finish()
    }

    /// The judge that the product has and this one share nothing but `semantics.md`.
    @Test(arguments: 300..<400 as Range<UInt64>)
    func `everything of a user lies between creation and deletion`(seed: UInt64) throws {
        var story = try Self.story(seed)
        for (_, events) in Dictionary(grouping: try story.tell(), by: \.user.index) {
            #expect(events.map(\.ordinal) == Array(1...Int64(events.count)))
            #expect(events[0].type == .userCreated)
            #expect(events.filter { $0.type == .userCreated }.count == 1)
            #expect(events.dropLast().allSatisfy { $0.type != .userDeleted })
            var projects: [EntityIdentifier: Bool] = [:]
            for event in events {
                switch event.account {
                case .project(let project):
                    #expect(projects[project.identifier] == (event.type == .projectCreated ? nil : true))
                    projects[project.identifier] = event.type != .projectDeleted
                case .file(let file):
                    #expect(projects[file.project] == true)
                case .user, .payment, nil: break
                }
            }
            if events.last?.type == .userDeleted { #expect(projects.values.allSatisfy { !$0 }) }
        }
    }

    @Test(arguments: 500..<510 as Range<UInt64>)
    func `the same commands and seed give the same bytes`(seed: UInt64) throws {
        var first = try Self.story(seed)
        var second = try Self.story(seed)
        let texts = bodies(of: try first.tell(), profile: .account, seed: seed)
        #expect(texts == bodies(of: try second.tell(), profile: .account, seed: seed))
    }

    /// The digest of a world that no change of the program may move without a word in its log.
    @Test func `a long random story is pinned to the byte`() throws {
        var digest = StableHash(0, 0, 0, 0)
        for seed in 0..<20 as Range<UInt64> {
            var story = try Self.story(seed, steps: 200)
            for text in bodies(of: try story.tell(), profile: .account, seed: seed) {
                let hash = StableHash(text)
                digest = StableHash(digest.low, digest.high, hash.low, hash.high)
            }
        }
        #expect(digest.hex24 == "3385e72d800ed1dfacd8cab0")
    }
}
