import SimulationKit

extension DeliveryRow {
    /// The name of its event, as requests give it; nil where neither catalogue nor body tells.
    ///
    /// Costs a look through the body where a fault made an event of it that no catalogue has.
    package var eventName: String? {
        guard isUnknownEvent else {
            return UInt8(exactly: eventType).flatMap(EventType.init(rawValue:))?.name
        }
        return BodyEdit.eventName(of: body).flatMap { String(validating: $0, as: UTF8.self) }
    }
}
