import DeliveryKit
import JSONKit
import SimulationKit
import Testing

@testable import ScenarioKit

/// The scenario of one event that is sent by hand.
struct SingleEventTests {
    private static let each = Profile.all.flatMap { profile in
        profile.eventTypes.map { (profile.name, $0) }
    }

    private func deliveries(_ event: SingleEvent, endingAt end: Moment? = nil) throws -> [PlannedDelivery] {
        let scenario = try event.scenario(to: WebhookURL("http://127.0.0.1/"), endingAt: end)
        var source = try scenario.source()
        var deliveries: [PlannedDelivery] = []
        while source.nextMoment != nil { try source.advance(into: &deliveries) }
        return deliveries
    }

    private func profile(_ name: String) throws -> Profile {
        try #require(Profile.all.first { $0.name == name })
    }

    @Test(arguments: Self.each)
    func `every event of every profile comes exactly as often as it is asked for`(
        name: String,
        type: EventType
    ) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            for times in [1, 3] {
                let event = SingleEvent(type, try profile(name), seed: seed, times: times)
                let deliveries = try deliveries(event)
                #expect(deliveries.map(\.type) == Array(repeating: type, count: times))
                #expect(Set(deliveries.map(\.identifier)).count == times)
                #expect(try self.deliveries(event).map(\.body) == deliveries.map(\.body))
            }
        }
    }

    @Test(arguments: Self.each)
    func `given data are sent as they are given`(name: String, type: EventType) throws {
        let data = try SingleEvent.data(SourceText(flag: "--data", value: #"{ uid: '${X}', n: '\ud800' }"#))
        let event = SingleEvent(type, try profile(name), seed: 1, times: 2, data: data)
        let bodies = try deliveries(event).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(bodies.count == 2)
        #expect(bodies.allSatisfy { $0.hasSuffix(#","data":{"uid":"${X}","n":"\ud800"}}"#) })
    }

    @Test func `without a seed of its own it ends at a moment`() throws {
        let end = Moment(milliseconds: 1_800_000_000_123)
        for (name, type) in Self.each {
            let event = SingleEvent(type, try profile(name), seed: 7, times: 3)
            #expect(try deliveries(event, endingAt: end).map(\.moment).max() == end)
        }
    }

    @Test func `a synced integration has what a synced integration has`() throws {
        let event = SingleEvent(.integrationUpdated, .kryptosV1, seed: 3)
        let body = try JSONReader.read(try #require(deliveries(event).first).body, dialect: .json)
        let data = try #require(body["data"])
        #expect(data["status"]?.string == "COMPLETED")
        #expect(data["lastSyncedAt"]?.int64 ?? 0 > 0 && data["totalTransactions"]?.int64 ?? 0 > 0)
    }

    @Test(arguments: [
        ("[1]", "are an object, not a list"), ("{ a: }", "'a' has no value"),
        ("{ a: '\(String(repeating: "x", count: 262_144))' }", "at most 262144 bytes"),
    ])
    func `data that cannot be are refused at their place`(text: String, words: String) {
        let problems = #expect(throws: ScenarioProblems.self) {
            try SingleEvent.data(SourceText(flag: "--data", value: text))
        }
        #expect(problems?.text.contains(words) == true)
        #expect(problems?.text.hasPrefix("in --data") == true)
    }
}
