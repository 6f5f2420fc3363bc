from typing import Any

BYTES_MAX = 1_048_576


def read_body(environ: dict[str, Any]) -> tuple[int, bytes]:
    """The status (200 to go on) and the body of a WSGI request.

    Set a read timeout in the server: a slow sender then costs one worker only
    so long.
    """
    stream = environ["wsgi.input"]
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isdecimal():
        room = min(int(length), BYTES_MAX + 1)
    elif environ.get("wsgi.input_terminated"):
        # Chunked: there is no length, and the server has undone the chunks.
        room = BYTES_MAX + 1
    else:
        room = 0
    # Read before any refusal, or the rest would pass for the next request.
    body = stream.read(room)
    if len(body) > BYTES_MAX:
        # Only here the rest stays unread: send Connection: close along.
        return 413, b""
    # "Application/JSON; charset=utf-8" is JSON as well (RFC 9110, 8.3.1).
    media_type = environ.get("CONTENT_TYPE", "").partition(";")[0]
    if media_type.strip().lower() != "application/json":
        return 415, b""
    return 200, body
