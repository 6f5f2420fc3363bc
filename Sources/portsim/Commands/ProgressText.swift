import DeliveryKit
import ReportKit
import SimulationKit

/// The line that says how far a run is.
enum ProgressText {
    static func text(_ figures: EngineFigures, elapsedNanoseconds: Int64, start: Moment) -> String {
        let settled = figures.delivered + figures.failed
        let perSecond = elapsedNanoseconds > 0 ? settled * 1_000_000_000 / elapsedNanoseconds : 0
        var parts = [
            "\(figures.events) events",
            "\(settled) of \(figures.deliveries) deliveries settled",
            "\(perSecond)/s",
        ]
        if figures.retries > 0 { parts.append("\(figures.retries) retries") }
        if figures.failed > 0 { parts.append("\(figures.failed) given up") }
        parts.append("\(ReportKit.DurationText.text(milliseconds: figures.now - start)) simulated")
        return parts.joined(separator: " · ")
    }
}
