from typing import Any

# What a BIGINT column holds; INTEGER often ends at 2,147,483,647, which is
# January 1970 in milliseconds.
WIDEST = 2**63 - 1


def whole(value: Any) -> int:
    """A number of JSON as an integer of 64 bits, exactly.

    Raises ValueError: the caller answers 400.
    """
    # 1640995200000.0 and 1e3 are whole numbers in JSON, and floats in Python.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # True is an int in Python, and no count.
    if type(value) is not int or not -WIDEST - 1 <= value <= WIDEST:
        raise ValueError("not a whole number of 64 bits")
    return value


# lastSyncedAt 0 means "never", not 1970: ask `is None` for absence, not `not`.
