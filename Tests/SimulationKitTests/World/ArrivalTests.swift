import Testing

@testable import SimulationKit

@Suite struct ArrivalTests {
    private func moments(_ arrival: Arrival, users: Int) -> [Int64] {
        (0..<arrival.count(of: users)).map { ordinal in
            var stream = RandomStream(seed: 3, user: UInt64(ordinal), purpose: .arrival)
            return arrival.milliseconds(of: ordinal, among: users, from: &stream)
        }
    }

    @Test func `the rate is what arrives, phase by phase`() {
        // 50 at an even rate, then 225 while it grows, nobody for a minute, then 200 while it falls to nothing.
        let arrival = Arrival.phases([
            ArrivalPhase(milliseconds: 10_000, perHour: 18_000, finallyPerHour: 18_000),
            ArrivalPhase(milliseconds: 10_000, perHour: 18_000, finallyPerHour: 144_000),
            ArrivalPhase(milliseconds: 60_000, perHour: 0, finallyPerHour: 0),
            ArrivalPhase(milliseconds: 10_000, perHour: 144_000, finallyPerHour: 0),
        ])
        #expect(arrival.count(of: 1_000) == 475)
        #expect(arrival.milliseconds == 90_000)
        let moments = moments(arrival, users: 1_000)
        #expect(moments == moments.sorted())
        func count(_ range: Range<Int64>) -> Int { moments.count { range.contains($0) } }
        #expect(count(0..<10_000) == 50)
        #expect(count(10_000..<20_000) == 225)
        #expect(count(20_000..<80_000) == 0)
        #expect(count(80_000..<90_000) == 200)
        // 5·5 + 17.5·5/2 + … : half of the growth's time brings 68.75 of its 225, half of the fall's 150.
        #expect((68...70).contains(count(10_000..<15_000)))
        #expect((149...151).contains(count(80_000..<85_000)))
    }

    @Test func `no more arrive than there are`() {
        let arrival = Arrival.phases([
            ArrivalPhase(milliseconds: 3_600_000, perHour: 3_600, finallyPerHour: 3_600)
        ])
        #expect(arrival.count(of: 10) == 10)
        #expect(moments(arrival, users: 10).allSatisfy { $0 < 10_000 })
    }

    @Test(arguments: [(7, 2_000), (2_000, 7), (5, 5), (0, 900), (900, 0), (1, 2)] as [(Int64, Int64)])
    func `a share comes in the last millisecond before which not more have come`(first: Int64, last: Int64) {
        let phase = ArrivalPhase(milliseconds: 1_000, perHour: first, finallyPerHour: last)
        /// A thousand times the shares at a moment, exactly.
        func shares(_ t: Int128) -> Int128 {
            2 * Int128(first) * t * 1_000 + Int128(last - first) * t * t
        }
        for share in stride(from: Int128(0), to: phase.shares, by: Int(max(1, phase.shares / 997))) {
            let moment = Int128(phase.milliseconds(ofShare: share))
            #expect(shares(moment) <= share * 1_000)
            #expect(shares(moment + 1) > share * 1_000)
        }
    }

    @Test func `the longest phase of the largest rates is computed without overflow`() {
        let longest = ArrivalPhase.millisecondsMax
        for (first, last) in [(ArrivalPhase.perHourMax, 0), (0, ArrivalPhase.perHourMax)] {
            let phase = ArrivalPhase(milliseconds: longest, perHour: first, finallyPerHour: last)
            #expect(phase.milliseconds(ofShare: 0) == 0)
            #expect((0..<longest).contains(phase.milliseconds(ofShare: phase.shares - 1)))
        }
    }
}
