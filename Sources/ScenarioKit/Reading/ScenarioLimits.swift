import SimulationKit

/// How much a scenario may hold; each limit with its unit.
package enum ScenarioLimits {
    /// Most bytes of a file: 8 MiB.
    package static let fileBytesMax = 8 << 20
    /// Most files that extend one another, the scenario's own not counted.
    package static let extendsMax = 16
    /// Most bytes of the path of a file: what Linux takes.
    package static let pathBytesMax = 4_096
    /// Most bytes of the data of an event that a step gives, as it is sent: 256 KiB.
    package static let dataBytesMax = 256 << 10
    /// Most steps of a timeline, each repetition counted.
    package static let stepsMax = 100_000
    /// Most users with names of their own.
    package static let usersMax = 100_000
    /// Most integrations of one such user.
    package static let integrationsMax = 1_000
    /// Most users of a population.
    package static let crowdMax: Int64 = 100_000_000
    /// Most integrations of one user of a population.
    package static let crowdIntegrationsMax: Int64 = 1_000
    /// Most phases in which a population arrives.
    package static let phasesMax = 1_000
    /// Most webhooks.
    package static let webhooksMax = 100
    /// Most expectations.
    package static let expectationsMax = 1_000
    /// Most choices with weights.
    package static let choicesMax = 1_000
    /// The largest weight of a choice.
    package static let weightMax: Int64 = 1_000_000
    /// Most bytes of a text such as a uid, a walletId or a reason.
    package static let textBytesMax = 1_000
    /// Most bytes of a name.
    package static let nameBytesMax = 200
    /// Most transactions that one sync adds.
    package static let transactionsMax: Int64 = 1_000_000_000
    /// The largest amount of a payment, in units of its currency.
    package static let amountMax: Int64 = 1_000_000_000
    /// The largest number that JavaScript counts up to exactly: 2^53 - 1.
    package static let countMax: Int64 = 9_007_199_254_740_991
    /// The longest duration, in milliseconds: a hundred years of 365 days.
    package static let durationMillisecondsMax: Int64 = 36_500 * 86_400_000
    /// The largest mean or median of a distribution of counts.
    package static let distributionScaleMax: Int64 = 1_000_000_000
    /// The longest time that an answer may be waited for, in real milliseconds.
    package static let timeoutMillisecondsMax: Int64 = 600_000
    /// Most attempts of one delivery.
    package static let attemptsMax: Int64 = 100
    /// The largest factor of a backoff.
    package static let backoffFactorMax: Int64 = 100
    /// Most values that one expectation allows.
    package static let valuesMax = 1_000
    /// Most fields of a head that one expectation or a probe names.
    package static let fieldsMax = 100
    /// Most reads of a probe.
    package static let probeReadsMax = 1_000
    /// The longest time that a probe is asked again, in real milliseconds: an hour.
    package static let withinMillisecondsMax: Int64 = 3_600_000
    /// Most problems that are shown at once.
    package static let problemsMax = 20
}
