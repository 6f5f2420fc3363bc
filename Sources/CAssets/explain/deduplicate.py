import sqlite3
from collections.abc import Callable
from typing import Any

TABLE = """CREATE TABLE IF NOT EXISTS webhook_seen (
    id TEXT PRIMARY KEY,
    seen_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
)"""


def take_once(
    database: sqlite3.Connection,
    event: dict[str, Any],
    work: Callable[[sqlite3.Connection, dict[str, Any]], None],
) -> int:
    """Do an event's work once, however often it comes; the status to answer."""
    # The signed id: whoever replays a body can change the header X-Webhook-Id.
    # It is opaque text. Content is no key: equal events can both be real.
    mark = (event["id"],)
    # One transaction: if the work raises, the mark is undone with it, and the
    # retry finds the event new.
    with database:
        inserted = database.execute(
            "INSERT INTO webhook_seen (id) VALUES (?) ON CONFLICT DO NOTHING",
            mark,
        )
        # The key decides between two at once; a SELECT before would not.
        if inserted.rowcount == 1:
            # Counters are counted by SQL (SET n = n + 1), never read and
            # written back.
            work(database, event)
    # A duplicate is a success: any other answer asks for it again.
    return 200
