import ContractKit
import DeliveryKit
import Testing

@testable import ReportKit

struct PageRoomTests {
    @Test(arguments: [
        ([10, 20], 100, [10, 90]), ([900, 900], 100, [50, 50]), ([900, 10, 900], 100, [45, 10, 45]),
        ([0, 0, 5], 6, [0, 0, 6]), ([], 9, []), ([7], 3, [3]),
    ])
    func `who needs little leaves the rest to the others`(_ needs: [Int], _ room: Int, _ shares: [Int]) {
        #expect(PageRoom.shares(of: needs, bytesMax: room) == shares)
    }

    @Test func `deliveries of which there is least to see are left out first, from the last on`() {
        var rows = SampleRecord.record(
            SampleRecord.entries(deliveries: 6, users: 1) { _ in Array("{}".utf8) }
        ).deliveries
        rows[1].delivery.fault = FaultMark.encoded([FaultMark(.delay, fault: 0)])
        rows[5].outcome = .failed
        let each = PageRoom.bytes(of: rows[0])
        func kept(_ count: Int) -> [Int64] {
            PageRoom.chosen(from: rows, wanted: [5], bytesMax: count * each).map(\.delivery.sequence)
        }
        #expect(kept(6) == [1, 2, 3, 4, 5, 6])
        #expect(kept(4) == [1, 2, 5, 6])
        #expect(kept(2) == [5, 6])
        #expect(kept(1) == [5])
        #expect(kept(0) == [])
    }

    @Test func `a page of many large runs is no larger than that of one`() {
        let entries = SampleRecord.entries(deliveries: 6_000, users: 40) { place in
            SampleRecord.body(place, wallet: "w\(place % 40)", status: "COMPLETED")
        }
        var report = RunReport.passing()
        report.record = SampleRecord.record(entries)
        #expect(HTMLReport.bytes(of: [report, report, report, report]).count < 2_000_000)
    }
}
