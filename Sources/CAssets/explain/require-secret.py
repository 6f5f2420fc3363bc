from collections.abc import Mapping

CHARACTERS_MIN = 16


def require_secret(
    environment: Mapping[str, str], name: str = "WEBHOOK_SECRET"
) -> str:
    """The signing secret, or the end of the start: call it before listening."""
    # Files and dashboards leave a line's end behind; it is no part of the key.
    secret = environment.get(name, "").strip()
    # "None" and "undefined" are what templates make of an unset variable; they
    # are too short, and so is whatever else could be guessed.
    if len(secret) < CHARACTERS_MIN:
        # The value itself stays out of the message, and so out of logs.
        raise SystemExit(f"{name} is unset or no secret; refusing to start")
    return secret
