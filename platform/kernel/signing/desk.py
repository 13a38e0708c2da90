"""What this installation signs with, by its settings; doors pass it to whoever signs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asn1crypto import pem
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kernel.signing.authority import LocalAuthority
from kernel.signing.stamps import LocalStamps, RemoteStamps, Stamps

SOFT, NONE = "soft", ""
LOCAL = "local"


@dataclass(frozen=True)
class Desk:
    """Where keys and time stamps come from, and the roots (DER) of the authorities that are believed."""

    stamps: Stamps
    roots: tuple[bytes, ...]
    authority: LocalAuthority


def signing_desk() -> Desk | None:
    """Return the desk that the settings describe; None where documents are signed on paper.

    :raises ImproperlyConfigured: the settings contradict each other.
    """
    return desk_of(settings.SIGNING_MEANS, settings.TIMESTAMP_URL, str(settings.SIGNING_FOLDER))


@cache
def desk_of(means: str, stamp_url: str, folder: str) -> Desk | None:
    """Return the desk of these settings.

    :raises ImproperlyConfigured: an unknown means, or no time stamps.
    """
    if means not in {SOFT, NONE}:
        raise ImproperlyConfigured(f"SIGNING_MEANS must be soft or empty, not {means!r}")
    if means == NONE:
        return None
    authority = LocalAuthority(Path(folder))
    return Desk(_stamps(stamp_url, authority), (authority.root(), *_roots(Path(folder) / "trusted")), authority)


def _stamps(url: str, authority: LocalAuthority) -> Stamps:
    if url == LOCAL:
        return LocalStamps(authority)
    try:
        return RemoteStamps(url)
    except ValueError as error:
        raise ImproperlyConfigured("TIMESTAMP_URL must be the http address of an RFC 3161 authority") from error


def _roots(folder: Path) -> tuple[bytes, ...]:
    """Return the certificates of the authorities that are trusted: each PEM file of the folder."""
    if not folder.is_dir():
        return ()
    bundles = [path.read_bytes() for path in sorted(folder.glob("*.pem"))]
    return tuple(der for bundle in bundles for _kind, _headers, der in pem.unarmor(bundle, multiple=True))
