import DeliveryKit
import Testing

@Suite struct HistoryTests {
    @Test func `lanes come first, then deliveries, then attempts with theirs, each in order`() throws {
        let harness = try LedgerHarness(at: nil)
        harness.appendSample(deliveries: 1...20)
        let attempts = [3, 1, 2, 3].enumerated().map { index, delivery in
            AttemptRow.sample(
                Int64(delivery),
                number: index == 3 ? 2 : 1,
                outcome: index == 0 ? .retry : .delivered
            )
        }
        try harness.commit(harness.ledger.append(attempts: attempts))
        var entries: [String] = []
        try harness.ledger.read { (reader) throws(LedgerError) in
            try History.stream(reader) { entry in
                switch entry {
                case .lane(let lane): entries.append("lane \(lane.lane)")
                case .delivery(let delivery): entries.append("delivery \(delivery.sequence)")
                case .attempt(let entry):
                    entries.append("attempt \(entry.attempt.number) of \(entry.delivery.sequence)")
                }
            }
        }
        #expect(
            entries == LaneRow.samples.map { "lane \($0.lane)" } + (1...20).map { "delivery \($0)" } + [
                "attempt 1 of 3", "attempt 1 of 1", "attempt 1 of 2", "attempt 2 of 3",
            ]
        )
        try harness.ledger.close()
    }

    @Test func `an empty record is an empty history`() throws {
        let harness = try LedgerHarness(at: nil)
        var count = 0
        try harness.ledger.read { (reader) throws(LedgerError) in
            try History.stream(reader) { _ in count += 1 }
        }
        #expect(count == 0)
        try harness.ledger.close()
    }
}
