import DeliveryKit
import Testing

@Suite struct LedgerReaderTests {
    @Test func `an empty ledger has no rows`() throws {
        let harness = try LedgerHarness(at: nil)
        #expect(try harness.ledger.allLanes() == [])
        #expect(try harness.ledger.allDeliveries() == [])
        #expect(try harness.ledger.allAttempts() == [])
        try harness.ledger.close()
    }

    @Test func `a read sees everything appended before it, and appending goes on afterwards`() throws {
        let harness = try LedgerHarness(at: nil)
        for round in Int64(0)..<20 {
            harness.appendSample(deliveries: round * 10 + 1...round * 10 + 10)
            #expect(try harness.ledger.allDeliveries().count == Int(round + 1) * 10)
        }
        try harness.ledger.close()
    }

    @Test func `two cursors are read side by side, and one is left half read`() throws {
        let harness = try LedgerHarness(at: nil)
        harness.appendSample(deliveries: 1...100)
        try harness.ledger.read { (reader) throws(LedgerError) in
            let first = try reader.deliveries()
            let second = try reader.deliveries()
            #expect(try first.nextRow() == .sample(1))
            #expect(try second.nextRow() == .sample(1))
            #expect(try first.nextRow() == .sample(2))
        }
        harness.appendSample(deliveries: 101...200)
        try harness.ledger.close()
    }

    @Test func `a cursor that has ended says so again`() throws {
        let harness = try LedgerHarness(at: nil)
        harness.appendSample(deliveries: 1...1)
        try harness.ledger.read { (reader) throws(LedgerError) in
            let cursor = try reader.deliveries()
            #expect(try cursor.nextRow() == .sample(1))
            #expect(try cursor.nextRow() == nil)
            #expect(try cursor.nextRow() == nil)
        }
        try harness.ledger.close()
    }

    @Test func `what the reader's block throws comes through, and the ledger goes on`() throws {
        let harness = try LedgerHarness(at: nil)
        harness.appendSample(deliveries: 1...10)
        let error = LedgerError.inputOutput(path: "report", detail: "test")
        #expect(throws: error) {
            try harness.ledger.read { (_) throws(LedgerError) in throw error }
        }
        harness.appendSample(deliveries: 11...20)
        #expect(try harness.ledger.allDeliveries().count == 20)
        try harness.ledger.close()
    }

    @Test func `a delivery that is not recorded is missing`() throws {
        let harness = try LedgerHarness(at: nil)
        harness.appendSample(deliveries: 1...10)
        #expect {
            try harness.ledger.read { (reader) throws(LedgerError) in try reader.delivery(11) }
        } throws: {
            if case .damaged(_, "delivery 11 is missing") = $0 as? LedgerError { true } else { false }
        }
        try harness.ledger.close()
    }

    @Test func `a cursor that outlives its read traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let harness = try LedgerHarness(at: nil)
            harness.appendSample(deliveries: 1...10)
            let cursor = try harness.ledger.read { (reader) throws(LedgerError) in try reader.deliveries() }
            _ = try cursor.nextRow()
        }
        #expect(trapped(result, with: "a ledger's reader is used inside read alone"))
    }

    @Test func `reading a closed ledger traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let harness = try LedgerHarness(at: nil)
            try harness.ledger.close()
            _ = try harness.ledger.allLanes()
        }
        #expect(trapped(result, with: "a closed ledger cannot be read"))
    }
}
