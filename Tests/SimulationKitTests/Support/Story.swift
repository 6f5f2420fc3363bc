@testable import SimulationKit

/// A world of a few users, told as commands and read as events.
struct Story {
    static let start = Moment(milliseconds: 1_767_225_600_000)

    var world: World

    init(
        users: [UserSpecification] = [UserSpecification(name: "alice")],
        seed: UInt64 = 1,
        start: Moment = Story.start,
        behaviour: ProviderBehaviour = .steady
    ) {
        world = World(seed: seed, start: start, behaviour: behaviour, users: users)
    }

    /// Appends a command so many milliseconds after the start.
    mutating func at(
        _ milliseconds: Int64,
        user: Int = 0,
        _ verb: Verb,
        overrides: [EventOverride] = []
    ) throws(CommandRefused) {
        try world.submit(
            Command(at: world.start + milliseconds, user: user, verb, overrides: overrides)
        )
    }

    /// Lets the world go on until nothing more can happen.
    mutating func tell() throws(CommandRefused) -> [Event] {
        var events: [Event] = []
        while world.nextMoment != nil { try world.step(into: &events) }
        return events
    }

    /// The same, with the grants that are told of each event.
    mutating func tellGrants(
        profile: Profile = .kryptosV2
    ) throws(CommandRefused) -> [(event: Event, grants: LiveGrants)] {
        var told: [(event: Event, grants: LiveGrants)] = []
        var events: [Event] = []
        while world.nextMoment != nil {
            events.removeAll(keepingCapacity: true)
            try world.step(into: &events)
            for event in events { told.append((event, profile.grants(of: event, in: world))) }
        }
        return told
    }

    /// The same, a line for each event.
    mutating func lines() throws(CommandRefused) -> [String] {
        try tell().map { $0.line(since: world.start) }
    }
}

extension Event {
    /// Time since a moment, type and status, as in `6000 integration.updated COMPLETED`.
    func line(since start: Moment) -> String {
        let status =
            switch payload {
            case .integration(let snapshot): " " + Profile.kryptosV1.word(for: snapshot.status)
            case .job, .account, .given: ""
            }
        return "\(moment - start) \(type.name)\(status)"
    }

    var integration: IntegrationSnapshot? {
        switch payload {
        case .integration(let snapshot): snapshot
        case .job, .account, .given: nil
        }
    }

    var job: JobSnapshot? {
        switch payload {
        case .integration, .account, .given: nil
        case .job(let snapshot): snapshot
        }
    }
}

extension ProviderBehaviour {
    /// A provider without chance: a sync waits 1 s and runs 5 s, the stages run 3 s and 4 s.
    static let steady = steady(announcesProgress: true)

    /// The same under the later contract: a wipe runs 2 s and succeeds.
    static let later = steady(announcesProgress: true, wipe: WipeBehaviour(takes: .constant(2_000)))

    static func steady(announcesProgress: Bool, wipe: WipeBehaviour? = nil) -> ProviderBehaviour {
        ProviderBehaviour(
            queued: .constant(1_000),
            takes: .constant(5_000),
            transactions: .constant(10),
            transferDetection: .constant(3_000),
            costBasis: .constant(4_000),
            emissionLag: .constant(150),
            announcesProgress: announcesProgress,
            wipe: wipe
        )
    }
}

extension ConnectedProvider {
    static let binance = resolve("binance")
    static let ethereum = resolve("ethereum")
}

extension Verb {
    static func connect(_ name: String, _ plan: SyncPlan? = .drawn) -> Verb {
        .connect(IntegrationSpecification(name: name, provider: .binance), plan)
    }

    static func resync(_ name: String, _ plan: SyncPlan = .drawn) -> Verb {
        .resync(integration: key(name), plan)
    }

    static func rename(_ name: String, _ alias: String? = nil) -> Verb {
        .rename(integration: key(name), alias: alias)
    }

    static func remove(_ name: String, _ plan: WipePlan = .drawn) -> Verb {
        .remove(integration: key(name), plan)
    }

    static func suspend(_ name: String) -> Verb { .suspend(integration: key(name)) }

    static func resume(_ name: String, _ plan: SyncPlan = .drawn) -> Verb {
        .resume(integration: key(name), plan)
    }

    static let recalculate = Verb.recalculate(RecalculationPlan())

    static func key(_ name: String) -> UInt64 { StableHash(name).low }
}

extension SyncPlan {
    static let failing = SyncPlan(outcome: .fails(reason: "invalid api key"))
}

/// The bodies of events, one for each target.
func bodies(
    of events: [Event],
    profile: Profile = .kryptosV1,
    seed: UInt64 = 1,
    webhooks: Int = 1
) -> [String] {
    var writer = BodyWriter(profile: profile, seed: seed)
    var texts: [String] = []
    for event in events {
        for webhook in 0..<webhooks {
            for grant in 0..<(profile.name == Profile.kryptosV2.name ? event.user.grants : 1) {
                var body: [UInt8] = []
                writer.append(event, for: Target(webhook: webhook, grant: grant), to: &body)
                texts.append(String(decoding: body, as: UTF8.self))
            }
        }
    }
    return texts
}
