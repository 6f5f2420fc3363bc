import JSONKit
import WireKit

/// The joints of the mind at which personas differ; without a trait each is the straight way.
extension ConsumerState {
    /// Reads a body whose signature was verified.
    func read(_ body: [UInt8], _ fields: HTTPFields) throws(DeliveryRefusal) -> SignedEvent {
        guard let trait = trait.reading else {
            return try SignedEvent(body: body, keepsParticulars: limits.keepsDetails)
        }
        return try trait.read(body, fields, keepsParticulars: limits.keepsDetails)
    }

    /// What a delivery is told apart from others by; nil where it is not.
    func mark(of event: SignedEvent, _ body: [UInt8], _ fields: HTTPFields) -> IdentifierWindow.Mark? {
        switch trait.deduplication {
        case nil, .refusing, .window, .beforeWork:
            return IdentifierWindow.Mark(event.identifier)
        case .never:
            return nil
        case .byContent:
            return IdentifierWindow.Mark(Self.content(of: body))
        case .byField:
            return IdentifierWindow.Mark(fields["X-Webhook-Id"] ?? event.identifier)
        case .byIdentifierAndTime:
            return IdentifierWindow.Mark(event.identifier + " " + (fields["X-Webhook-Timestamp"] ?? ""))
        }
    }

    /// Compares a change with what is believed; says whether the belief moved on.
    mutating func believe(
        _ change: SignedEvent.Change,
        of owner: String,
        _ fields: HTTPFields
    ) throws(DeliveryRefusal) -> Bool {
        guard let trait = trait.ordering else { return try beliefs.take(change, of: owner, limits: limits) }
        arrivals += 1
        switch try trait.bent(change, beliefs[owner], arrival: arrivals, fields) {
        case .ignored:
            return false
        case .compared(let bent):
            return try beliefs.take(bent, of: owner, limits: limits)
        case .replacing(.integration(let walletIdentifier, let standing), let wallets):
            for wallet in wallets + [walletIdentifier] {
                beliefs.forget(wallet, of: owner)
                let change = SignedEvent.Change.integration(walletIdentifier: wallet, standing)
                _ = try beliefs.take(change, of: owner, limits: limits)
            }
            return true
        case .replacing(let bent, _):
            return try beliefs.take(bent, of: owner, limits: limits)
        }
    }

    /// Keeps what an event says beside its status.
    mutating func keep(_ event: SignedEvent, _ change: SignedEvent.Change, _ owner: String) {
        guard let particulars = event.particulars else { return }
        beliefs.keep(trait.keeping?.bent(particulars) ?? particulars, of: change, owner)
    }

    /// All of a body but its id, in a spelling of its own.
    private static func content(of body: [UInt8]) -> String {
        let node = try? JSONReader.read(
            body,
            dialect: .json,
            duplicateKeys: .lastWins,
            loneSurrogates: .replace
        )
        var writer = JSONWriter()
        writer.beginObject()
        for member in node?.object ?? [] where member.key != "id" {
            writer.key(member.key)
            writer.value(member.value.value)
        }
        writer.endObject()
        return String(decoding: writer.finish(), as: UTF8.self)
    }
}
