import Testing

@testable import portsim_bench

@Suite struct FigureTextTests {
    @Test(arguments: [
        (1_234_567.8, "1,234,568"), (1_000, "1,000"), (999.6, "1,000"), (100, "100"), (99.96, "100.0"),
        (30, "30"), (12.34, "12.3"), (9.876, "9.88"), (0.5, "0.50"), (0, "0.00"), (0.004, "0.00"),
        (-12.5, "-12.5"),
        (-0.001, "0.00"), (.infinity, "inf"),
    ])
    func `a figure has the digits that matter`(figure: Double, text: String) {
        #expect(FigureText.number(figure) == text)
    }

    @Test func `a ratio has two decimals`() {
        #expect(FigureText.ratio(0.3549) == "0.35")
        #expect(FigureText.ratio(12) == "12.00")
    }
}
