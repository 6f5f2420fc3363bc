import SimulationKit
import Testing

@testable import ContractKit

/// The comparison of two samples.
@Suite struct RankTestTests {
    @Test func `equal samples are half and half`() {
        let test = RankTest([1, 2, 3], [1, 2, 3])
        #expect(test.laterPermille == 500 && !test.isConspicuous)
    }

    @Test func `a sample above the other is conspicuous once there is enough of it`() {
        #expect(RankTest([1, 2], [3, 4]).laterPermille == 1_000)
        #expect(!RankTest([1, 2], [3, 4]).isConspicuous)
        let test = RankTest(Array(0..<100), Array(100..<200))
        #expect(test.laterPermille == 1_000 && test.isConspicuous)
        let other = RankTest(Array(100..<200), Array(0..<100))
        #expect(other.laterPermille == 0 && other.isConspicuous)
    }

    @Test func `what chance makes is not conspicuous`() {
        var random = RandomStream(state: 1)
        var conspicuous = 0
        for _ in 1...200 {
            let first = (1...50).map { _ in random.within(0...1_000) }
            let second = (1...50).map { _ in random.within(0...1_000) }
            if RankTest(first, second).isConspicuous { conspicuous += 1 }
        }
        // Four deviations are exceeded by one in 16,000.
        #expect(conspicuous == 0)
    }
}
