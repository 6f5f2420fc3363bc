import Testing

@testable import SimulationKit

/// What holds of every legal list of commands, whatever the seed.
@Suite struct WorldPropertyTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `no legal list of commands makes an unlawful stream`(seed: UInt64) throws {
        let story = RandomStory(seed: seed)
        var judge = StreamJudge(announcesProgress: story.behaviour.announcesProgress)
        for event in try story.events(seed: seed) { try judge.observe(Observation(event)) }
        try judge.finish()
    }

    /// The judge that the product has and this one share nothing but `semantics.md`.
    @Test(arguments: 300..<400 as Range<UInt64>)
    func `every wallet begins once, ends at most once and every chain ends`(seed: UInt64) throws {
        let events = try RandomStory(seed: seed).events(seed: seed)
        for (_, wallet) in Dictionary(
            grouping: events.filter { $0.integration != nil },
            by: { $0.integration?.details.walletIdentifier }
        ) {
            #expect(wallet.filter { $0.type == .integrationCreated }.count == 1)
            #expect(wallet[0].type == .integrationCreated)
            #expect(wallet.dropLast().allSatisfy { $0.type != .integrationDeleted })
            #expect(Set(wallet.map(\.moment)).count == wallet.count)
        }
        for (_, user) in Dictionary(grouping: events, by: \.user.index) {
            #expect(user.map(\.ordinal) == Array(1...Int64(user.count)))
            #expect(zip(user, user.dropFirst()).allSatisfy { $0.moment <= $1.moment })
            let jobs = user.filter { $0.job != nil }.map(\.type)
            let text = jobs.map { $0.name.prefix(1) + ($0.name.split(separator: ".").last ?? "").prefix(1) }
                .joined(separator: " ")
            // ts: transfer detection started; tf ends it; tc cs, then cc or cf.
            let lawful = /((ts tf|ts tc cs c[cf])( |$))*/
            #expect(text.wholeMatch(of: lawful) != nil, "\(text)")
        }
    }

    @Test(arguments: 400..<500 as Range<UInt64>)
    func `the projection is the last state of everything`(seed: UInt64) throws {
        let events = try RandomStory(seed: seed).events(seed: seed)
        var projection = Projection(profile: .kryptosV1, seed: seed)
        for event in events { projection.observe(event, for: LiveGrants(count: 1)) }
        // Another fold, over the bodies' facts as a consumer has them.
        for (uid, user) in Dictionary(grouping: events, by: \.user.uid) {
            let belief = projection.users[uid]
            #expect(
                belief?.transferDetection == user.last { $0.job?.stage == .transferDetection }?.job?.status
            )
            #expect(belief?.costBasis == user.last { $0.job?.stage == .costBasis }?.job?.status)
            let wallets = Dictionary(
                grouping: user.filter { $0.integration != nil },
                by: { $0.integration?.details.walletIdentifier ?? "" }
            )
            let statuses = wallets.compactMapValues { events in
                events.last.flatMap { last in
                    last.type == .integrationDeleted
                        ? nil : last.integration.map { Profile.kryptosV1.word(for: $0.status) }
                }
            }
            #expect(belief?.integrations == statuses)
        }
        #expect(projection.processed == events.count)
        #expect(projection.users.count == Set(events.map(\.user.uid)).count)
    }

    @Test(arguments: 500..<520 as Range<UInt64>)
    func `the same commands and seed give the same bytes`(seed: UInt64) throws {
        let story = RandomStory(seed: seed)
        let first = bodies(of: try story.events(seed: seed), profile: .kryptosV2, seed: seed)
        let second = bodies(of: try story.events(seed: seed), profile: .kryptosV2, seed: seed)
        #expect(first == second)
        #expect(first != bodies(of: try story.events(seed: seed + 1), profile: .kryptosV2, seed: seed + 1))
    }

    /// The digest of a world that no change of the program may move without a word in its log.
    @Test func `a long random story is pinned to the byte`() throws {
        let events = try RandomStory(seed: 7, userCount: 5, stepCount: 2_000).events(seed: 7)
        var digest = StableHash(0, 0, 0, 0)
        for text in bodies(of: events, seed: 7) {
            let hash = StableHash(text)
            digest = StableHash(digest.low, digest.high, hash.low, hash.high)
        }
        #expect(digest.hex24 == "0a063e1b684382dc3bb53fed")
        #expect(events.count == 5_569)
    }
}
