import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

WAITING_MAX = 10_000


def acknowledge(spool: Path, identifier: str, body: bytes) -> int:
    """Keep a verified body and return the status to answer, at once.

    A table or a queue service does as well, if it is durable.
    """
    # A hash, since an identifier is a stranger's text and no file name.
    name = hashlib.sha256(identifier.encode("utf-8", "replace")).hexdigest()
    if sum(1 for _ in spool.glob("*.json")) >= WAITING_MAX:
        # Better than an answer that is too late: 503 is sent again.
        return 503
    with NamedTemporaryFile(dir=spool, suffix=".part", delete=False) as file:
        file.write(body)
        file.flush()
        # On the disk before the answer: after a 200 nobody sends it again.
        os.fsync(file.fileno())
    os.replace(file.name, spool / f"{name}.json")
    return 200


def work(spool: Path, handle: Callable[[bytes], None]) -> None:
    """One pass of the worker, in a process of its own."""
    for path in sorted(spool.glob("*.json"), key=os.path.getmtime):
        handle(path.read_bytes())
        # Last: what fails stays and is tried again.
        path.unlink()
