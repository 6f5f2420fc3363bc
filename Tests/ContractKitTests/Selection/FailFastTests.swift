import ContractKit
import DeliveryKit
import JSONKit
import SimulationKit
import Testing

/// What ends a run before its end: exactly what the end would have found broken.
struct FailFastTests {
    /// The place of the first attempt that ends a run, from 1; nil where none does.
    private func ending(_ run: RecordedRun, _ kinds: Expectation.Kind...) -> Int64? {
        let watch = FailFast(kinds.enumerated().map { Expectation(place: $0.offset, kind: $0.element) })
        for lane in run.lanes { watch.observe(lane: lane) }
        for delivery in run.deliveries { watch.observe(delivery: delivery) }
        return run.attempts.first { watch.observe(attempt: $0.attempt) }?.sequence
    }

    @Test func `a delivery that is given up ends a run, one that is tried again does not`() {
        var run = RecordedRun()
        let first = run.deliver(.integrationCreated)
        let second = run.deliver(.integrationUpdated)
        run.attempt(first, .retry, status: 503)
        run.attempt(first, .delivered, status: 200, number: 2)
        run.attempt(second, .retry, status: 503)
        run.refuse(second)
        #expect(ending(run, .accepted(allowPending: false)) == 4)
        #expect(ending(run, .accepted(allowPending: true)) == 4)
        #expect(ending(run) == nil)
    }

    @Test func `what must never come ends a run when it is sent, not when it is made`() {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated, .integrationFailed)
        #expect(ending(run, .never(EventSelector(event: .integrationFailed))) == 2)
        #expect(ending(run, .never(EventSelector(event: .costBasisFailed))) == nil)
        let bob = EventSelector.User(uid: "bob", name: "bob")
        #expect(ending(run, .never(EventSelector(event: .integrationFailed, user: bob))) == nil)
    }

    @Test func `a count ends a run once it is too high, never while it is too low`() throws {
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated, .integrationUpdated, .integrationUpdated)
        let updates = EventSelector(event: .integrationUpdated)
        #expect(ending(run, .count(updates, try #require(NumberCondition(equals: 1)))) == 3)
        #expect(ending(run, .count(updates, try #require(NumberCondition(atMost: 2)))) == nil)
        #expect(ending(run, .count(updates, try #require(NumberCondition(atLeast: 9)))) == nil)
    }

    @Test func `too many attempts and a wrong body end a run, with the attempt that shows them`() throws {
        var run = RecordedRun()
        run.deliver(.integrationCreated, data: #","n":1"#)
        run.deliver(.integrationUpdated, data: #","n":2"#)
        run.attempt(1, .retry, status: 503)
        run.attempt(1, .retry, status: 503, number: 2)
        run.attempt(1, .delivered, status: 200, number: 3)
        run.accept(2)
        #expect(ending(run, .attempts(EventSelector(), try #require(NumberCondition(atMost: 1)))) == 2)
        #expect(ending(run, .attempts(EventSelector(), try #require(NumberCondition(atMost: 3)))) == nil)
        #expect(ending(run, .attempts(EventSelector(), try #require(NumberCondition(equals: 1)))) == 2)
        let pointer = JSONPointer(tokens: ["data", "n"])
        #expect(ending(run, .body(EventSelector(), BodyCondition(pointer: pointer, value: .equals(1)))) == 4)
    }

    @Test func `a copy with other bytes ends a run`() {
        let copy = FaultMark.encoded([FaultMark(.duplicate, fault: 0, detail: 1)])
        var run = RecordedRun()
        run.deliverAndAccept(.integrationCreated)
        run.accept(run.deliver(.integrationCreated, id: "whd_1", data: #","n":2"#, fault: copy))
        #expect(ending(run, .sameBytes(EventSelector())) == 2)
    }

    @Test func `what waits for the end ends nothing, and a dropped delivery is nobody's`() throws {
        var run = RecordedRun()
        let drop = FaultMark.encoded([FaultMark(.drop, fault: 0)])
        run.deliver(.integrationFailed, fault: drop)
        run.deliverAndAccept(.integrationCreated)
        #expect(ending(run, .never(EventSelector(event: .integrationFailed))) == nil)
        let kinds: [Expectation.Kind] = [
            .signature(EventSelector()), .digest(String(repeating: "0", count: 64)),
            .sometimes(EventSelector(event: .integrationFailed), DeliveryProperty()),
            .metric(.attempts, MetricLimit(.equal, 0, .count)),
            .probe(ProbeQuestion(read: "processed", value: .equals(9))),
        ]
        for kind in kinds { #expect(ending(run, kind) == nil) }
    }

    @Test func `an order ends a run with the event that breaks it, but for that of a whole run`() {
        var run = RecordedRun()
        run.deliverAndAccept(.costBasisStarted, .transferDetectionStarted, .integrationUpdated)
        let order: [EventType] = [.transferDetectionStarted, .costBasisStarted]
        #expect(ending(run, .order(order, per: .user)) == 2)
        #expect(ending(run, .order(order.reversed(), per: .user)) == nil)
        #expect(ending(run, .order(order, per: .run)) == nil)
    }

    @Test func `a long order is looked at now and then`() {
        var run = RecordedRun()
        for _ in 0..<600 { run.deliverAndAccept(.integrationUpdated, wallet: "w") }
        run.deliverAndAccept(.integrationDeleted, .integrationCreated, wallet: "w")
        for _ in 0..<600 { run.deliverAndAccept(.integrationDeleted, wallet: "w") }
        let order: [EventType] = [.integrationCreated, .integrationDeleted]
        // The third event of the two kinds is the last that decides nothing.
        #expect(ending(run, .order(order, per: .wallet)) == 602)
    }
}
