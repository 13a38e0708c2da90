"""The bytes of server-sent events (HTML Standard, section 9.2)."""

RETRY_MS = 1_000


def opening() -> bytes:
    """Return the first bytes of a stream: after a loss the browser waits a second."""
    return b"retry: %d\n\n" % RETRY_MS


def message(version: int, html: str) -> bytes:
    """Return a fragment as an unnamed event, which htmx swaps; its id is the room's version."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines() or [""])
    return f"id: {version}\n{lines}\n".encode()


def version(number: int) -> bytes:
    """Return the heartbeat: an event ``version`` whose data is the room's version."""
    return f"event: version\ndata: {number}\n\n".encode()


def ended() -> bytes:
    """Return the event that tells the page not to come back with this pass."""
    return b"event: ended\ndata: revoked\n\n"
