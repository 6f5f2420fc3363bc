/// How long answers took, as a fixed log-linear histogram: one size however many are counted.
///
/// Each power of two is cut into 128 buckets of one width, and below 256 µs each value has its own. A
/// percentile is the middle of its bucket, so it is off by less than 1/256 of itself (0.4 %); the
/// longest time is exact:
///
/// | microseconds | bucket |
/// | --- | --- |
/// | 0 | 0 |
/// | 255 | 255 |
/// | 256, 257 | 256 |
/// | 510, 511 | 383 |
/// | 512 … 515 | 384 |
/// | 10,000 | 924 |
package struct AckHistogram: Equatable, Sendable {
    private static let stepBits = 7
    private static let stepCount = 1 << stepBits
    /// Enough for every time that 63 bits hold.
    private static let bucketCount = (64 - stepBits) * stepCount

    private var counts = [Int64](repeating: 0, count: bucketCount)
    /// How many times were counted.
    package private(set) var count: Int64 = 0
    /// The longest of them, in microseconds; 0 where there is none.
    package private(set) var maxMicroseconds: Int64 = 0

    /// Makes an empty histogram.
    package init() {}

    /// Counts a time; a negative one, as a clock that was set back would give, counts as 0.
    package mutating func add(microseconds: Int64) {
        let microseconds = max(0, microseconds)
        counts[Self.bucket(of: microseconds)] += 1
        count += 1
        maxMicroseconds = max(maxMicroseconds, microseconds)
    }

    /// The time that so many thousandths of all times do not exceed (nearest rank); nil while there are none.
    ///
    /// Traps when it is not one to a thousand thousandths.
    package func percentileMicroseconds(permille: Int64) -> Int64? {
        precondition(
            (1...1_000).contains(permille),
            "a percentile is 1 to 1,000 thousandths, not \(permille)"
        )
        guard count > 0 else { return nil }
        let (whole, rest) = count.quotientAndRemainder(dividingBy: 1_000)
        let rank = whole * permille + (rest * permille + 999) / 1_000
        // The last is known exactly, and nothing is longer.
        if rank == count { return maxMicroseconds }
        var seen: Int64 = 0
        for (bucket, bucketCount) in counts.enumerated() {
            seen += bucketCount
            if seen >= rank { return min(Self.middle(of: bucket), maxMicroseconds) }
        }
        preconditionFailure("the buckets hold \(seen) of \(count) times")
    }

    /// The times that were counted, by bucket, in order; empty buckets are left out.
    package var buckets: [(microseconds: Range<Int64>, count: Int64)] {
        counts.enumerated().filter { $0.element > 0 }.map { bucket, count in
            (Self.range(of: bucket), count)
        }
    }

    private static func range(of bucket: Int) -> Range<Int64> {
        guard bucket >= 2 * stepCount else { return Int64(bucket)..<Int64(bucket) + 1 }
        let shift = Int64(bucket / stepCount - 1)
        let start = Int64(bucket % stepCount + stepCount)
        // The last bucket's end is beyond what 63 bits hold.
        let end = (start + 1).multipliedReportingOverflow(by: 1 << shift)
        return start << shift..<(end.overflow ? Int64.max : end.partialValue)
    }

    /// The bucket of a time that is not negative.
    static func bucket(of microseconds: Int64) -> Int {
        let shift = max(0, Int64.bitWidth - 1 - microseconds.leadingZeroBitCount - stepBits)
        return shift * stepCount + Int(microseconds >> Int64(shift))
    }

    private static func middle(of bucket: Int) -> Int64 {
        guard bucket >= 2 * stepCount else { return Int64(bucket) }
        let shift = Int64(bucket / stepCount - 1)
        let start = Int64(bucket % stepCount + stepCount) << shift
        // Rounded down, so that the first value of a bucket is as near as the last.
        return start + ((1 << shift) - 1) / 2
    }
}
