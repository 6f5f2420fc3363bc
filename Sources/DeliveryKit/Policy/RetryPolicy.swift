package import SimulationKit

/// When a delivery that was not accepted is tried again, and when it is given up.
package struct RetryPolicy: Equatable, Sendable {
    /// How long to wait after an attempt.
    package enum Waits: Equatable, Sendable {
        /// `base`, then each time `factor` times as long, give or take `jitter` of it.
        ///
        /// The n-th wait is base × factor⁽ⁿ⁻¹⁾ × (1 ± jitter), in whole milliseconds and never longer than
        /// `waitMillisecondsMax`. In milliseconds, without jitter:
        ///
        /// | base | factor | waits |
        /// | --- | --- | --- |
        /// | 1,000 | 2 | 1,000, 2,000, 4,000, 8,000 |
        /// | 1,000 | 1.5 | 1,000, 1,500, 2,250, 3,375, 5,062 |
        /// | 1 | 1.5 | 1, 1, 2, 3, 5 |
        /// | 1,000 | 0.5 | 1,000, 500, 250, 125, 62 |
        case exponential(baseMilliseconds: Int64, factorPercent: Int64, jitterPermille: Int64)
        /// These waits in this order, without jitter (001).
        case listed(milliseconds: [Int64])
    }

    /// Which answers are worth another attempt; time-outs and connection errors always are.
    package enum Retryable: Equatable, Sendable {
        /// 429, 500, 502, 503 and 504 (000, Retryable status codes).
        case listed
        /// Every answer but a 2xx (001, and the other sentence of 000).
        case any
    }

    /// Attempts in all, the first included.
    package let attemptsMax: Int
    /// How long it waits between attempts.
    package let waits: Waits
    /// Which answers it waits after.
    package let retryable: Retryable
    /// Whether an answer's `Retry-After` can make a wait longer; no document speaks of it (000, 001).
    package var honoursRetryAfter = false

    /// The longest wait that is ever computed, in milliseconds: a leap year.
    package static let waitMillisecondsMax: Int64 = 366 * 86_400_000

    /// Makes a policy of at least one attempt; a list of waits has one wait fewer than attempts.
    package init(attemptsMax: Int, waits: Waits, retryable: Retryable) {
        precondition(attemptsMax >= 1, "a delivery has at least one attempt")
        self.attemptsMax = attemptsMax
        self.waits = waits
        self.retryable = retryable
    }

    /// The policy of a profile's documents.
    package static func standard(of profile: Profile) -> RetryPolicy {
        switch profile.envelope {
        case .kryptosV1, .kryptosV2:
            // 000 says "exponential" and no base; one second, doubled, is what readers expect.
            RetryPolicy(
                attemptsMax: profile.attemptsMax,
                waits: .exponential(baseMilliseconds: 1_000, factorPercent: 200, jitterPermille: 100),
                retryable: .listed
            )
        case .account:
            .ladder
        }
    }

    /// The policy of 001's table: at once, then after 30 s, 5 min, 30 min and 2 h.
    package static let ladder = RetryPolicy(
        attemptsMax: 5,
        waits: .listed(milliseconds: [30_000, 300_000, 1_800_000, 7_200_000]),
        retryable: .any
    )

    /// How long to wait after the n-th attempt, counted from 1; the draw decides the jitter.
    package func waitMilliseconds(afterAttempt attempt: Int, draw: inout RandomStream) -> Int64 {
        switch waits {
        case .listed(let milliseconds):
            guard attempt <= milliseconds.count else { return milliseconds.last ?? 0 }
            return milliseconds[attempt - 1]
        case .exponential(let base, let factorPercent, let jitterPermille):
            let wait = Self.grown(base, factorPercent: factorPercent, times: attempt - 1)
            let spread = wait / 1_000 * jitterPermille + wait % 1_000 * jitterPermille / 1_000
            return min(max(0, wait + draw.within(-spread...spread)), Self.waitMillisecondsMax)
        }
    }

    /// A base times a factor's power, at most the longest wait.
    private static func grown(_ base: Int64, factorPercent: Int64, times: Int) -> Int64 {
        // In millionths, so that a short base grows by less than a millisecond too.
        let longest = Int128(waitMillisecondsMax) * 1_000_000
        var wait = min(Int128(base) * 1_000_000, longest)
        for _ in 0..<max(0, times) {
            wait = min(wait * Int128(factorPercent) / 100, longest)
        }
        return Int64(wait / 1_000_000)
    }

    /// Whether an answer of this status is worth another attempt.
    package func retries(status: Int) -> Bool {
        switch retryable {
        case .any: true
        case .listed: [429, 500, 502, 503, 504].contains(status)
        }
    }
}
