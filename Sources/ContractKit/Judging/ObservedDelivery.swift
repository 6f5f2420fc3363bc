import DeliveryKit
import JSONKit
import SimulationKit

/// A delivery under judgement, whose body is read at most once, and only when somebody asks.
struct ObservedDelivery {
    let row: DeliveryRow
    private var isRead = false
    private var body: JSONNode?

    init(_ row: DeliveryRow) {
        self.row = row
    }

    /// The kind of its event; nil for one that no catalogue has.
    var type: EventType? {
        row.isUnknownEvent ? nil : UInt8(exactly: row.eventType).flatMap(EventType.init(rawValue:))
    }

    /// The integration that the body is about; nil where it is about none or cannot be read.
    ///
    /// Costs some microseconds the first time.
    mutating func walletIdentifier() -> String? {
        node()?["data"]?["walletId"]?.string
    }

    /// What stands in a place of the body; nil where nothing does or it cannot be read.
    ///
    /// Costs some microseconds the first time.
    mutating func value(at pointer: JSONPointer) -> JSONValue? {
        node().flatMap { pointer.evaluate(in: $0) }?.value
    }

    private mutating func node() -> JSONNode? {
        if !isRead {
            isRead = true
            body = try? JSONReader.read(
                row.body,
                dialect: .json,
                duplicateKeys: .lastWins,
                loneSurrogates: .replace
            )
        }
        return body
    }
}
