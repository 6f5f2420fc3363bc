import DeliveryKit
import Testing

@Suite struct LedgerLimitTests {
    @Test func `as many rows as allowed fit in one append, and are one unit`() throws {
        let harness = try LedgerHarness(at: nil)
        let count = Ledger.rowsPerAppendMax
        harness.ledger.append(lanes: LaneRow.samples, deliveries: [], watermark: nil)
        let rows = (1...Int64(count)).map { DeliveryRow.sample($0, bodyBytes: 8) }
        let token = harness.ledger.append(lanes: [], deliveries: rows, watermark: .sample(Int64(count)))
        try harness.commit(token)
        #expect(try harness.ledger.allDeliveries() == rows)
        try harness.ledger.close()
    }

    @Test func `one row more traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let harness = try LedgerHarness(at: nil)
            let rows = (0...Int64(Ledger.rowsPerAppendMax)).map { DeliveryRow.sample($0 + 1, bodyBytes: 8) }
            harness.ledger.append(lanes: [], deliveries: rows, watermark: .sample(Int64(rows.count)))
        }
        #expect(trapped(result, with: "too many rows in one append"))
    }

    @Test func `an attempt beyond the last number traps, and the last does not`() async throws {
        let harness = try LedgerHarness(at: nil)
        harness.appendSample(deliveries: 1...1)
        try harness.commit(harness.ledger.append(attempts: [.sample(1, number: AttemptRow.numberMax)]))
        try harness.ledger.close()
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let harness = try LedgerHarness(at: nil)
            harness.ledger.append(attempts: [.sample(1, number: AttemptRow.numberMax + 1)])
        }
        #expect(trapped(result, with: "delivery 1 has an attempt 8192"))
    }

    @Test func `a gap between deliveries traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let harness = try LedgerHarness(at: nil)
            harness.appendSample(deliveries: 1...10)
            harness.appendSample(deliveries: 12...13)
            try harness.ledger.close()
        }
        #expect(trapped(result, with: "delivery 12 stands where 11 belongs"))
    }

    @Test func `a watermark that stands elsewhere than its batch traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let harness = try LedgerHarness(at: nil)
            harness.ledger.append(lanes: LaneRow.samples, deliveries: [.sample(1)], watermark: .sample(2))
        }
        #expect(trapped(result, with: "a watermark stands at its last delivery"))
    }

    @Test func `an attempt of a delivery that was never appended traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let harness = try LedgerHarness(at: nil)
            harness.ledger.append(attempts: [.sample(1)])
            try harness.ledger.close()
        }
        #expect(trapped(result, with: "attempt of delivery 1, which was never appended"))
    }
}
