import SimulationKit

/// The bodies of whole crowds, in every profile that has crowds.
enum Streams {
    private static let users = 500
    private static let seeds: [UInt64] = [1, 42]

    static func printDigests() {
        for profile in Profile.all {
            for seed in seeds { printDigest(of: profile, seed: seed) }
        }
    }

    private static func printDigest(of profile: Profile, seed: UInt64) {
        var world = World(
            seed: seed,
            start: Moment(milliseconds: 1_767_225_600_000),
            population: population(of: profile)
        )
        var writer = BodyWriter(profile: profile, seed: seed)
        var digest = StreamDigest()
        var count = 0
        var events: [Event] = []
        while world.nextMoment != nil {
            events.removeAll(keepingCapacity: true)
            do throws(CommandRefused) {
                try world.step(into: &events)
            } catch {
                fatalError("a crowd refuses no command")
            }
            for event in events {
                var body: [UInt8] = []
                writer.append(event, for: .first, to: &body)
                digest.add(uid: event.user.uid, ordinal: event.ordinal, body: body)
                count += 1
            }
        }
        print("\(digest.hex)  \(count) bodies of \(profile.name), seed \(seed)")
    }

    private static func population(of profile: Profile) -> Population {
        switch profile.envelope {
        case .kryptosV1, .kryptosV2:
            Population(
                users: users,
                arrival: .over(milliseconds: 3_600_000),
                life: Life(
                    integrationsPerUser: .geometric(
                        GeometricDistribution(meanMillionths: 2_400_000, within: 1...12)
                    ),
                    resync: occasion(500_000_000, 300_000...7_200_000),
                    rename: occasion(100_000_000, 0...3_600_000),
                    remove: occasion(50_000_000, 0...86_400_000)
                ),
                behaviour: ProviderBehaviour(
                    syncFailure: Probability(billionths: 60_000_000),
                    stageFailure: Probability(billionths: 10_000_000)
                )
            )
        case .account:
            Population(
                users: users,
                arrival: .over(milliseconds: 3_600_000),
                life: AccountLife(
                    projectsPerUser: .uniform(1...3),
                    filesPerProject: .uniform(0...3),
                    paymentsPerUser: .uniform(0...3),
                    update: occasion(300_000_000, 60_000...3_600_000),
                    delete: occasion(100_000_000, 60_000...86_400_000)
                ),
                behaviour: AccountBehaviour(paymentFailure: Probability(billionths: 100_000_000))
            )
        }
    }

    private static func occasion(_ billionths: UInt64, _ after: ClosedRange<Int64>) -> Life.Occasion {
        Life.Occasion(probability: Probability(billionths: billionths), after: .uniform(after))
    }
}
