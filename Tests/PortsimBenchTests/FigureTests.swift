import Testing

@testable import portsim_bench

@Suite struct FigureTests {
    private func figure(
        _ ours: Double,
        _ comparison: Figure.Comparison = .none,
        target: Figure.Target?
    ) -> Figure {
        Figure(name: "deliveries", ours: ours, unit: "/s", comparison: comparison, target: target)
    }

    @Test func `a target is met at its very bound, a limit only below it`() {
        #expect(figure(500, target: .atLeast(500)).isMet == true)
        #expect(figure(499, target: .atLeast(500)).isMet == false)
        #expect(figure(127.9, target: .below(128)).isMet == true)
        #expect(figure(128, target: .below(128)).isMet == false)
        #expect(figure(128, target: nil).isMet == nil)
    }

    @Test func `a ratio is ours by the peer's`() {
        let sound = figure(35, .peer("wrk", figure: 100), target: .ratioAtLeast(0.35))
        #expect(sound.ratio == 0.35)
        #expect(sound.isMet == true)
        #expect(figure(34, .peer("wrk", figure: 100), target: .ratioAtLeast(0.35)).isMet == false)
        #expect(figure(34, .peer("wrk", figure: 0), target: nil).ratio == nil)
    }

    @Test func `a ratio that must stay below a bound does not reach it`() {
        let bound = Figure.Target.ratioBelow(5)
        #expect(figure(499, .peer("curl", figure: 100), target: bound).isMet == true)
        #expect(figure(500, .peer("curl", figure: 100), target: bound).isMet == false)
        #expect(figure(1, .noPeer("no curl on the PATH"), target: bound).isMet == nil)
        #expect(bound.text == "< 5.00 ×")
    }

    @Test func `without the peer nobody can say whether its target was met`() {
        let alone = figure(35, .noPeer("no wrk on the PATH"), target: .ratioAtLeast(0.35))
        #expect(alone.ratio == nil)
        #expect(alone.isMet == nil)
    }

    @Test func `the median is the middle, or between the middle two`() {
        #expect([3.0, 1, 2].median == 2)
        #expect([4.0, 1, 2, 3].median == 2.5)
        #expect([Double]().median == nil)
    }
}
