import html
import json
import re
import sqlite3

# PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def store_alias(database: sqlite3.Connection, wallet: str, alias: str) -> None:
    """Store a user's text as it is: no stripping, no escaping, no SQL."""
    text = UNSTORABLE.sub("\ufffd", alias)
    with database:
        # Parameters: text that looks like SQL stays text.
        database.execute(
            "UPDATE wallet SET alias = ? WHERE id = ?", (text, wallet)
        )


def as_html(text: str) -> str:
    """The text for a page; in templates, automatic escaping does this."""
    return html.escape(text)


def as_log(text: str) -> str:
    """The text on one line, so that it cannot write lines of its own."""
    return json.dumps(text)
