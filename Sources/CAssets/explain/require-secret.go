package webhooks

import (
	"fmt"
	"strings"
)

const charactersMin = 16

// RequireSecret returns the signing secret. Call it before listening, as in
// RequireSecret(os.Getenv, "WEBHOOK_SECRET"), and end the start on an error.
func RequireSecret(getenv func(string) string, name string) (string, error) {
	// Files and dashboards leave a line's end behind; it is no part of the key.
	secret := strings.TrimSpace(getenv(name))
	// Getenv returns "" for what is unset, and hmac.New takes that as a key, as
	// whoever forges does. What is shorter could be guessed.
	if len(secret) < charactersMin {
		// The value itself stays out of the message, and so out of logs.
		return "", fmt.Errorf("%s is unset or no secret", name)
	}
	return secret, nil
}
