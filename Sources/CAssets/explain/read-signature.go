package webhooks

import (
	"encoding/hex"
	"net/http"
	"regexp"
)

// Exactly what the provider sends.
var form = regexp.MustCompile(`\A[0-9a-f]{64}\z`)

// ReadSignature returns the signature's 32 bytes; false when it is missing,
// doubled or garbled, to which the caller answers 401. It never panics.
func ReadSignature(header http.Header) ([]byte, bool) {
	// Values ignores the case of names. With two headers, who knows which one
	// a proxy believed? Get would take the first.
	values := header.Values("X-Webhook-Signature")
	if len(values) != 1 || !form.MatchString(values[0]) {
		return nil, false
	}
	signature, err := hex.DecodeString(values[0])
	return signature, err == nil
}
