import Foundation
import Testing

@testable import SimulationKit

/// The distributions that are computed from a word of the stream.
@Suite struct DistributionKindTests {
    private static let all = 0...Int64.max
    private static let exponential = Distribution.exponential(
        ExponentialDistribution(meanMillionths: 800_000_000, within: all)
    )
    private static let lognormal = Distribution.lognormal(
        LognormalDistribution(medianMillionths: 3_000_000_000, sigmaMillionths: 800_000, within: all)
    )
    private static let geometric = Distribution.geometric(
        GeometricDistribution(meanMillionths: 2_400_000, within: 1...Int64.max)
    )

    private func draws(_ distribution: Distribution, _ count: Int, state: UInt64 = 1) -> [Int64] {
        var stream = RandomStream(state: state)
        return (0..<count).map { _ in distribution.draw(from: &stream) }
    }

    @Test func `draws are pinned`() {
        #expect(draws(Self.exponential, 8) == [669, 1096, 2832, 470, 470, 1151, 1679, 592])
        #expect(draws(Self.lognormal, 8) == [3431, 5092, 13670, 2682, 2682, 5318, 7599, 3142])
        #expect(draws(Self.geometric, 8) == [2, 3, 7, 2, 2, 3, 4, 2])
    }

    @Test func `a draw takes one word`() {
        for distribution in [Self.exponential, Self.lognormal, Self.geometric] {
            var stream = RandomStream(state: 3)
            var words = stream
            _ = distribution.draw(from: &stream)
            _ = words.next()
            #expect(stream.next() == words.next())
        }
    }

    /// A standard error of a hundred thousand draws is 0.3 to 0.9 percent of the mean.
    @Test func `means are the analytic ones`() {
        func mean(_ distribution: Distribution) -> Double {
            Double(draws(distribution, 100_000, state: 77).reduce(0, +)) / 100_000
        }
        #expect(abs(mean(Self.exponential) / 800 - 1) < 0.02)
        #expect(abs(mean(Self.lognormal) / (3_000 * exp(0.32)) - 1) < 0.02)
        #expect(abs(mean(Self.geometric) / 2.4 - 1) < 0.02)
        let wide = GeometricDistribution(meanMillionths: 5_000_000_000, within: 1...Int64.max)
        #expect(abs(mean(.geometric(wide)) / 5_000 - 1) < 0.02)
        let narrow = GeometricDistribution(meanMillionths: 10_000, within: 0...Int64.max)
        #expect(abs(mean(.geometric(narrow)) / 0.01 - 1) < 0.1)
    }

    @Test(arguments: [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.999999])
    func `quantiles are the analytic ones`(probability: Double) {
        let word = UInt64(probability * 0x1p64)
        let exponential = ExponentialDistribution(meanMillionths: 800_000_000_000, within: Self.all)
        let exactTime = -800_000 * Foundation.log(1 - probability)
        #expect(abs(Double(exponential.quantile(word)) - exactTime) <= 0.6)
        let failures = Foundation.log(1 - probability) / Foundation.log(1.4 / 2.4)
        let geometric = GeometricDistribution(meanMillionths: 2_400_000, within: 1...Int64.max)
        #expect(geometric.quantile(word) == 1 + Int64(failures))
        // Against the normal distribution's own function, turned around.
        let lognormal = LognormalDistribution(
            medianMillionths: 3_000_000_000_000,
            sigmaMillionths: 800_000,
            within: Self.all
        )
        let deviations = Foundation.log(Double(lognormal.quantile(word)) / 3_000_000) / 0.8
        let density = exp(-deviations * deviations / 2) / (2 * Double.pi).squareRoot()
        #expect(abs(0.5 * erfc(-deviations / 2.0.squareRoot()) - probability) / density < 1e-5)
    }

    @Test func `draws grow with the word`() {
        var stream = RandomStream(state: 9)
        let words = (0..<5_000).map { _ in stream.next() >> stream.below(64) }.sorted()
        let exponential = ExponentialDistribution(meanMillionths: 2_500_000, within: 0...50)
        let lognormal = LognormalDistribution(
            medianMillionths: 70_000_000,
            sigmaMillionths: 2_000_000,
            within: 3...9_000
        )
        let geometric = GeometricDistribution(meanMillionths: 2_500_000, within: 2...50)
        for (lower, upper) in zip(words, words.dropFirst()) {
            #expect(exponential.quantile(lower) <= exponential.quantile(upper))
            #expect(lognormal.quantile(lower) <= lognormal.quantile(upper))
            #expect(geometric.quantile(lower) <= geometric.quantile(upper))
        }
    }

    @Test func `draws stay within their limits, which are their range`() {
        let lognormal = Distribution.lognormal(
            LognormalDistribution(
                medianMillionths: 300_000_000,
                sigmaMillionths: 1_200_000,
                within: 100...900
            )
        )
        #expect(lognormal.range == 100...900)
        let drawn = draws(lognormal, 1_000)
        #expect(drawn.min() == 100)
        #expect(drawn.max() == 900)
        #expect(Self.exponential.range == 0...35_489)
        #expect(Self.geometric.range == 1...83)
        #expect(Distribution.constant(4).range == 4...4)
    }

    @Test func `the largest parameters end at the largest number`() {
        let spread = LognormalDistribution(
            medianMillionths: .max,
            sigmaMillionths: Distribution.Limits.sigmaMillionthsMax,
            within: Self.all
        )
        #expect(Distribution.lognormal(spread).range == 0...Int64.max)
        let slow = ExponentialDistribution(meanMillionths: .max, within: Self.all)
        #expect(slow.quantile(.max) == 409_161_876_646_485)
        let many = GeometricDistribution(meanMillionths: .max / 2, within: 0...Int64.max)
        #expect(many.quantile(.max) == 204_580_938_323_264)
        let high = GeometricDistribution(
            meanMillionths: 9_000_000_000_000_000_000,
            within: 8_999_999_999_990...9_000_000_000_001
        )
        #expect(high.quantile(.max) == 9_000_000_000_001)
    }

    @Test func `the smallest parameters draw nothing but the least`() {
        let fast = ExponentialDistribution(meanMillionths: 1, within: Self.all)
        #expect(fast.quantile(.max) == 0)
        let sure = GeometricDistribution(meanMillionths: 3_000_000, within: 3...9)
        #expect(sure.quantile(.max) == 3)
        let still = LognormalDistribution(medianMillionths: 5_000_000, sigmaMillionths: 0, within: Self.all)
        #expect(Distribution.lognormal(still).range == 5...5)
    }
}
