"""Films and broadcasts that lie elsewhere: only by https, films only at hosts that the installation trusts. Pure."""

from collections.abc import Collection
from urllib.parse import urlsplit

PLAYED = (".mp4", ".webm")


def is_trusted_link(address: str, hosts: Collection[str]) -> bool:
    """Return whether an address may be linked: https at one of the hosts, at the usual port, with no login in it."""
    host = host_of(address)
    return host is not None and host in {each.lower() for each in hosts}


def host_of(address: str) -> str | None:
    """Return the host of an https address at the usual port with no login in it; None for every other address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    is_plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    return parts.hostname if is_plain else None


def plays_in_place(address: str) -> bool:
    """Return whether the address is a film itself, and not a page around one."""
    return urlsplit(address).path.lower().endswith(PLAYED)
