import hashlib
import hmac
from collections.abc import Sequence


def is_authentic_by_any(
    body: bytes, signature: bytes, secrets: Sequence[str]
) -> bool:
    """Whether one of the secrets made the signature, given as 32 bytes.

    While a secret is being replaced there are two, new and old. No secret at
    all makes nothing authentic.
    """
    is_authentic = False
    for secret in secrets:
        expected = hmac.new(secret.encode(), body, hashlib.sha256).digest()
        # Not any(): the answer takes as long whichever secret it was.
        is_authentic |= hmac.compare_digest(expected, signature)
    return is_authentic


# is_authentic_by_any(body, signature, [os.environ["WEBHOOK_SECRET"], *old])
