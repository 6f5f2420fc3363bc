import Testing

@testable import ConsumerKit

@Suite struct ConsumerCountsTests {
    @Test func `each outcome is counted as itself and in the sums that it belongs to`() {
        for outcome in DeliveryOutcome.allCases {
            var counts = ConsumerCounts()
            counts.note(outcome)
            #expect(
                DeliveryOutcome.allCases.map { counts[$0] }
                    == DeliveryOutcome.allCases.map { $0 == outcome ? 1 : 0 }
            )
            #expect(counts.verified == (outcome.isVerified ? 1 : 0))
            #expect(counts.processed == (outcome.isProcessed ? 1 : 0))
            #expect(counts.duplicates == (outcome == .duplicate ? 1 : 0))
            // Every delivery is processed, a repetition, refused, or kept away by a fault.
            let sum = counts.processed + counts.duplicates + counts.refused + counts[.notTaken]
            #expect(sum == 1)
        }
    }
}
