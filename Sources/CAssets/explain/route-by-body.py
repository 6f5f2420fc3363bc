import logging
from collections.abc import Callable, Mapping
from typing import Any

log = logging.getLogger("webhooks")


def route(
    event: Mapping[str, Any],
    headers: Mapping[str, str],
    handlers: Mapping[str, Callable[[Any], None]],
) -> bool:
    """Call the handler of a verified event; False when there is none."""
    # "event" is under the signature. (In some profiles it is called "type".)
    kind = event["event"]
    # The header is not: it is compared for the log, and may be missing.
    announced = headers.get("X-Webhook-Event", kind)
    if announced != kind:
        log.warning("header says %r, body says %r", announced, kind)
    handler = handlers.get(kind)
    if handler is None:
        return False
    handler(event["data"])
    return True
