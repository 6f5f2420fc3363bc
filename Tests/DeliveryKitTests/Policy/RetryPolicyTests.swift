import DeliveryKit
import SimulationKit
import Testing

@Suite struct RetryPolicyTests {
    static func waits(_ policy: RetryPolicy, count: Int, seed: UInt64 = 1) -> [Int64] {
        (1...count).map { attempt in
            var draw = RandomStream(seed: seed, user: 7, purpose: .jitter, index: UInt64(attempt))
            return policy.waitMilliseconds(afterAttempt: attempt, draw: &draw)
        }
    }

    static func exponential(_ base: Int64, _ factorPercent: Int64, jitter: Int64 = 0) -> RetryPolicy {
        RetryPolicy(
            attemptsMax: 100,
            waits: .exponential(
                baseMilliseconds: base,
                factorPercent: factorPercent,
                jitterPermille: jitter
            ),
            retryable: .listed
        )
    }

    @Test(arguments: [
        (Int64(1_000), Int64(200), [Int64(1_000), 2_000, 4_000, 8_000]),
        (1_000, 150, [1_000, 1_500, 2_250, 3_375, 5_062]),
        (1, 150, [1, 1, 2, 3, 5]),
        (1_000, 50, [1_000, 500, 250, 125, 62]),
        (0, 200, [0, 0, 0]),
        (250, 100, [250, 250, 250]),
    ])
    func `waits grow as the table of the documentation says`(base: Int64, factor: Int64, waits: [Int64]) {
        #expect(Self.waits(Self.exponential(base, factor), count: waits.count) == waits)
    }

    @Test func `a wait never exceeds the longest one, however large the factor`() {
        let longest = RetryPolicy.waitMillisecondsMax
        #expect(longest == 366 * 24 * 3_600_000)
        #expect(Self.waits(Self.exponential(1_000, 10_000), count: 100).last == longest)
        #expect(Self.waits(Self.exponential(.max, .max), count: 3) == [longest, longest, longest])
        #expect(Self.waits(Self.exponential(longest - 1, 200), count: 2) == [longest - 1, longest])
        for wait in Self.waits(Self.exponential(longest, 200, jitter: 1_000), count: 100) {
            #expect((0...longest).contains(wait))
        }
    }

    @Test(arguments: [Int64(0), 1, 100, 333, 1_000])
    func `jitter stays within its share and reaches both ends`(jitter: Int64) {
        let policy = Self.exponential(1_000, 100, jitter: jitter)
        let waits = (1...20_000).map { index in
            var draw = RandomStream(seed: 5, user: 9, purpose: .jitter, index: UInt64(index))
            return policy.waitMilliseconds(afterAttempt: 1, draw: &draw)
        }
        #expect(waits.min() == 1_000 - jitter)
        #expect(waits.max() == 1_000 + jitter)
    }

    @Test func `the standard waits are a second, doubled, give or take a tenth`() {
        let policy = RetryPolicy.standard(of: .kryptosV1)
        #expect(policy.attemptsMax == 3)
        #expect(policy.retryable == .listed)
        let waits = Self.waits(policy, count: 2)
        #expect((900...1_100).contains(waits[0]) && (1_800...2_200).contains(waits[1]))
        #expect(waits == Self.waits(policy, count: 2), "the same seed draws the same waits")
        #expect(waits != Self.waits(policy, count: 2, seed: 2))
    }

    @Test func `the ladder waits half a minute, five minutes, half an hour and two hours`() {
        #expect(RetryPolicy.ladder.attemptsMax == 5)
        #expect(RetryPolicy.ladder.retryable == .any)
        #expect(Self.waits(.ladder, count: 4) == [30_000, 300_000, 1_800_000, 7_200_000])
        #expect(Self.waits(.ladder, count: 6).suffix(2) == [7_200_000, 7_200_000])
    }

    @Test func `a list without waits waits for nothing`() {
        let policy = RetryPolicy(attemptsMax: 1, waits: .listed(milliseconds: []), retryable: .any)
        #expect(Self.waits(policy, count: 1) == [0])
    }

    @Test(arguments: 300...599)
    func `listed answers are worth another attempt, and any are where any is asked for`(status: Int) {
        let listed = [429, 500, 502, 503, 504].contains(status)
        #expect(RetryPolicy.standard(of: .kryptosV1).retries(status: status) == listed)
        #expect(RetryPolicy.ladder.retries(status: status))
    }

    @Test func `a policy without an attempt traps`() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = RetryPolicy(attemptsMax: 0, waits: .listed(milliseconds: []), retryable: .any)
        }
        #expect(trapped(result, with: "a delivery has at least one attempt"))
    }
}
