import DeliveryKit
import SimulationKit

extension ScenarioDecoder {
    /// What a fault is aimed at and which of that it hits, in words; empty where it is everything.
    func aim(of fault: Fault) -> String {
        var parts: [String] = []
        let target = fault.target
        if let event = target.event { parts.append("event \(event.name)") }
        if let user = target.user { parts.append("user \(users.users[user].name)") }
        if let webhook = target.webhook { parts.append("webhook \(webhooks[webhook].name)") }
        if let nth = target.nth { parts.append("nth \(nth)") }
        if let attempt = target.attempt { parts.append("attempt \(attempt)") }
        switch fault.choice {
        case .every: break
        case .probability(let probability): parts.append("p \(Self.decimal(probability.billionths))")
        case .count(let count): parts.append("count \(count)")
        case .window(let span):
            let end = span.upperBound == .latest ? "on" : "to \(DurationText.text(span.upperBound - start))"
            parts.append("from \(DurationText.text(span.lowerBound - start)) \(end)")
        }
        return parts.joined(separator: ", ")
    }

    /// Billionths as a decimal number without zeros at its end.
    private static func decimal(_ billionths: UInt64) -> String {
        guard billionths < 1_000_000_000 else { return "1" }
        var digits = String(billionths + 1_000_000_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return digits.isEmpty ? "0" : "0.\(digits)"
    }
}

extension Scenario {
    /// The faults as run files note them.
    var notedFaults: [RunNotes.Fault] {
        zip(faults, faultAims).map {
            RunNotes.Fault(name: $0.kind.name, legality: $0.legality, aim: $1)
        }
    }
}
