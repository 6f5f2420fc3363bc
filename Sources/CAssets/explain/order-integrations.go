package webhooks

// WalletKey is both: a wallet's id alone could be another user's, one day. The
// owner is data.uid or, where there is none, the grant_id.
type WalletKey struct{ Owner, WalletID string }

// Wallet is an integration as its newest event tells it.
type Wallet struct {
	Status       string
	LastSyncedAt int64 // milliseconds; 0 for never
	OccurredAt   int64 // the envelope's timestamp, in milliseconds
	Kind         int64 // 0 for created, 1 for updated, 2 for failed
	HasGrant     bool  // whether the envelope has a grant_id
}

// standing orders the events of a wallet; arrival says nothing.
func (wallet Wallet) standing() [3]int64 {
	if wallet.HasGrant {
		// Here the envelope's time is that of the delivery, and only
		// lastSyncedAt tells when something happened.
		return [3]int64{wallet.LastSyncedAt, wallet.OccurredAt, wallet.Kind}
	}
	return [3]int64{wallet.OccurredAt, wallet.LastSyncedAt, wallet.Kind}
}

// ApplyIntegration takes an event unless a newer one was taken before. What is
// not there yet is made, by an update too: "created" may be late.
func ApplyIntegration(
	wallets map[WalletKey]Wallet, key WalletKey, next Wallet,
) {
	known, isKnown := wallets[key]
	left, right := next.standing(), known.standing()
	place := 0
	for place < 2 && left[place] == right[place] {
		place++
	}
	if !isKnown || left[place] > right[place] {
		wallets[key] = next
	}
}
