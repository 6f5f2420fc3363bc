package webhooks

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log"
	"net/http"
)

// ErrRefused is a request that is not the provider's. Wrap it with the reason,
// which is for the log alone.
var ErrRefused = errors.New("refused")

// Respond answers, whatever the handler returns.
func Respond(w http.ResponseWriter, r *http.Request, handle func() error) {
	w.Header().Set("Content-Type", "application/json")
	switch err := handle(); {
	case err == nil:
		w.Write([]byte("{}"))
	case errors.Is(err, ErrRefused):
		// Never the expected signature, in the log neither: it would be valid.
		log.Printf("%s: %v", r.URL.Path, err)
		w.WriteHeader(http.StatusUnauthorized)
		w.Write([]byte(`{"error":"unauthorized"}`))
	default:
		// The error goes to the log. The answer only says where to look.
		bytes := make([]byte, 8)
		rand.Read(bytes)
		reference := hex.EncodeToString(bytes)
		log.Printf("failed, reference %s: %v", reference, err)
		w.WriteHeader(http.StatusInternalServerError)
		w.Write([]byte(`{"error":"internal","reference":"` + reference + `"}`))
	}
}
