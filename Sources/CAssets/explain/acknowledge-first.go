package webhooks

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
)

const waitingMax = 10_000

// Acknowledge keeps a verified body and returns the status to answer, at once.
// A table or a queue service does as well, if it is durable. A worker, in a
// goroutine or process of its own, reads the files, does the work and removes
// each when it is done: what fails stays and is tried again.
func Acknowledge(spool, id string, body []byte) int {
	waiting, err := filepath.Glob(filepath.Join(spool, "*.json"))
	if err != nil || len(waiting) >= waitingMax {
		return http.StatusServiceUnavailable // sent again: better than too late
	}
	file, err := os.CreateTemp(spool, "*.part")
	if err != nil {
		return http.StatusServiceUnavailable
	}
	defer file.Close()
	// On the disk before the answer: after a 200 nobody sends it again.
	if _, err = file.Write(body); err == nil {
		err = file.Sync()
	}
	if err == nil {
		// A hash, since an id is a stranger's text and no file name.
		name := fmt.Sprintf("%x.json", sha256.Sum256([]byte(id)))
		err = os.Rename(file.Name(), filepath.Join(spool, name))
	}
	if err != nil {
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}
