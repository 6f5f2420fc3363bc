import re
from collections.abc import Iterable

NAME = "x-webhook-signature"
# Exactly what the provider sends; fullmatch, since $ allows a line's end.
FORM = re.compile(r"[0-9a-f]{64}")


def read_signature(headers: Iterable[tuple[str, str]]) -> bytes | None:
    """The signature's 32 bytes; None when it is missing, doubled or garbled.

    The caller answers 401 to None. Nothing here raises.
    """
    # Names have no case. With two headers, who knows which one a proxy
    # believed?
    values = [value for name, value in headers if name.lower() == NAME]
    if len(values) != 1 or FORM.fullmatch(values[0]) is None:
        return None
    return bytes.fromhex(values[0])
