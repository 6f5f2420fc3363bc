package webhooks

import (
	"net/http"
	"strings"
)

const path = "/webhooks/kryptos"

// Gate lets on what is the provider's, and never redirects. Mount it beside
// the mux, since ServeMux answers some paths with 301 by itself.
//
// Behind a proxy, the scheme is what your proxy says, not what a client does.
func Gate(scheme func(*http.Request) string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// With the last slash or without: 301 would not be followed.
		if strings.TrimSuffix(r.URL.Path, "/") != path {
			http.NotFound(w, r)
			return
		}
		// 301 to https would be a failure as well, after the body has been
		// sent in the clear: register the address with https.
		// (Leave this out while you develop on one machine.)
		if scheme(r) != "https" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			w.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}
