from collections.abc import Mapping
from typing import Any


def optional_text(data: Mapping[str, Any], key: str) -> str | None:
    """A text; None when it is absent, null, empty or something else."""
    value = data.get(key)
    # Profiles differ in how they say "none": null, "" or no key at all.
    return value if isinstance(value, str) and value else None


def optional_integer(data: Mapping[str, Any], key: str) -> int | None:
    """A whole number; None when it is absent, null or something else."""
    value = data.get(key)
    # True is an int in Python, and no count.
    return value if type(value) is int else None


def owner(event: Mapping[str, Any]) -> str | None:
    """Whose event it is: a user's uid or, where there is none, a grant."""
    return optional_text(event["data"], "uid") or optional_text(
        event, "grant_id"
    )
