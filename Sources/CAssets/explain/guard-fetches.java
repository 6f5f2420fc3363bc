import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

final class Fetches {
    private static final Set<String> HOSTS = Set.of("storage.googleapis.com");

    /**
     * The address to connect to for a logoUrl; empty when it is not fetched.
     * Connect to this one, no other look-up, and follow no redirects.
     */
    static Optional<InetAddress> addressToFetch(String url) {
        try {
            URI uri = URI.create(url);
            // The authority has user and port with it: none is wanted.
            String authority = uri.getRawAuthority();
            if (!"https".equals(uri.getScheme())
                    || authority == null || !HOSTS.contains(authority)) {
                return Optional.empty();
            }
            InetAddress[] found = InetAddress.getAllByName(uri.getHost());
            for (InetAddress address : found) {
                // One private address is enough to refuse: 169.254.169.254 …
                // IPv4 alone, since Java knows no private IPv6 (fc00::/7).
                if (address.isLoopbackAddress() || address.isAnyLocalAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || !(address instanceof Inet4Address)) {
                    return Optional.empty();
                }
            }
            return Optional.of(found[0]);
        } catch (IllegalArgumentException | UnknownHostException invalid) {
            return Optional.empty();
        }
    }
}
