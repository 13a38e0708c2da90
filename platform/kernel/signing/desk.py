"""What this installation signs with, by its settings; doors pass it to whoever signs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from asn1crypto import pem
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from kernel.signing.authority import LocalAuthority
from kernel.signing.stamps import LocalStamps, RemoteStamps, Stamps

SOFT, EXTERNAL, NONE = "soft", "external", ""
LOCAL = "local"


class RemoteSigner(Protocol):
    """A service that keeps people's keys and signs a hash when its owner agrees; it answers later.

    ``ask`` hands out the SHA-256 of the bytes to be signed and returns the service's own reference;
    ``answer`` returns the signature, or None while the owner has not decided; both raise OSError when the
    service is not reached, and ``answer`` raises PermissionError when the owner refused.
    """

    def ask(self, *, digest: bytes, certificate: bytes, title: str) -> str:
        """Ask for a signature and return the reference."""

    def answer(self, reference: str) -> bytes | None:
        """Return the signature, or None for not yet."""


@dataclass(frozen=True)
class Desk:
    """Where signatures come from: soft keys for trying out, or certificates whose keys lie elsewhere."""

    stamps: Stamps
    roots: tuple[bytes, ...]
    authority: LocalAuthority | None = None
    remote: RemoteSigner | None = None


def signing_desk() -> Desk | None:
    """Return the desk that the settings describe; None where documents are signed on paper.

    :raises ImproperlyConfigured: the settings contradict each other.
    """
    return desk_of(
        settings.SIGNING_MEANS, settings.TIMESTAMP_URL, str(settings.SIGNING_FOLDER), settings.SIGNING_PROVIDER
    )


@cache
def desk_of(means: str, stamp_url: str, folder: str, provider: str) -> Desk | None:
    """Return the desk of these settings.

    :raises ImproperlyConfigured: an unknown means, or no time stamps.
    """
    if means not in {SOFT, EXTERNAL, NONE}:
        raise ImproperlyConfigured(f"SIGNING_MEANS must be soft, external or empty, not {means!r}")
    if means == NONE:
        return None
    authority = LocalAuthority(Path(folder))
    remote: Any = import_string(provider)() if provider else None
    roots = _roots(Path(folder) / "trusted")
    if means == SOFT:
        return Desk(_stamps(stamp_url, authority), (authority.root(), *roots), authority, remote)
    own = (authority.root(),) if stamp_url == LOCAL else ()
    return Desk(_stamps(stamp_url, authority), (*roots, *own), None, remote)


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
