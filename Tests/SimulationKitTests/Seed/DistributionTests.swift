import Testing

@testable import SimulationKit

@Suite struct DistributionTests {
    @Test func `a constant draws nothing from the stream`() {
        var stream = RandomStream(state: 1)
        var untouched = stream
        #expect(Distribution.constant(-7).draw(from: &stream) == -7)
        #expect(stream.next() == untouched.next())
    }

    @Test func `a uniform draw reaches both ends and nothing beyond`() {
        var stream = RandomStream(state: 1)
        let draws = Set((0..<1_000).map { _ in Distribution.uniform(-2...2).draw(from: &stream) })
        #expect(draws == [-2, -1, 0, 1, 2])
    }

    @Test func `weighted choices are pinned`() {
        let choice = WeightedChoice([("a", 5), ("b", 3), ("c", 6), ("d", 2)])
        var stream = RandomStream(state: 99)
        let draws = (0..<16).map { _ in choice.draw(from: &stream) }
        #expect(draws == [0, 0, 2, 0, 0, 0, 2, 2, 2, 2, 2, 2, 0, 1, 0, 2])
    }

    @Test func `an option without weight is never chosen`() {
        let choice = WeightedChoice([("never", 0), ("always", 1), ("nor", 0)])
        var stream = RandomStream(state: 4)
        #expect((0..<100).allSatisfy { _ in choice.draw(from: &stream) == 1 })
    }

    @Test func `a choice without weights traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = WeightedChoice([("a", 0)])
        }
    }

    @Test func `choices are equal by their options in their order`() {
        let choice = WeightedChoice([("a", 1), ("b", 2)])
        #expect(choice == WeightedChoice([("a", 1), ("b", 2)]))
        #expect(choice != WeightedChoice([("b", 2), ("a", 1)]))
        #expect(Set([choice, WeightedChoice([("a", 1), ("b", 2)])]).count == 1)
    }
}
