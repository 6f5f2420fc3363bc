import DeliveryKit
import JSONKit
import SimulationKit

/// A delivery under judgement, whose body is read at most once, and only when somebody asks.
struct ObservedDelivery {
    private enum Wallet {
        case unread
        case read(String?)
    }

    let row: DeliveryRow
    private var wallet = Wallet.unread

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
        switch wallet {
        case .read(let identifier):
            return identifier
        case .unread:
            let body = try? JSONReader.read(
                row.body,
                dialect: .json,
                duplicateKeys: .lastWins,
                loneSurrogates: .replace
            )
            let identifier = body?["data"]?["walletId"]?.string
            wallet = .read(identifier)
            return identifier
        }
    }
}
