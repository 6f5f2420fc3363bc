import logging
from collections.abc import Callable, Mapping
from typing import Any

log = logging.getLogger("webhooks")
# For people only: what is stored is the provider's own word.
LABELS = {"QUEUED": "Waiting", "ONGOING": "Syncing", "COMPLETED": "Up to date"}


def take(
    event: Mapping[str, Any],
    handlers: Mapping[str, Callable[[Mapping[str, Any]], None]],
) -> int:
    """The status to answer; an event that is not known is a success too."""
    handler = handlers.get(event["event"])
    if handler is None:
        # 4xx would lose it without a trace, 5xx would bring it again.
        log.info("no handler for %r", event["event"])
    else:
        # Handlers pick the keys they know; no schema forbids others.
        handler(event["data"])
    return 200


def label(status: str) -> str:
    """What to show for a status; a new word shows as it is."""
    return LABELS.get(status, status.capitalize())
