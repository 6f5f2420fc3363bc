import SimulationKit

extension RetryPolicy {
    /// How late the last attempt of a delivery comes at most, after attempts that all ran out of time.
    ///
    /// A body whose time lies so far back cannot be told from one that is tried again. In milliseconds:
    ///
    /// | policy | timeout | lateness |
    /// | --- | --- | --- |
    /// | 3 attempts, base 1,000, factor 2, jitter 100 | 10,000 | 23,300 |
    /// | the ladder of 001 | 10,000 | 9,370,000 |
    package func latenessMaxMilliseconds(timeoutMilliseconds: Int) -> Int64 {
        var lateness: Int64 = 0
        for attempt in 1..<max(1, attemptsMax) {
            lateness += Int64(timeoutMilliseconds) + longestWait(afterAttempt: attempt)
        }
        return lateness
    }

    private func longestWait(afterAttempt attempt: Int) -> Int64 {
        var longest: Int64 = 0
        switch waits {
        case .listed(let milliseconds):
            longest = attempt <= milliseconds.count ? milliseconds[attempt - 1] : milliseconds.last ?? 0
        case .exponential(let base, let factorPercent, let jitterPermille):
            var still = RandomStream(state: 0)
            let plain = RetryPolicy(
                attemptsMax: attemptsMax,
                waits: .exponential(baseMilliseconds: base, factorPercent: factorPercent, jitterPermille: 0),
                retryable: retryable
            )
            let wait = plain.waitMilliseconds(afterAttempt: attempt, draw: &still)
            longest = min(
                wait + wait / 1_000 * jitterPermille + wait % 1_000 * jitterPermille / 1_000,
                Self.waitMillisecondsMax
            )
        }
        return longest
    }
}
