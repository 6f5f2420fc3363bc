package webhooks

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
)

var hosts = map[string]bool{"storage.googleapis.com": true}

var errNotFetched = errors.New("this address is not fetched")

// AddressToFetch returns the address to connect to for a logoUrl. Connect to
// this very address: another look-up could give another one. And follow no
// redirects.
func AddressToFetch(ctx context.Context, text string) (netip.Addr, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Scheme != "https" || parsed.User != nil {
		return netip.Addr{}, errNotFetched
	}
	// Host has the port with it: none is wanted.
	if !hosts[parsed.Host] {
		return netip.Addr{}, errNotFetched
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip4", parsed.Host)
	if err != nil || len(found) == 0 {
		return netip.Addr{}, errNotFetched
	}
	// One private address is enough to refuse: 169.254.169.254, 127.0.0.1 …
	for _, address := range found {
		if !address.Unmap().IsGlobalUnicast() || address.Unmap().IsPrivate() {
			return netip.Addr{}, errNotFetched
		}
	}
	return found[0].Unmap(), nil
}
