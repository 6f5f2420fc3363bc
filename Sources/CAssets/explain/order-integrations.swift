import Foundation

/// Both: a wallet's id alone could be another user's, one day.
struct WalletKey: Hashable {
    /// `data.uid` or, where there is none, the `grant_id`.
    let owner: String
    let walletId: String
}

/// What an integration event says.
struct WalletEvent {
    let kind: Kind
    let occurredAt: Date
    let hasGrant: Bool
    let status: String
    let lastSyncedAt: Int64

    enum Kind: Int { case created, updated, failed }
    /// What orders the events of a wallet; arrival says nothing.
    func isNewer(than known: WalletEvent) -> Bool {
        // With grants, the envelope's time is that of the delivery, and only
        // lastSyncedAt tells when something happened.
        if hasGrant, lastSyncedAt != known.lastSyncedAt {
            return lastSyncedAt > known.lastSyncedAt
        }
        return (occurredAt, lastSyncedAt, kind.rawValue)
            > (known.occurredAt, known.lastSyncedAt, known.kind.rawValue)
    }
}

/// Takes an event unless a newer one was taken before.
func apply(
    _ event: WalletEvent,
    to wallets: inout [WalletKey: WalletEvent],
    key: WalletKey
) {
    // What is not there yet is made, by an update too.
    if let known = wallets[key], !event.isNewer(than: known) { return }
    wallets[key] = event
}
