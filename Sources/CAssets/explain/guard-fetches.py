import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

HOSTS = frozenset({"storage.googleapis.com"})


def resolve(host: str) -> list[str]:
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def address_to_fetch(
    url: str, resolve: Callable[[str], list[str]] = resolve
) -> str | None:
    """The address to connect to for a logoUrl; None when it is not fetched.

    Connect to this very address: another look-up could give another one. And
    follow no redirects.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    is_plain = parts.username is None and port in (None, 443)
    if parts.scheme != "https" or not is_plain or parts.hostname not in HOSTS:
        return None
    addresses = [ipaddress.ip_address(text) for text in resolve(parts.hostname)]
    # One private address is enough to refuse: 169.254.169.254, 127.0.0.1 …
    if not addresses or not all(address.is_global for address in addresses):
        return None
    return str(addresses[0])
