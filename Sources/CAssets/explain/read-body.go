package webhooks

import (
	"errors"
	"io"
	"mime"
	"net/http"
)

const bytesMax = 1 << 20

// ReadBody returns the status (200 to go on) and the body, chunked or not.
//
// Set ReadTimeout of the http.Server: it ends a slow sender.
func ReadBody(w http.ResponseWriter, r *http.Request) (int, []byte) {
	// Before any refusal; ContentLength is -1 for chunks and no reason for one.
	// Beyond its limit MaxBytesReader has the connection closed, so that the
	// rest does not pass for the next request.
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bytesMax))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return http.StatusRequestEntityTooLarge, nil
	}
	if err != nil {
		return http.StatusBadRequest, nil
	}
	// "Application/JSON; charset=utf-8" is JSON as well (RFC 9110, 8.3.1);
	// ParseMediaType lowers the case and takes the parameters off.
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return http.StatusUnsupportedMediaType, nil
	}
	return http.StatusOK, body
}
