import DeliveryKit
import JSONKit
import SimulationKit
import Testing

/// What faults of jobs make of the provider's world.
@Suite struct JobFaultTests {
    private func types(_ stream: FaultStream, _ user: Int) -> [EventType] { stream.of(user).map(\.type) }

    private let lawful: [EventType] = [
        .integrationCreated, .integrationUpdated, .integrationUpdated, .transferDetectionStarted,
        .transferDetectionCompleted, .costBasisStarted, .costBasisCompleted,
    ]

    @Test func `a sync that fails says why, and starts no recalculation`() throws {
        let target = FaultTarget(event: .integrationUpdated, user: 0)
        let stream = try FaultStream([Fault(.jobFail(reason: "boom"), target: target)], profile: .kryptosV2)
        #expect(types(stream, 0) == [.integrationCreated, .integrationUpdated, .integrationFailed])
        #expect(types(stream, 1) == lawful)
        let last = try #require(stream.of(0).last)
        #expect(last.names == [.jobFail])
        let message = try last.json()["data"]?["errorMessage"]?.string
        #expect(message == "boom")
        #expect(stream.deliveries.flatMap(\.marks).count == 1)
    }

    @Test func `a stage that fails ends its chain`() throws {
        let target = FaultTarget(event: .costBasisStarted, nth: 1)
        let stream = try FaultStream([Fault(.jobFail(reason: nil), target: target)])
        for user in 0..<2 {
            #expect(types(stream, user) == lawful.dropLast() + [.costBasisFailed])
            let reason = try stream.of(user).last?.json()["data"]?["reason"]?.string
            #expect(reason == FaultPlan.standardReason)
        }
    }

    @Test(arguments: [
        (EventType.integrationCreated, 2), (.transferDetectionStarted, 4), (.costBasisCompleted, 6),
    ])
    func `a job that stalls is the last that is heard of it`(event: EventType, count: Int) throws {
        let stream = try FaultStream([Fault(.jobStall, target: FaultTarget(event: event, user: 1))])
        #expect(types(stream, 0) == lawful)
        #expect(types(stream, 1) == Array(lawful.prefix(count)))
        #expect(stream.of(1).last?.names == [.jobStall])
    }

    @Test func `users of a crowd whose jobs stall leave all the same`() throws {
        let plan = FaultPlan(
            [Fault(.jobStall, choice: .probability(Probability(billionths: 300_000_000)))],
            seed: 1
        )
        let crowd = Population(
            users: 30,
            arrival: .over(milliseconds: 600_000),
            life: Life(
                integrationsPerUser: .uniform(1...3),
                resync: Life.Occasion(probability: .never, after: .constant(0)),
                rename: Life.Occasion(probability: .never, after: .constant(0)),
                remove: Life.Occasion(probability: .never, after: .constant(0))
            ),
            behaviour: ProviderBehaviour()
        )
        let world = World(seed: 1, start: .sampleStart, population: crowd, jobFaults: plan.jobFaults)
        let stream = try FaultStream(world, plan, [.sample()])
        #expect(stream.retiredUsers.sorted() == Array(0..<30))
        #expect(stream.deliveries.contains { $0.names == [.jobStall] })
    }

    @Test func `another status is told, and the world goes on as ever`() throws {
        let stream = try FaultStream([Fault(.statusVocabulary(.active), target: FaultTarget(nth: 2))])
        #expect(types(stream, 0) == lawful)
        let changed = stream.of(0)[1]
        let status = try changed.json()["data"]?["status"]?.string
        #expect(status == "active" && changed.names == [.statusVocabulary])
    }

    @Test func `of an event that is told to many, one delivery counts`() throws {
        let fault = Fault(.jobFail(reason: nil), target: FaultTarget(event: .integrationCreated, user: 0))
        let stream = try FaultStream([fault], webhooks: [.sample("a"), .sample("b"), .sample("c")])
        let marks = stream.deliveries.flatMap(\.marks)
        #expect(marks.map(\.detail) == [0, 1, 2] && marks.filter(\.isCounted).count == 1)
    }
}
