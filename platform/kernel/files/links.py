"""Films that lie elsewhere: only by https, and only at hosts that the installation trusts. Pure."""

from collections.abc import Collection
from urllib.parse import urlsplit

PLAYED = (".mp4", ".webm")


def is_trusted_link(address: str, hosts: Collection[str]) -> bool:
    """Return whether an address may be linked: https at one of the hosts, at the usual port, with no login in it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    is_plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    return is_plain and parts.hostname in {host.lower() for host in hosts}


def plays_in_place(address: str) -> bool:
    """Return whether the address is a film itself, and not a page around one."""
    return urlsplit(address).path.lower().endswith(PLAYED)
