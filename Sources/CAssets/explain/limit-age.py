from datetime import datetime, timedelta

# Longer than any retry and any replay by hand that you want to take. Ids are
# forgotten after REMEMBERED + SKEW, never earlier: what is taken is known.
REMEMBERED = timedelta(days=30)
SKEW = timedelta(minutes=5)


def is_timely(timestamp: str, now: datetime) -> bool:
    """Whether a verified body is young enough to be told from a replay.

    The timestamp is the body's. The header's is not signed, and says when the
    attempt was made.
    """
    try:
        moment = datetime.fromisoformat(timestamp.replace("Z", "+00:00"))
    except ValueError:
        return False
    # Without a zone it could be any hour; the provider writes Z.
    if moment.tzinfo is None:
        return False
    return -SKEW <= now - moment <= REMEMBERED


# is_timely(event["timestamp"], datetime.now(timezone.utc))
