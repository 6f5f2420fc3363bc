package webhooks

import (
	"encoding/json"
	"net/http"
)

// Event is what every delivery is made of.
type Event struct {
	ID        string          `json:"id"`
	Event     string          `json:"event"`
	Timestamp string          `json:"timestamp"`
	Data      json.RawMessage `json:"data"`
}

// Receive returns the status to answer, and the event where it is 200.
func Receive(body []byte, isAuthentic func([]byte) bool) (int, *Event) {
	// First of all: until then the bytes are a stranger's.
	if !isAuthentic(body) {
		return http.StatusUnauthorized, nil
	}
	var event Event
	// Unmarshal leaves an Event empty for null, and refuses lists, numbers and
	// what is nested too deeply.
	if err := json.Unmarshal(body, &event); err != nil {
		return http.StatusBadRequest, nil
	}
	isObject := len(event.Data) > 0 && event.Data[0] == '{'
	if event.ID == "" || event.Event == "" || !isObject {
		return http.StatusBadRequest, nil
	}
	return http.StatusOK, &event
}
