import ContractKit
import DeliveryKit
import ReportKit
import SimulationKit

/// The line that says how far a run is; short enough for a terminal of 80 columns.
enum ProgressText {
    static func text(_ figures: EngineFigures, elapsedNanoseconds: Int64, start: Moment) -> String {
        let settled = figures.delivered + figures.failed
        let milliseconds = elapsedNanoseconds / 1_000_000
        let perSecond = milliseconds > 0 ? settled * 1_000 / milliseconds : 0
        var parts = [
            "\(Phrase.number(figures.events)) events",
            "\(Phrase.number(settled)) settled",
            "\(Phrase.number(perSecond))/s",
        ]
        if figures.retries > 0 { parts.append("\(Phrase.number(figures.retries)) retries") }
        if figures.failed > 0 { parts.append("\(Phrase.number(figures.failed)) given up") }
        parts.append("\(ReportKit.DurationText.text(milliseconds: figures.now - start)) simulated")
        return parts.joined(separator: " · ")
    }
}
