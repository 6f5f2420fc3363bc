import JSONKit
import SimulationKit

extension ScenarioDecoder {
    /// Reads how the integrations of a crowd are wiped; nil where the contract removes them at once.
    func decodeCrowdWipe(_ value: ValueCursor?) -> (behaviour: WipeBehaviour?, milliseconds: Int64) {
        var takes: Int64 = 3_000
        var probability = Probability(billionths: 20_000_000)
        if let value, var cursor = value.object() {
            takes = cursor["takes"]?.duration() ?? takes
            if var failure = cursor["failure"]?.object() {
                probability = decodeProbability(failure["p"]) ?? probability
                failure.finish()
            }
            cursor.finish()
        }
        guard reading.profile.standardWipe != nil else { return (nil, 0) }
        return (WipeBehaviour(takes: .constant(takes), failure: probability), takes)
    }
}
