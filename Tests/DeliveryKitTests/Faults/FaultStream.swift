import DeliveryKit
import JSONKit
import SimulationKit

/// A stream under faults, drained.
struct FaultStream {
    let deliveries: [PlannedDelivery]
    let retiredUsers: [Int]

    /// The deliveries of a world of users who connect an integration each, seven events a user.
    init(
        _ faults: [Fault],
        users: Int = 2,
        webhooks: [Webhook]? = nil,
        profile: Profile = .kryptosV1,
        seed: UInt64 = 1,
        behaviour: ProviderBehaviour = ProviderBehaviour()
    ) throws {
        let plan = FaultPlan(faults, seed: seed)
        var world = World(
            seed: seed,
            start: .sampleStart,
            behaviour: behaviour,
            users: (0..<users).map { UserSpecification(name: "user \($0)") },
            jobFaults: plan.jobFaults
        )
        for index in 0..<users {
            try world.submit(
                Command(
                    at: .sampleStart + Int64(index) * 30_000,
                    user: index,
                    .connect(
                        IntegrationSpecification(name: "main", provider: ConnectedProvider.catalogue[0]),
                        .drawn
                    )
                )
            )
        }
        try self.init(world, plan, webhooks ?? [.sample()], profile: profile)
    }

    init(_ world: World, _ plan: FaultPlan, _ webhooks: [Webhook], profile: Profile = .kryptosV1) throws {
        var source = SimulationSource(world: world, profile: profile, webhooks: webhooks, faults: plan)
        var deliveries: [PlannedDelivery] = []
        while source.nextMoment != nil { try source.advance(into: &deliveries) }
        self.deliveries = deliveries
        retiredUsers = source.retiredUsers
    }

    /// What a user is sent, in its order.
    func of(_ user: Int, webhook: Int = 0) -> [PlannedDelivery] {
        deliveries.filter { $0.user.index == user && $0.webhook == webhook }
    }
}

extension PlannedDelivery {
    var marks: [FaultMark] { fault?.marks ?? [] }
    var names: [FaultName] { marks.map(\.name) }
    var identifierText: String { String(decoding: identifier, as: UTF8.self) }
    var bodyText: String { String(decoding: body, as: UTF8.self) }
    var due: Moment { max(moment, fault?.notBefore ?? moment) }

    /// The body as a value.
    func json() throws -> JSONValue { try JSONReader.read(body, dialect: .json).value }
}
