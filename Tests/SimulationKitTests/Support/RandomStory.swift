@testable import SimulationKit

/// A legal list of commands drawn from a seed: users, behaviours, steps and the moments they fall on.
struct RandomStory {
    /// A user's steps and what they leave it with.
    private struct Timeline {
        var connected: [String] = []
        var suspended: [String] = []
        var grants = 0
        var count = 0
    }

    let behaviour: ProviderBehaviour
    let users: [UserSpecification]
    private(set) var commands: [Command] = []

    /// With `isLater`, integrations are also suspended, resumed and wiped, and grants revoked.
    init(seed: UInt64, userCount: Int = 3, stepCount: Int = 60, isLater: Bool = false) {
        var draw = RandomStream(state: seed)
        behaviour = Self.behaviour(&draw, isLater: isLater)
        users = (0..<userCount).map { UserSpecification(name: "user \($0)", grants: Int(draw.below(3)) + 1) }
        var timelines = users.map { Timeline(grants: $0.grants) }
        var moment = Story.start
        for _ in 0..<stepCount {
            // Often in the same millisecond, often while something runs, seldom long after.
            moment = moment + [0, 0, 1, 50, 900, 4_000, 20_000, 200_000][Int(draw.below(8))]
            let user = Int(draw.below(UInt64(userCount)))
            let verb =
                isLater && draw.below(3) == 0
                ? Self.laterVerb(&timelines[user], &draw) : Self.verb(&timelines[user], &draw)
            commands.append(Command(at: moment, user: user, verb, overrides: Self.overrides(&draw)))
        }
    }

    /// Every event of the story, judged by nobody.
    func events(seed: UInt64) throws(CommandRefused) -> [Event] {
        var world = World(seed: seed, start: Story.start, behaviour: behaviour, users: users)
        for command in commands { try world.submit(command) }
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events
    }

    private static func behaviour(_ draw: inout RandomStream, isLater: Bool) -> ProviderBehaviour {
        func duration(_ longest: Int64) -> Distribution {
            draw.below(4) == 0 ? .constant(0) : .uniform(0...longest)
        }
        return ProviderBehaviour(
            queued: duration(1_500),
            takes: duration(12_000),
            transactions: .uniform(0...3),
            syncFailure: Probability(billionths: draw.below(500_000_000)),
            settleMilliseconds: [0, 2_000][Int(draw.below(2))],
            transferDetection: duration(4_000),
            costBasis: duration(6_000),
            stageFailure: Probability(billionths: draw.below(300_000_000)),
            emissionLag: draw.below(4) == 0 ? .constant(0) : .uniform(100...200),
            announcesProgress: draw.below(3) > 0,
            wipe: isLater
                ? WipeBehaviour(
                    takes: duration(9_000),
                    failure: Probability(billionths: draw.below(900_000_000))
                )
                : nil
        )
    }

    private static func verb(_ timeline: inout Timeline, _ draw: inout RandomStream) -> Verb {
        let choice = draw.below(10)
        if choice < 3 || timeline.connected.isEmpty {
            if choice == 9 { return .recalculate }
            timeline.count += 1
            let name = "wallet \(timeline.count)"
            timeline.connected.append(name)
            var specification = IntegrationSpecification(
                name: name,
                provider: ConnectedProvider.catalogue[Int(draw.below(11))]
            )
            if draw.below(4) == 0 { specification.initialStatus = .active }
            if draw.below(4) == 0 { specification.totalTransactions = Int64(draw.below(100)) }
            return .connect(specification, draw.below(4) == 0 ? nil : plan(&draw))
        }
        let place = Int(draw.below(UInt64(timeline.connected.count)))
        let name = timeline.connected[place]
        switch choice {
        case 3...5: return .resync(name, plan(&draw))
        case 6: return .rename(name, draw.below(2) == 0 ? nil : "alias \(draw.below(9))")
        case 7: return .remove(timeline.connected.remove(at: place))
        default: return .recalculate(chain(&draw))
        }
    }

    /// A verb that only the later contract knows; a recalculation where there is nothing for it.
    private static func laterVerb(_ timeline: inout Timeline, _ draw: inout RandomStream) -> Verb {
        switch draw.below(4) {
        case 0 where !timeline.connected.isEmpty:
            let place = Int(draw.below(UInt64(timeline.connected.count)))
            let name = timeline.connected.remove(at: place)
            timeline.suspended.append(name)
            return .suspend(name)
        case 1 where !timeline.suspended.isEmpty:
            let place = Int(draw.below(UInt64(timeline.suspended.count)))
            let name = timeline.suspended.remove(at: place)
            timeline.connected.append(name)
            let end: SyncPlan.Outcome =
                draw.below(2) == 0 ? .isCancelled : .succeedsPartly(reason: "x", transactions: nil)
            return .resume(name, SyncPlan(outcome: end))
        case 2 where !(timeline.connected + timeline.suspended).isEmpty:
            // It stays: its wipe fails, whenever that is.
            let plan = WipePlan(outcome: .fails(reason: "disk full"))
            if let name = timeline.suspended.popLast() {
                timeline.connected.append(name)
                return .remove(name, plan)
            }
            return .remove(timeline.connected[Int(draw.below(UInt64(timeline.connected.count)))], plan)
        case 3 where timeline.grants > 0:
            timeline.grants -= 1
            return .revokeGrant(nil)
        default:
            return .recalculate
        }
    }

    private static func plan(_ draw: inout RandomStream) -> SyncPlan {
        switch draw.below(5) {
        case 0: SyncPlan(queuedMilliseconds: 0, takesMilliseconds: 0)
        case 1: .failing
        case 2: SyncPlan(takesMilliseconds: 30_000, outcome: .succeeds(transactions: 3))
        default: .drawn
        }
    }

    private static func chain(_ draw: inout RandomStream) -> RecalculationPlan {
        switch draw.below(4) {
        case 0: RecalculationPlan(transferDetection: StagePlan(failure: "x"))
        case 1: RecalculationPlan(costBasis: StagePlan(takesMilliseconds: 0, failure: "y"))
        default: RecalculationPlan()
        }
    }

    private static func overrides(_ draw: inout RandomStream) -> [EventOverride] {
        guard draw.below(4) == 0 else { return [] }
        return (0..<draw.below(6)).map { _ in
            EventOverride(lagMilliseconds: draw.below(2) == 0 ? nil : Int64(draw.below(300)))
        }
    }
}
