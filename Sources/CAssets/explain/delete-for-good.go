package webhooks

// WalletKey is both: a wallet's id alone could be another user's, one day. The
// owner is data.uid or, where there is none, the grant_id.
type WalletKey struct{ Owner, WalletID string }

// Wallet is an integration. Deleted is a mark of its own, not the absence of a
// row: absence looks like "not yet".
type Wallet struct {
	Status  string
	Deleted bool
}

// ApplyOrBury takes an integration event; after a deletion nothing else counts.
func ApplyOrBury(
	wallets map[WalletKey]Wallet, key WalletKey, event string, apply func(),
) {
	switch {
	case wallets[key].Deleted:
		// Late or repeated. Connecting again would bring another walletId.
	case event == "integration.deleted":
		// Also when the wallet was never seen: its other events may be late.
		wallets[key] = Wallet{Status: "DELETED", Deleted: true}
	default:
		apply()
	}
}
