from datetime import datetime
from typing import Any

KINDS = ("integration.created", "integration.updated", "integration.failed")
Wallets = dict[tuple[str, str], dict[str, Any]]


def apply_integration(wallets: Wallets, event: dict[str, Any]) -> None:
    """Take an integration event unless a newer one was taken before."""
    data = event["data"]
    # Both: a wallet's id alone could be another user's, one day.
    key = (data.get("uid") or event["grant_id"], data["walletId"])
    known = wallets.get(key)
    # What is not there yet is made, by an update too: "created" may be late.
    if known is None or standing(event) > known["standing"]:
        wallets[key] = {**data, "standing": standing(event)}


def standing(event: dict[str, Any]) -> tuple[Any, ...]:
    """What orders the events of a wallet; arrival says nothing."""
    occurred = datetime.fromisoformat(event["timestamp"].replace("Z", "+00:00"))
    synced = event["data"].get("lastSyncedAt") or 0
    kind = KINDS.index(event["event"]) if event["event"] in KINDS else -1
    # With grants, the envelope's time is that of the delivery, and only
    # lastSyncedAt tells when something happened.
    if "grant_id" in event:
        return synced, occurred, kind
    return occurred, synced, kind
