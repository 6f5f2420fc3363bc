/// Both: a wallet's id alone could be another user's, one day.
struct WalletKey: Hashable {
    /// `data.uid` or, where there is none, the `grant_id`.
    let owner: String
    let walletId: String
}

/// A wallet, or the mark of one: the absence of a row looks like "not yet".
enum Wallet {
    case connected(status: String)
    case deleted
}

/// Takes an integration event; after a deletion nothing else counts.
func applyOrBury(
    event: String,
    key: WalletKey,
    wallets: inout [WalletKey: Wallet],
    apply: (inout [WalletKey: Wallet]) -> Void
) {
    // Late or repeated. Connecting again would bring another walletId.
    if case .deleted = wallets[key] { return }
    if event == "integration.deleted" {
        // Also when the wallet was never seen: its other events may be late.
        wallets[key] = .deleted
    } else {
        apply(&wallets)
    }
}
