import DeliveryKit
import SimulationKit
import Testing

@testable import portsim

@Suite struct ProgressTextTests {
    private let start = Moment(milliseconds: 1_767_225_600_000)

    private func figures() -> EngineFigures {
        var figures = EngineFigures()
        figures.events = 168_913
        figures.deliveries = 168_000
        figures.delivered = 160_000
        figures.failed = 0
        figures.now = start + 2_914_000
        return figures
    }

    @Test func `progress says events, deliveries, speed and simulated time`() {
        let text = ProgressText.text(figures(), elapsedNanoseconds: 4_000_000_000, start: start)
        #expect(text == "168,913 events · 160,000 settled · 40,000/s · 48 min 34 s simulated")
    }

    @Test func `retries and what was given up show once there are any`() {
        var figures = figures()
        figures.retries = 1_234
        figures.failed = 2
        let text = ProgressText.text(figures, elapsedNanoseconds: 4_000_000_000, start: start)
        #expect(text.contains(" · 1,234 retries · 2 given up · "))
    }

    @Test func `a run that has only begun has no speed yet`() {
        let text = ProgressText.text(EngineFigures(), elapsedNanoseconds: 0, start: .earliest)
        #expect(text.hasPrefix("0 events · 0 settled · 0/s · "))
    }
}
