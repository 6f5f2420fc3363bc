package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// IsAuthentic tells whether the signature is that of the body, as it came off
// the wire. Read the body with io.ReadAll before anything decodes it.
func IsAuthentic(body []byte, signature, secret string) bool {
	// Fewer bytes than 32 come back for what is missing or no hex.
	given, err := hex.DecodeString(signature)
	if err != nil {
		return false
	}
	// The key is the secret as it is shown, with its prefix whsec_.
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	// Other lengths are unequal here, and equal ones take equal time.
	return hmac.Equal(given, mac.Sum(nil))
}
