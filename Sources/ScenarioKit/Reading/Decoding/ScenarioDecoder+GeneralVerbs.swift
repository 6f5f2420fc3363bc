import JSONKit
import SimulationKit

/// The verbs of every profile.
enum GeneralVerb: String {
    case emit
}

extension ScenarioDecoder {
    /// Reads such a verb and what goes with it.
    func decode(_ verb: GeneralVerb, _ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        switch verb {
        case .emit: decodeEmit(&step, reference)
        }
    }

    private func decodeEmit(_ step: inout ObjectCursor, _ reference: ValueCursor) -> DecodedVerb? {
        let type = reference.event()
        let user = step["user"]?.user(of: users)
        let data = step["data"]?.data()
        guard let type, let user, let data else { return nil }
        return DecodedVerb(user: user, verb: .emit(type, data), eventsMax: 1, takesMilliseconds: 0)
    }
}
