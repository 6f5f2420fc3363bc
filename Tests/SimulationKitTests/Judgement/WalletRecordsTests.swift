import Testing

@testable import SimulationKit

@Suite struct WalletRecordsTests {
    private static func record(_ wallet: UInt64, _ status: IntegrationStatus = .queued) -> WalletRecord {
        WalletRecord(
            wallet: wallet,
            moment: .earliest,
            lastSyncedAtMilliseconds: 0,
            totalTransactions: 0,
            status: status
        )
    }

    @Test func `each list has its own wallets`() throws {
        var records = WalletRecords()
        var (one, other) = (WalletRecords.List(), WalletRecords.List())
        records.add(Self.record(1), to: &one)
        records.add(Self.record(1, .failed), to: &other)
        records.add(Self.record(2), to: &one)
        let place = try #require(records.place(of: 1, in: other))
        #expect(records[place].status == .failed)
        #expect(records.place(of: 2, in: one) != nil)
        #expect(records.place(of: 2, in: other) == nil)
        #expect(records.contains(in: other) { $0.status == .failed })
        #expect(!records.contains(in: one) { $0.status == .failed })
    }

    @Test func `the room of a forgotten list is used again, and other lists stay`() throws {
        var records = WalletRecords()
        var (one, other, late) = (WalletRecords.List(), WalletRecords.List(), WalletRecords.List())
        for wallet in 1...3 { records.add(Self.record(UInt64(wallet)), to: &one) }
        records.add(Self.record(9), to: &other)
        records.removeAll(one)
        var places: Set<Int> = []
        for wallet in 4...6 {
            records.add(Self.record(UInt64(wallet)), to: &late)
            places.insert(try #require(records.place(of: UInt64(wallet), in: late)))
        }
        #expect(places == [0, 1, 2])
        #expect(records.place(of: 9, in: other) == 3)
        #expect(records.place(of: 1, in: late) == nil)
    }
}
