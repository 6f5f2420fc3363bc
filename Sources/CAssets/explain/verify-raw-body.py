import hashlib
import hmac


def is_authentic(body: bytes, signature: str | None, secret: str) -> bool:
    """Whether the signature is that of the body, as it came off the wire."""
    # compare_digest raises TypeError on None and on text that is not ASCII.
    if signature is None or not signature.isascii():
        return False
    # The key is the secret as it is shown, with its prefix whsec_.
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    # Other lengths are unequal here, and equal ones take equal time.
    return hmac.compare_digest(expected, signature)


# Flask: the bytes are request.get_data(), never json.dumps(request.json).
