import DeliveryKit
import SimulationKit
import Testing

@testable import ReportKit

/// Differences in words.
@Suite struct DifferenceTextTests {
    private func difference(_ kinds: DeliveryDifference.Kind..., webhook: Int = 0) -> DeliveryDifference {
        DeliveryDifference(
            identifier: "whd_1",
            type: .costBasisStarted,
            user: "u",
            webhook: webhook,
            kinds: kinds
        )
    }

    @Test func `what one run has alone has its mark`() {
        let missing = DifferenceText.line(of: difference(.missing), webhookNames: ["main"])
        #expect(missing == "- whd_1 costbasis.started u")
        let extra = DifferenceText.line(of: difference(.extra, webhook: 1), webhookNames: ["main", "audit"])
        #expect(extra == "+ whd_1 costbasis.started u audit")
    }

    @Test func `every kind of difference is said`() {
        let all = difference(
            .body,
            .moment(1_000, 3_000),
            .attempts(1, 2),
            .attemptMoment(number: 2, 5_000, 4_500),
            .status(number: 2, 0, 200),
            .outcome(nil, .cancelled)
        )
        #expect(
            DifferenceText.line(of: all, webhookNames: []) == "~ whd_1 costbasis.started u: other body, "
                + "made 2 s later, 1 → 2 attempts, attempt 2 500 ms earlier, "
                + "attempt 2 answered nothing → 200, pending → cancelled"
        )
    }

    @Test func `text of others cannot move the cursor`() {
        var odd = difference(.missing)
        odd = DeliveryDifference(
            identifier: "whd\u{1b}[2J",
            type: nil,
            user: odd.user,
            webhook: 0,
            kinds: odd.kinds
        )
        #expect(!DifferenceText.line(of: odd, webhookNames: []).contains("\u{1b}"))
    }

    @Test func `the summary counts`() {
        var counts = ComparisonCounts()
        counts.equal = 1
        #expect(DifferenceText.summary(of: counts) == "no difference: 1 delivery equal")
        counts.extra = 2
        #expect(DifferenceText.summary(of: counts) == "0 different, 0 missing, 2 extra, 1 delivery equal")
    }
}
