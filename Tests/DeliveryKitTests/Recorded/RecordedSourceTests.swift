import SimulationKit
import TestSupport
import Testing

@testable import DeliveryKit

/// An engine fed by the record of an earlier run.
@Suite struct RecordedSourceTests {
    private let fixture = RecordedFixture()

    @Test(arguments: DeliverySettings.Ordering.allCases)
    func `a replay sends the same ids and bytes at the same moments`(
        ordering: DeliverySettings.Ordering
    ) throws {
        let path = try fixture.record("a.sqlite", ordering: ordering)
        let earlier = try fixture.deliveries(path)
        let run = try RecordedRun(path: path)
        let consumer = try ScriptedConsumer { Whim.answer($0, failsOneIn: 4) }
        let replayed = try EngineRun(try fixture.replay(run, to: consumer, ordering: ordering))
        run.close()
        #expect(replayed.report.figures.deliveries == Int64(earlier.count) && earlier.count == 28)
        #expect(replayed.record.deliveries.map(\.body) == earlier.map(\.body))
        #expect(replayed.record.deliveries.map(\.id) == earlier.map(\.id))
        #expect(replayed.record.deliveries.map(\.moment) == earlier.map(\.moment))
        #expect(replayed.report.figures.retries > 0)
        let sent = Set(consumer.requests.map(\.bodyText))
        #expect(sent == Set(earlier.map { String(decoding: $0.body, as: UTF8.self) }))
        guard ordering == .strict else { return }
        for lane in replayed.record.byLane {
            let ids = lane.map { String(decoding: $0.id, as: UTF8.self) }
            let arrived = consumer.requests.compactMap { $0.field("X-Webhook-Id") }.filter {
                ids.contains($0)
            }
            var firsts: [String] = []
            for id in arrived where firsts.last != id { firsts.append(id) }
            #expect(firsts == ids, "a lane is out of order")
        }
    }

    @Test func `a part of a run keeps its order and its lanes`() throws {
        let path = try fixture.record("a.sqlite")
        let earlier = try fixture.deliveries(path)
        let run = try RecordedRun(path: path)
        defer { run.close() }
        let consumer = try ScriptedConsumer()
        let one = String(decoding: earlier[3].id, as: UTF8.self)
        let words = [one, "costbasis.completed", run.lanes.user(of: 1)]
        let replayed = try EngineRun(try fixture.replay(run, words, to: consumer))
        let wanted = earlier.filter {
            $0.sequence == 4 || $0.lane == 1 || $0.eventType == Int32(EventType.costBasisCompleted.rawValue)
        }
        #expect(replayed.record.deliveries.map(\.id) == wanted.map(\.id))
        #expect(replayed.record.lanes.count == Set(wanted.map(\.lane)).count)
    }

    @Test func `a replay of a replay names an unknown event in the head as in the body`() throws {
        let consumer = try ScriptedConsumer()
        let world = try World.sample(users: 1)
        let webhook = try Webhook.sample(url: consumer.url)
        let faults = FaultPlan([Fault(.unknownEvent, target: FaultTarget(nth: 1))], seed: world.seed)
        var plan = Engine.Plan.sample(world, [webhook])
        plan.source = SimulationSource(world: world, profile: .kryptosV1, webhooks: [webhook], faults: faults)
        plan.faults = faults
        var path = fixture.directory.path("first.sqlite")
        plan.runFile = path
        _ = try EngineRun(plan)
        for name in ["second.sqlite", "third.sqlite"] {
            let run = try RecordedRun(path: path)
            defer { run.close() }
            path = fixture.directory.path(name)
            var again = try fixture.replay(run, to: consumer)
            again.runFile = path
            let replayed = try EngineRun(again)
            #expect(replayed.record.deliveries.filter(\.isUnknownEvent).count == 1)
            // It was injected once, in the run that all of them are of.
            let marks = replayed.record.deliveries.flatMap(\.marks)
            #expect(marks.count == 1 && marks.allSatisfy { !$0.isCounted })
        }
        #expect(consumer.requests.count == 24)
        for request in consumer.requests {
            #expect(request.bodyText.contains("\"event\":\"\(request.field("X-Webhook-Event") ?? "")\""))
        }
    }

    @Test func `only what was given up is chosen as failed`() throws {
        let path = try fixture.record("a.sqlite") {
            .status($0.field("X-Webhook-Event") == "costbasis.started" ? 404 : 200)
        }
        let run = try RecordedRun(path: path)
        defer { run.close() }
        let consumer = try ScriptedConsumer()
        let replayed = try EngineRun(try fixture.replay(run, ["failed"], to: consumer))
        #expect(replayed.record.deliveries.count == 4)
        #expect(consumer.requests.allSatisfy { $0.field("X-Webhook-Event") == "costbasis.started" })
    }

    @Test func `a word that nothing is of is told, and nothing failed is no error`() throws {
        let path = try fixture.record("a.sqlite")
        let run = try RecordedRun(path: path)
        defer { run.close() }
        let unmatched = RecordedRunError.unmatched(path: path, word: "whd_x", suggestion: "failed")
        #expect(throws: unmatched) {
            try RecordedSelection(["whd_x"]).chosen(in: run) { _, known in known.first }
        }
        #expect(try RecordedSelection(["failed"]).chosen(in: run) { _, _ in nil }.count == 0)
        #expect(try RecordedSelection().chosen(in: run) { _, _ in nil }.count == 28)
    }

    @Test func `a run without deliveries is told`() throws {
        let path = try fixture.record("a.sqlite", users: 0)
        let run = try RecordedRun(path: path)
        defer { run.close() }
        #expect(throws: RecordedRunError.nothingRecorded(path: path)) {
            try RecordedSelection().chosen(in: run) { _, _ in nil }
        }
    }
}
