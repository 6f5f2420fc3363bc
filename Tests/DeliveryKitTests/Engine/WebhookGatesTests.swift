import SimulationKit
import Testing

@testable import DeliveryKit

/// Which attempts go out when connections, or a rate, are short.
@Suite struct WebhookGatesTests {
    private func gates(_ count: Int, _ connections: Int, _ limits: [WebhookLimits] = []) -> WebhookGates {
        WebhookGates(
            webhookCount: count,
            connections: connections,
            limits: limits,
            otherwise: WebhookLimits()
        )
    }

    private func entry(_ number: Int) -> ReadyQueue.Entry {
        ReadyQueue.Entry(moment: .sampleStart, sequence: Int64(number), track: number)
    }

    /// Sends to a webhook as long as it may be sent to.
    private func fill(_ gates: inout WebhookGates, _ webhook: Int, now: Int64 = 0) -> Int {
        var count = 0
        while count < 10_000, gates.isOpen(webhook, now: now) {
            gates.send(webhook, now: now)
            count += 1
        }
        return count
    }

    @Test(
        arguments: [(1, 32, 0), (2, 1, 0), (2, 2, 1), (2, 32, 4), (10, 32, 1), (100, 32, 0)]
            as [(Int, Int, Int)]
    )
    func `each has a few connections for itself`(webhooks: Int, connections: Int, own: Int) {
        #expect(WebhookGates.ownConnections(webhookCount: webhooks, connections: connections) == own)
    }

    @Test func `one webhook alone has every connection`() {
        var gates = gates(1, 32)
        // The engine's own count ends it; the gate must not.
        #expect(fill(&gates, 0) == 32)
    }

    @Test(arguments: [(2, 2), (2, 32), (3, 32), (7, 8), (32, 32)])
    func `whoever takes all it can leaves each of the others some`(webhooks: Int, connections: Int) {
        var gates = gates(webhooks, connections)
        let own = WebhookGates.ownConnections(webhookCount: webhooks, connections: connections)
        var taken = 0
        for webhook in 0..<webhooks {
            let count = fill(&gates, webhook)
            #expect(count >= own, "webhook \(webhook) was left \(count)")
            taken += count
        }
        #expect(taken == connections)
        for webhook in 0..<webhooks { #expect(!gates.isOpen(webhook, now: 0)) }
        gates.receive(0)
        #expect(gates.isOpen(0, now: 0))
    }

    @Test func `with more webhooks than connections, one takes half of them at most`() {
        var gates = gates(100, 32)
        #expect(fill(&gates, 7) == 16)
        #expect(fill(&gates, 8) == 16)
        var single = self.gates(2, 1)
        #expect(fill(&single, 0) == 1)
    }

    @Test func `what is held comes back in the order of moments, as far as there is room`() {
        var gates = gates(2, 8, [WebhookLimits(concurrencyMax: 2)])
        #expect(fill(&gates, 0) == 2)
        for number in [3, 1, 2] { gates.hold(entry(number), webhook: 0) }
        var ready = ReadyQueue()
        gates.release(into: &ready, now: 0)
        #expect(ready.count == 0 && gates.heldCount == 3)
        gates.receive(0)
        gates.release(into: &ready, now: 0)
        #expect(ready.popFirst()?.sequence == 1 && ready.count == 0 && gates.heldCount == 2)
        gates.receive(0)
        gates.release(into: &ready, now: 0)
        #expect(ready.popFirst()?.sequence == 2)
    }

    @Test func `a rate opens the gate at its times, and a late loop catches up a little`() {
        // A thousand a second: one each millisecond.
        var gates = gates(1, 64, [WebhookLimits(attemptsPerHourMax: 3_600_000)])
        let start: Int64 = 1_000_000_000
        let first = fill(&gates, 0, now: start)
        #expect(first == 11, "ten milliseconds of slack, and one")
        #expect(!gates.isOpen(0, now: start + 999_999) && gates.isOpen(0, now: start + 1_000_000))
        for number in 0..<20 { gates.hold(entry(number), webhook: 0) }
        #expect(gates.nextOpening(after: start) == start + 1_000_000)
        var ready = ReadyQueue()
        gates.release(into: &ready, now: start + 3_000_000)
        #expect(ready.count == 3)
        #expect(gates.nextOpening(after: start + 3_000_000) == nil, "it is open")
    }

    @Test func `a slow rate has no slack`() {
        var gates = gates(1, 64, [WebhookLimits(attemptsPerHourMax: 36_000)])
        #expect(fill(&gates, 0, now: 5) == 1)
        #expect(!gates.isOpen(0, now: 100_000_004) && gates.isOpen(0, now: 100_000_005))
    }
}
