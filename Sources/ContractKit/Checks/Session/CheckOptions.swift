package import SimulationKit

/// How checks are performed.
package struct CheckOptions: Sendable {
    /// What all is drawn from.
    package var seed: UInt64
    /// The moment that bodies tell of, which also keeps their ids apart from those of earlier rounds.
    package var now: Moment
    /// The measure of all waiting, in real milliseconds: an effect is awaited for five times as long.
    package var patienceMilliseconds: Int64 = 1_000
    /// How long an answer may take (000: ten seconds).
    package var answerMilliseconds: Int64 = 10_000
    /// Whether the checks that time thousands of answers are performed.
    package var measuresTiming = false

    /// How long all of it may take, in real milliseconds; nil for as long as it does.
    package var maxTimeMilliseconds: Int64?

    /// Sets a seed and a moment; all else as it is usual.
    package init(seed: UInt64, now: Moment) {
        self.seed = seed
        self.now = now
    }
}
