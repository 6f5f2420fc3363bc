package webhooks

import (
	"encoding/json"
	"log"
	"net/http"
)

// Handlers are called by the name of their event.
type Handlers map[string]func(data json.RawMessage) error

// Route calls the handler of a verified event, whose name and data stood in the
// body; false when there is none.
func Route(
	event string, data json.RawMessage, header http.Header, handlers Handlers,
) (bool, error) {
	// The body's event is under the signature (in some profiles it is called
	// "type"). The header is not: it is compared for the log, and may be
	// missing.
	announced := header.Get("X-Webhook-Event")
	if announced != "" && announced != event {
		log.Printf("header says %q, body says %q", announced, event)
	}
	handle, isKnown := handlers[event]
	if !isKnown {
		return false, nil
	}
	return true, handle(data)
}
