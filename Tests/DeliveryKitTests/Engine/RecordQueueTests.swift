import Testing

@testable import DeliveryKit

@Suite struct RecordQueueTests {
    static func add(_ range: ClosedRange<Int64>, to queue: inout RecordQueue, track: (Int64) -> Int?) {
        for sequence in range {
            queue.add(DeliveryRow.sample(sequence, bodyBytes: 8), track: track(sequence))
        }
        queue.mark(.sample(range.upperBound))
    }

    @Test func `heads go on when their rows are durable, and not before`() throws {
        let harness = try LedgerHarness(at: nil)
        var queue = RecordQueue()
        #expect(queue.isEmpty)
        for lane in LaneRow.samples { queue.add(lane) }
        Self.add(1...3, to: &queue) { $0 == 2 ? nil : Int($0) * 10 }
        #expect(!queue.isEmpty)
        queue.flush(to: harness.ledger)
        #expect(!queue.isEmpty && queue.durableThrough == 0)
        #expect(queue.commit(upTo: LedgerToken(0)).recorded.isEmpty)
        let durable = queue.commit(upTo: LedgerToken(1))
        #expect(durable.recorded == [10, 30] && durable.settled.isEmpty)
        #expect(queue.durableThrough == 3 && queue.isEmpty)
        try harness.commit(LedgerToken(1))
        #expect(try harness.ledger.allDeliveries().map(\.sequence) == [1, 2, 3])
        try harness.ledger.close()
    }

    @Test func `outcomes are handed over before deliveries, and both wait for their own token`() throws {
        let harness = try LedgerHarness(at: nil)
        var queue = RecordQueue()
        for lane in LaneRow.samples { queue.add(lane) }
        Self.add(1...1, to: &queue) { _ in 5 }
        queue.flush(to: harness.ledger)
        queue.add(AttemptRow.sample(1), track: 5)
        Self.add(2...2, to: &queue) { _ in 6 }
        queue.flush(to: harness.ledger)
        #expect(queue.commit(upTo: LedgerToken(1)).recorded == [5])
        let outcome = queue.commit(upTo: LedgerToken(2))
        #expect(outcome.settled == [5] && outcome.recorded.isEmpty)
        #expect(queue.commit(upTo: LedgerToken(3)).recorded == [6])
        try harness.commit(LedgerToken(3))
        #expect(try harness.ledger.allAttempts().count == 1)
        try harness.ledger.close()
    }

    @Test func `a track whose head was appended earlier waits with an append of its own`() throws {
        let harness = try LedgerHarness(at: nil)
        var queue = RecordQueue()
        queue.begin(durableThrough: 4)
        #expect(queue.durableThrough == 4)
        queue.wait(track: 3)
        queue.flush(to: harness.ledger)
        try harness.commit(LedgerToken(1))
        let durable = queue.commit(upTo: LedgerToken(1))
        #expect(durable.recorded == [3] && queue.durableThrough == 4 && queue.isEmpty)
        try harness.ledger.close()
    }

    @Test func `nothing is nothing to hand over`() throws {
        let harness = try LedgerHarness(at: nil)
        var queue = RecordQueue()
        queue.flush(to: harness.ledger)
        #expect(queue.isEmpty && harness.ledger.outstandingRows == 0)
        try harness.ledger.close()
    }

    @Test func `it is full before the ledger would refuse an append`() throws {
        let harness = try LedgerHarness(at: nil)
        var queue = RecordQueue()
        for lane in LaneRow.samples { queue.add(lane) }
        var sequence: Int64 = 0
        while !queue.isFull {
            sequence += 1
            queue.add(DeliveryRow.sample(sequence, bodyBytes: 8), track: nil)
        }
        queue.mark(.sample(sequence))
        #expect(Int(sequence) + LaneRow.samples.count == RecordQueue.rowsMax)
        #expect(RecordQueue.rowsMax + 2 <= Ledger.rowsPerAppendMax)
        queue.flush(to: harness.ledger)
        #expect(!queue.isFull)
        try harness.commit(LedgerToken(1))
        try harness.ledger.close()
    }
}
