import ContractKit
import DeliveryKit
import ReportKit
import Testing

struct RunTallyTests {
    @Test func `deliveries, attempts, retries and answers are counted`() {
        let tally = tally([
            (200, 100, .delivered),
            (503, 200, .retry), (0, 10_000_000, .retry), (204, 150, .delivered),
            (404, 120, .failed),
            (500, 130, .retry),
        ])
        #expect(tally.deliveries == DeliveryCounts(total: 4, delivered: 2, failed: 1))
        #expect(tally.deliveries.pending == 1)
        #expect(tally.attemptCount == 6)
        #expect(tally.retryCount == 2)
        #expect(tally.answeredCount == 5)
        // The time-out is no answer: it is in none of these.
        let expected = AckSummary(
            p50Microseconds: 130,
            p95Microseconds: 200,
            p99Microseconds: 200,
            maxMicroseconds: 200
        )
        #expect(tally.ack == expected)
    }

    @Test func `a cancellation settles a delivery and is no attempt`() {
        let tally = tally([(503, 200, .retry), (0, 0, .cancelled), (200, 100, .delivered)])
        #expect(tally.deliveries == DeliveryCounts(total: 2, delivered: 1, cancelled: 1))
        #expect(tally.deliveries.pending == 0)
        #expect(tally.attemptCount == 2)
        #expect(tally.answeredCount == 2)
    }

    @Test func `sending again on a new connection is counted apart from retries`() {
        var tally = RunTally()
        for wasResent in [true, false, true] {
            let attempt = AttemptRow(
                delivery: 1,
                number: 1,
                moment: 0,
                settled: 0,
                status: 200,
                tookMicroseconds: 1,
                outcome: .delivered,
                wasResent: wasResent
            )
            let delivery = DeliveryRow(
                sequence: 1,
                lane: 0,
                moment: 0,
                webhook: 0,
                eventType: 0,
                ordinal: 0,
                id: [],
                body: []
            )
            tally.observe(.attempt(AttemptEntry(sequence: 1, attempt: attempt, delivery: delivery)))
        }
        #expect(tally.resentCount == 2 && tally.attemptCount == 3 && tally.retryCount == 0)
    }

    @Test func `nothing comes to nothing`() {
        let tally = RunTally()
        #expect(tally.deliveries == DeliveryCounts())
        #expect(tally.attemptCount == 0)
        #expect(tally.ack == nil)
    }
}
