import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads how the integrations of a crowd are wiped; nil where the contract removes them at once.
    func decodeCrowdWipe(_ value: ValueCursor?) -> (behaviour: WipeBehaviour?, milliseconds: Int64) {
        var takes = CrowdDefaults.wipe
        var probability = Probability(billionths: 20_000_000)
        if let value, var cursor = value.object() {
            takes = cursor["takes"]?.distribution() ?? takes
            if var failure = cursor["failure"]?.object() {
                probability = decodeProbability(failure["p"]) ?? probability
                failure.finish()
            }
            cursor.finish()
        }
        guard reading.profile.standardWipe != nil else { return (nil, 0) }
        return (WipeBehaviour(takes: takes, failure: probability), takes.range.upperBound)
    }
}
