import json
from collections.abc import Callable
from typing import Any


def receive(
    body: bytes, is_authentic: Callable[[bytes], bool]
) -> tuple[int, dict[str, Any] | None]:
    """The status to answer, and the event where it is 200."""
    # First of all: until then the bytes are a stranger's.
    if not is_authentic(body):
        return 401, None
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        # Not JSON, not UTF-8, or nested too deeply to be an event.
        return 400, None
    # JSON can be a list, null or a number; a schema would do this too.
    if not isinstance(event, dict):
        return 400, None
    for key, kind in (("id", str), ("event", str), ("data", dict)):
        if not isinstance(event.get(key), kind):
            return 400, None
    return 200, event
