from collections.abc import Callable
from typing import Any

# A row of its own, not the absence of one: absence looks like "not yet".
DELETED: dict[str, Any] = {"status": "DELETED"}
Wallets = dict[tuple[str, str], dict[str, Any]]


def apply_or_bury(
    wallets: Wallets,
    event: dict[str, Any],
    apply: Callable[[Wallets, dict[str, Any]], None],
) -> None:
    """Take an integration event; after a deletion nothing else counts."""
    data = event["data"]
    key = (data.get("uid") or event["grant_id"], data["walletId"])
    if wallets.get(key) is DELETED:
        # Late or repeated. Connecting again would bring another walletId.
        return
    if event["event"] == "integration.deleted":
        # Also when the wallet was never seen: its other events may be late.
        wallets[key] = DELETED
    else:
        apply(wallets, event)
