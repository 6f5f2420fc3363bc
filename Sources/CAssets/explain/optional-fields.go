package webhooks

// Integration has pointers where a field can be null or absent: nil is both,
// and 0 stays 0.
type Integration struct {
	UID               *string `json:"uid"`
	WalletID          string  `json:"walletId"`
	PublicAddress     *string `json:"publicAddress"`
	ErrorMessage      *string `json:"errorMessage"`
	LastSyncedAt      *int64  `json:"lastSyncedAt"`
	TotalTransactions *int64  `json:"totalTransactions"`
}

// OptionalText returns a text; false when it is absent, null or empty: profiles
// differ in how they say "none".
func OptionalText(text *string) (string, bool) {
	if text == nil || *text == "" {
		return "", false
	}
	return *text, true
}

// Owner tells whose event it is: a user's uid or, where there is none, a grant.
func Owner(data Integration, grantID *string) (string, bool) {
	if uid, isThere := OptionalText(data.UID); isThere {
		return uid, true
	}
	return OptionalText(grantID)
}
