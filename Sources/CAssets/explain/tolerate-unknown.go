package webhooks

import (
	"encoding/json"
	"log"
	"net/http"
)

// For people only: what is stored is the provider's own word.
var labels = map[string]string{
	"QUEUED": "Waiting", "ONGOING": "Syncing", "COMPLETED": "Up to date",
}

// Take returns the status to answer; an event that is not known is a success
// too. Handlers decode the fields they know, without DisallowUnknownFields.
func Take(
	event string, data json.RawMessage,
	handlers map[string]func(json.RawMessage) error,
) int {
	handle, isKnown := handlers[event]
	if !isKnown {
		// 4xx would lose it without a trace, 5xx would bring it again.
		log.Printf("no handler for %q", event)
		return http.StatusOK
	}
	if err := handle(data); err != nil {
		log.Printf("%q failed: %v", event, err)
		return http.StatusInternalServerError
	}
	return http.StatusOK
}

// Label is what to show for a status; a new word shows as it is. Status is a
// string in the struct: no enum of ours can list what the provider will add.
func Label(status string) string {
	if label, isKnown := labels[status]; isKnown {
		return label
	}
	return status
}
