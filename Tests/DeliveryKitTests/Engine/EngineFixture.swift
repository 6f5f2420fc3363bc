import DeliveryKit
import SimulationKit
import TestSupport
import WireKit

extension Moment {
    static let sampleStart = Moment(milliseconds: 1_767_225_600_000)
}

extension World {
    /// Users who connect an integration each, half a minute apart: seven events a user.
    static func sample(
        users: Int = 1,
        seed: UInt64 = 1,
        behaviour: ProviderBehaviour = ProviderBehaviour()
    ) throws -> World {
        try sample(
            named: (0..<users).map { UserSpecification(name: "user \($0)") },
            seed: seed,
            behaviour: behaviour
        )
    }

    /// These users, who connect an integration each.
    static func sample(
        named users: [UserSpecification],
        seed: UInt64 = 1,
        behaviour: ProviderBehaviour = ProviderBehaviour()
    ) throws -> World {
        var world = World(seed: seed, start: .sampleStart, behaviour: behaviour, users: users)
        for index in users.indices {
            let provider = ConnectedProvider.catalogue[index % ConnectedProvider.catalogue.count]
            try world.submit(
                Command(
                    at: .sampleStart + Int64(index) * 30_000,
                    user: index,
                    .connect(IntegrationSpecification(name: "main", provider: provider), .drawn)
                )
            )
        }
        return world
    }

    /// A crowd that arrives within ten minutes.
    static func crowd(users: Int, seed: UInt64 = 1) -> World {
        let never = Life.Occasion(probability: .never, after: .constant(0))
        let population = Population(
            users: users,
            arrival: .over(milliseconds: 600_000),
            life: Life(integrationsPerUser: .uniform(1...3), resync: never, rename: never, remove: never),
            behaviour: ProviderBehaviour()
        )
        return World(seed: seed, start: .sampleStart, population: population)
    }
}

extension Webhook {
    static let sampleSecret = "whsec_sample"

    /// A webhook; without a URL, one that nothing is delivered to.
    static func sample(
        _ name: String = "main",
        url: String = "http://127.0.0.1:9/webhooks",
        events: Subscription = .all,
        isActive: Bool = true
    ) throws -> Webhook {
        Webhook(
            name: name,
            url: try WebhookURL(url),
            subscription: events,
            isActive: isActive,
            secret: sampleSecret
        )
    }
}

extension Engine.Plan {
    /// A run of a world for these webhooks; what a test is about it sets afterwards.
    static func sample(_ world: World, _ webhooks: [Webhook], profile: Profile = .kryptosV1) -> Engine.Plan {
        Engine.Plan(
            source: SimulationSource(world: world, profile: profile, webhooks: webhooks),
            webhooks: webhooks,
            profile: profile,
            seed: world.seed,
            start: world.start,
            settings: DeliverySettings(profile: profile),
            identity: .sample
        )
    }

    /// A run of a world for one consumer.
    static func sample(_ world: World, to consumer: ScriptedConsumer) throws -> Engine.Plan {
        sample(world, [try .sample(url: consumer.url)])
    }
}

/// What a run left in its record, without what depends on real time.
struct EngineRecord: Equatable {
    /// One attempt.
    struct Attempt: Hashable, Comparable {
        let delivery: Int64
        let number: Int32
        let moment: Moment
        let settled: Moment
        let status: Int32
        let isAnswered: Bool
        let outcome: AttemptOutcome

        static func < (left: Attempt, right: Attempt) -> Bool {
            (left.delivery, left.number) < (right.delivery, right.number)
        }
    }

    var lanes: [LaneRow] = []
    var deliveries: [DeliveryRow] = []
    /// By delivery, then by number.
    var attempts: [Attempt] = []

    init(_ engine: Engine) throws(EngineError) {
        var lanes: [LaneRow] = []
        var deliveries: [DeliveryRow] = []
        var attempts: [Attempt] = []
        try engine.read { (reader) throws(LedgerError) in
            try History.stream(reader) { entry in
                switch entry {
                case .lane(let lane): lanes.append(lane)
                case .delivery(let delivery): deliveries.append(delivery)
                case .attempt(let entry): attempts.append(Attempt(entry.attempt))
                }
            }
        }
        (self.lanes, self.deliveries, self.attempts) = (lanes, deliveries, attempts.sorted())
    }

    /// The attempts of one delivery, in their order.
    func attempts(of sequence: Int64) -> [Attempt] {
        attempts.filter { $0.delivery == sequence }
    }

    /// Deliveries of each lane, in their order.
    var byLane: [[DeliveryRow]] {
        lanes.map { lane in deliveries.filter { $0.lane == lane.lane } }
    }

    /// What reached the wire of each lane if nothing was repeated: an id for every attempt.
    var identifiersByLane: [[String]] {
        byLane.map { lane in
            lane.flatMap { delivery in
                attempts(of: delivery.sequence).map { _ in String(decoding: delivery.id, as: UTF8.self) }
            }
        }
    }
}

extension EngineRecord.Attempt {
    init(_ row: AttemptRow) {
        self.init(
            delivery: row.delivery,
            number: row.number,
            moment: Moment(milliseconds: row.moment),
            settled: Moment(milliseconds: row.settled),
            status: row.status,
            isAnswered: row.error == nil,
            outcome: row.outcome
        )
    }
}

/// A run that has ended, and its record.
struct EngineRun {
    let report: EngineReport
    let record: EngineRecord

    init(
        _ plan: Engine.Plan,
        stop: EngineStop = EngineStop(),
        observer: ((EngineFigures) -> Void)? = nil
    ) throws(EngineError) {
        let engine = try Engine(plan, stop: stop, observer: observer)
        report = try engine.run()
        record = try EngineRecord(engine)
        try engine.close()
    }
}

/// Decisions of consumers that depend on the request alone, so that every run sees the same.
enum Whim {
    /// A number from 0 to below the bound that an attempt of a delivery always gets.
    static func draw(_ request: ScriptedRequest, below bound: UInt64, salt: UInt32 = 0) -> UInt64 {
        let key = (request.field("X-Webhook-Id") ?? "") + (request.field("X-Webhook-Timestamp") ?? "")
        return StableHash(key, seed: salt).low % bound
    }

    /// Refuses one attempt in so many, and takes up to some milliseconds to say so.
    static func answer(
        _ request: ScriptedRequest,
        failsOneIn bound: UInt64,
        delayBound: UInt64 = 1
    ) -> ScriptedAnswer {
        let answer = ScriptedAnswer.status(draw(request, below: bound) == 0 ? 503 : 200)
        return answer.after(milliseconds: Int(draw(request, below: delayBound, salt: 1)))
    }
}
