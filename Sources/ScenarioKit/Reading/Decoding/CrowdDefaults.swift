import SimulationKit

/// What the members of a crowd do and meet where the file does not say: a provider's usual day.
enum CrowdDefaults {
    /// A few integrations each, rarely many.
    static let integrations = Distribution.geometric(
        GeometricDistribution(meanMillionths: 2_400_000, within: 1...12)
    )
    static let queued = Distribution.exponential(
        ExponentialDistribution(meanMillionths: 800_000_000, within: unbounded)
    )
    static let takes = Distribution.lognormal(
        LognormalDistribution(medianMillionths: 3_000_000_000, sigmaMillionths: 800_000, within: 0...60_000)
    )
    static let transactions = Distribution.lognormal(
        LognormalDistribution(medianMillionths: 300_000_000, sigmaMillionths: 1_200_000, within: 0...100_000)
    )
    /// Between five minutes and two hours.
    static let resyncAfter = Distribution.uniform(300_000...7_200_000)
    static let transferDetection = Distribution.lognormal(
        LognormalDistribution(
            medianMillionths: 8_000_000_000,
            sigmaMillionths: 500_000,
            within: 1...ScenarioLimits.durationMillisecondsMax
        )
    )
    static let costBasis = Distribution.lognormal(
        LognormalDistribution(
            medianMillionths: 20_000_000_000,
            sigmaMillionths: 800_000,
            within: 1...ScenarioLimits.durationMillisecondsMax
        )
    )
    static let wipe = Distribution.lognormal(
        LognormalDistribution(medianMillionths: 3_000_000_000, sigmaMillionths: 600_000, within: 0...60_000)
    )

    private static let unbounded = 0...ScenarioLimits.durationMillisecondsMax
}
