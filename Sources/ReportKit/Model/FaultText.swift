import ContractKit
import DeliveryKit

extension RunReport.FaultCount {
    /// What was done and how often, in a line: `duplicate, 3 times (legal, where event costbasis.completed)`.
    var line: String {
        let facts = [legality?.rawValue, aim.isEmpty ? nil : aim].compactMap(\.self)
        let details = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
        return "\(name.rawValue), \(count)\(details)"
    }

    /// How often it was done, in words.
    var count: String {
        // Nothing outlives it that could count it.
        name == .crash ? "not counted" : Phrase.count(injected, "time", "times")
    }
}
