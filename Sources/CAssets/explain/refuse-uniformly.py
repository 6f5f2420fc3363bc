import logging
import secrets
from collections.abc import Callable

log = logging.getLogger("webhooks")


class Refused(Exception):
    """A request that is not the provider's; the reason is for the log alone."""


def respond(handle: Callable[[], int]) -> tuple[int, str]:
    """Status and body of the answer, whatever the handler does."""
    try:
        return handle(), "{}"
    except Refused as refusal:
        # Never the expected signature, in the log neither: it would be valid.
        log.warning("refused: %s", refusal)
        return 401, '{"error":"unauthorized"}'
    except Exception:
        # The trace goes to the log. The answer only says where to look.
        reference = secrets.token_hex(8)
        log.exception("failed, reference %s", reference)
        return 500, f'{{"error":"internal","reference":"{reference}"}}'
