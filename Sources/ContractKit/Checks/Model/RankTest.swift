/// Mann and Whitney's test of whether one sample tends to be greater than another; in integers.
struct RankTest {
    /// In how many thousandths of all pairs the second sample's value is the greater; equal ones count half.
    let laterPermille: Int64
    /// Whether that is farther from a half than four standard deviations of chance.
    let isConspicuous: Bool

    /// Compares two samples, neither of them empty.
    init(_ first: [Int64], _ second: [Int64]) {
        let all = (first.map { ($0, 0) } + second.map { ($0, 1) }).sorted { $0.0 < $1.0 }
        // Twice the statistic, so that ties, which count half, stay whole.
        var twiceGreater: Int64 = 0
        var firstBefore: Int64 = 0
        var start = 0
        while start < all.count {
            var end = start
            while end < all.count, all[end].0 == all[start].0 { end += 1 }
            let tied = all[start..<end]
            let firstTied = Int64(tied.count { $0.1 == 0 })
            let secondTied = Int64(tied.count) - firstTied
            twiceGreater += secondTied * (2 * firstBefore + firstTied)
            firstBefore += firstTied
            start = end
        }
        let (m, n) = (Int64(first.count), Int64(second.count))
        laterPermille = m * n == 0 ? 500 : twiceGreater * 500 / (m * n)
        // The variance without ties is mn(m+n+1)/12, and ties only make it smaller.
        let deviation = twiceGreater - m * n
        isConspicuous = 3 * deviation * deviation > 16 * m * n * (m + n + 1)
    }
}
