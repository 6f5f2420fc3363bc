package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
)

// IsAuthenticByAny tells whether one of the secrets made the signature, given
// as 32 bytes. While a secret is being replaced there are two, new and old. No
// secret at all makes nothing authentic.
func IsAuthenticByAny(body, signature []byte, secrets []string) bool {
	isAuthentic := false
	for _, secret := range secrets {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write(body)
		// No early return: the answer takes as long whichever secret it was.
		if hmac.Equal(mac.Sum(nil), signature) {
			isAuthentic = true
		}
	}
	return isAuthentic
}
