import Testing

@testable import ContractKit

struct AckHistogramTests {
    @Test(
        arguments: [
            (0, 0), (255, 255), (256, 256), (257, 256), (510, 383), (511, 383), (512, 384), (515, 384),
            (10_000, 924), (.max, 7_295),
        ] as [(Int64, Int)]
    )
    func `times fall into the buckets of the table`(microseconds: Int64, bucket: Int) {
        #expect(AckHistogram.bucket(of: microseconds) == bucket)
    }

    @Test func `buckets follow one another without gaps`() {
        let buckets = (0...100_000).map { AckHistogram.bucket(of: $0) }
        let gap = buckets.indices.dropFirst().first { ![0, 1].contains(buckets[$0] - buckets[$0 - 1]) }
        #expect(buckets.first == 0 && gap == nil, "beyond \(gap ?? 0) microseconds")
    }

    /// What a sort says: the least time that so many thousandths do not exceed.
    private func exact(_ sorted: [Int64], permille: Int) -> Int64 {
        sorted[max(0, (sorted.count * permille + 999) / 1_000 - 1)]
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `percentiles are those of a sort within the stated error`(seed: UInt64) {
        var state = seed
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 24
        }
        var histogram = AckHistogram()
        var times: [Int64] = []
        // From microseconds to hours, as many of each order of magnitude.
        for _ in 0..<Int(1 + next() % 3_000) {
            let time = Int64(next() & ((1 << (1 + next() % 34)) - 1))
            times.append(time)
            histogram.add(microseconds: time)
        }
        times.sort()
        #expect(histogram.count == Int64(times.count))
        #expect(histogram.maxMicroseconds == times.last)
        for permille in [1, 10, 250, 500, 900, 950, 990, 999, 1_000] {
            let exact = exact(times, permille: permille)
            let found = histogram.percentileMicroseconds(permille: Int64(permille)) ?? -1
            #expect((found - exact).magnitude * 256 <= exact.magnitude, "p\(permille) of seed \(seed)")
            #expect(found <= histogram.maxMicroseconds)
        }
        #expect(histogram.percentileMicroseconds(permille: 1_000) == times.last)
    }

    @Test func `short times are exact`() {
        var histogram = AckHistogram()
        for microseconds in 1...200 { histogram.add(microseconds: Int64(microseconds)) }
        #expect([500, 950, 990, 1_000].map(histogram.percentileMicroseconds) == [100, 190, 198, 200])
    }

    @Test func `one time is every percentile`() {
        var histogram = AckHistogram()
        histogram.add(microseconds: 123_457)
        #expect([1, 500, 1_000].map(histogram.percentileMicroseconds) == [123_457, 123_457, 123_457])
    }

    @Test func `without times there is no percentile`() {
        #expect(AckHistogram().percentileMicroseconds(permille: 500) == nil)
    }

    @Test func `the longest and the negative have their places`() {
        var histogram = AckHistogram()
        histogram.add(microseconds: .min)
        histogram.add(microseconds: .max)
        #expect([500, 1_000].map(histogram.percentileMicroseconds) == [0, .max])
    }

    @Test(arguments: [0, 1_001] as [Int64])
    func `a percentile beyond its range traps`(permille: Int64) async {
        await #expect(processExitsWith: .failure) { [permille] in
            _ = AckHistogram().percentileMicroseconds(permille: permille)
        }
    }
}
