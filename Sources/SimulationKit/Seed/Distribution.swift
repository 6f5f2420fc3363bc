/// How a drawn number spreads: a duration in milliseconds or a count.
///
/// Every kind but the first takes one word of its stream for a draw; only a uniform one may, rarely, take
/// another. A draw is a whole number computed from whole numbers.
package enum Distribution: Hashable, Sendable {
    /// Always this number.
    case constant(Int64)
    /// Every whole number from the first to the last as likely as any other.
    case uniform(ClosedRange<Int64>)
    /// As the time between things that happen independently of one another.
    case exponential(ExponentialDistribution)
    /// As what grows by factors: most near the median, a few far above it.
    case lognormal(LognormalDistribution)
    /// As how many tries it takes until one succeeds.
    case geometric(GeometricDistribution)

    /// Draws one number.
    package func draw(from stream: inout RandomStream) -> Int64 {
        switch self {
        case .constant(let value): value
        case .uniform(let range): stream.within(range)
        case .exponential(let distribution): distribution.quantile(stream.next())
        case .lognormal(let distribution): distribution.quantile(stream.next())
        case .geometric(let distribution): distribution.quantile(stream.next())
        }
    }

    /// The least and the largest number that can be drawn.
    package var range: ClosedRange<Int64> {
        switch self {
        case .constant(let value): value...value
        case .uniform(let range): range
        case .exponential(let distribution): distribution.quantile(0)...distribution.quantile(.max)
        case .lognormal(let distribution): distribution.quantile(0)...distribution.quantile(.max)
        case .geometric(let distribution): distribution.quantile(0)...distribution.quantile(.max)
        }
    }

    /// The limits of the distributions' parameters, in millionths where they are not whole.
    package enum Limits {
        /// The largest mean or median, in millionths: about 9·10¹² in whole numbers.
        package static let scaleMillionthsMax = Int64.max
        /// The largest sigma, in millionths.
        package static let sigmaMillionthsMax: Int64 = 8_000_000
    }
}

/// An exponential distribution, its draws rounded to whole numbers.
///
/// What is drawn below the range is its lower end, and what is drawn above it its upper end.
package struct ExponentialDistribution: Hashable, Sendable {
    private let limits: ClosedRange<Int64>
    private let factor: FixedFactor

    /// Describes one by its mean in millionths, which is above 0, and its range.
    package init(meanMillionths: Int64, within limits: ClosedRange<Int64>) {
        factor = FixedFactor(
            millionths: meanMillionths,
            times: UInt128(FixedFactor.naturalLogarithmOf2)
        )
        self.limits = limits
    }

    /// The number below which so many of 2⁶⁴ draws are; never falls.
    ///
    /// The mean times -ln(1 - p), which is at most 44.4 means.
    func quantile(_ probability: UInt64) -> Int64 {
        let value = factor.rounded(UpperTail.halvings(probability))
        return min(max(value, limits.lowerBound), limits.upperBound)
    }
}

/// A lognormal distribution, its draws rounded to whole numbers.
///
/// What is drawn below the range is its lower end, and what is drawn above it its upper end.
package struct LognormalDistribution: Hashable, Sendable {
    private let limits: ClosedRange<Int64>
    private let median: FixedFactor
    /// Sigma in powers of two instead of e, in units of 2⁻²⁸.
    private let scale: Int64

    /// The logarithm of e to base 2, in units of 2⁻⁶⁰.
    private static let logarithmOfE: Int128 = 1_663_314_137_230_540_311

    /// Describes one by its median, above 0, and its sigma from 0 to 8, both in millionths, and its range.
    package init(medianMillionths: Int64, sigmaMillionths: Int64, within limits: ClosedRange<Int64>) {
        precondition(
            (0...Distribution.Limits.sigmaMillionthsMax).contains(sigmaMillionths),
            "a sigma is from 0 to 8"
        )
        median = FixedFactor(millionths: medianMillionths, times: 1 << 64)
        scale = Int64((Int128(sigmaMillionths) * Self.logarithmOfE / 1_000_000) >> 32)
        self.limits = limits
    }

    /// The number below which so many of 2⁶⁴ draws are; never falls.
    ///
    /// The median times e^(sigma·z), where z is the normal quantile.
    func quantile(_ probability: UInt64) -> Int64 {
        // At most 2^32 by 2^31, in units of 2^-56.
        let exponent = (scale &* NormalQuantile.at(probability)) >> 24
        let power = FixedPoint.exp2(UInt32(truncatingIfNeeded: exponent))
        let value = median.rounded(power, doublings: Int(exponent >> 32))
        return min(max(value, limits.lowerBound), limits.upperBound)
    }
}

/// A geometric distribution over the whole numbers from a least one.
///
/// What is drawn above the range is its upper end.
package struct GeometricDistribution: Hashable, Sendable {
    private let limits: ClosedRange<Int64>
    /// How many failed tries a halving of the probability is; nil where the first always succeeds.
    private let factor: FixedFactor?

    /// Describes one by its mean in millionths, not below the least number, and its range.
    ///
    /// The mean is that without the upper end. With a = mean - least, the chance that a try fails is
    /// a ÷ (a + 1).
    package init(meanMillionths: Int64, within limits: ClosedRange<Int64>) {
        let excess = Int128(meanMillionths) - Int128(limits.lowerBound) * 1_000_000
        precondition(excess >= 0, "a mean is at least the least number")
        precondition(excess <= Int128(Distribution.Limits.scaleMillionthsMax) / 2, "a mean fits 64 bits")
        factor = excess == 0 ? nil : Self.factor(UInt64(excess))
        self.limits = limits
    }

    /// One divided by log₂(1 + 1/a).
    private static func factor(_ excessMillionths: UInt64) -> FixedFactor {
        // From here on the series ln 2 · (a + 1/2 - 1/(12a)) is nearer than the logarithm's last bits.
        guard excessMillionths < 1_024_000_000 else {
            let series = excessMillionths + 500_000 - 83_333_333_333 / excessMillionths
            return FixedFactor(
                millionths: Int64(series),
                times: UInt128(FixedFactor.naturalLogarithmOf2)
            )
        }
        let logarithm = FixedPoint.log2(ratio: excessMillionths + 1_000_000, to: excessMillionths)
        return FixedFactor((1 << 120) / UInt128(logarithm))
    }

    /// The number below which so many of 2⁶⁴ draws are; never falls.
    func quantile(_ probability: UInt64) -> Int64 {
        guard let factor else { return limits.lowerBound }
        let failures = factor.floored(UpperTail.halvings(probability))
        let (value, isBeyond) = limits.lowerBound.addingReportingOverflow(failures)
        return isBeyond ? limits.upperBound : min(value, limits.upperBound)
    }
}

/// What is left above a probability.
private enum UpperTail {
    /// How often one is halved to get it, in units of 2⁻³², at most 64 times: -log₂(1 - p).
    @inline(__always)
    static func halvings(_ probability: UInt64) -> UInt64 {
        64 &<< 32 &- FixedPoint.log2(max(~probability, 1))
    }
}
