import JSONKit
import SimulationKit

extension ValueCursor {
    /// The object, whatever is in it, as the data of an event.
    func data() -> GivenData? {
        guard case .data = kind else { misuse() }
        guard let members = node.object else { return refuseKind() }
        let data = GivenData(members)
        guard data.byteCount <= ScenarioLimits.dataBytesMax else {
            report(
                "\(label) has at most \(ScenarioLimits.dataBytesMax) bytes as it is sent, and this has \(data.byteCount)"
            )
            return nil
        }
        return data
    }
}
