"""What this installation signs with, by its settings; doors pass it to whoever signs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asn1crypto import pem
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kernel.signing.authority import LocalAuthority
from kernel.signing.csc import CloudSigning, Login
from kernel.signing.remote import RemoteSigning
from kernel.signing.stamps import LocalStamps, RemoteStamps, Stamps

SOFT, OUTSIDE, REMOTE = "soft", "outside", "remote"
MEANS = frozenset({SOFT, OUTSIDE, REMOTE})
LOCAL = "local"


@dataclass(frozen=True)
class Desk:
    """Where keys and time stamps come from, and the roots (DER) of the authorities that are believed.

    ``authority`` gives the soft keys for trying out, ``remote`` asks for signatures by keys that lie at a
    service; either may be missing. ``takes_files`` says that PDF files signed outside are taken.
    """

    stamps: Stamps
    roots: tuple[bytes, ...]
    authority: LocalAuthority | None = None
    takes_files: bool = False
    remote: RemoteSigning | None = None


def signing_desk() -> Desk | None:
    """Return the desk that the settings describe; None where documents are signed on paper.

    :raises ImproperlyConfigured: the settings contradict each other.
    """
    return desk_of(
        frozenset(settings.SIGNING_MEANS),
        settings.TIMESTAMP_URL,
        str(settings.SIGNING_FOLDER),
        str(settings.SIGNING_TRUSTED),
        Login(settings.REMOTE_SIGNING_URL, settings.REMOTE_SIGNING_CLIENT_ID, settings.REMOTE_SIGNING_CLIENT_SECRET),
    )


@cache
def desk_of(means: frozenset[str], stamp_url: str, folder: str, trusted: str, login: Login) -> Desk | None:
    """Return the desk of these settings.

    :raises ImproperlyConfigured: an unknown means, no time stamps, no service where one is to sign, or nobody
        who is believed.
    """
    if not means:
        return None
    if means - MEANS:
        raise ImproperlyConfigured(f"SIGNING_MEANS knows soft, outside and remote, not {sorted(means - MEANS)}")
    local = LocalAuthority(Path(folder)) if SOFT in means or stamp_url == LOCAL else None
    roots = (*((local.root(),) if local else ()), *_roots(Path(trusted)))
    if not roots:
        raise ImproperlyConfigured("SIGNING_TRUSTED must hold the certificates of the authorities that are believed")
    return Desk(
        _stamps(stamp_url, local),
        roots,
        authority=local if SOFT in means else None,
        takes_files=OUTSIDE in means,
        remote=_service(login) if REMOTE in means else None,
    )


def _service(login: Login) -> RemoteSigning:
    try:
        return CloudSigning(login)
    except ValueError as error:
        raise ImproperlyConfigured("REMOTE_SIGNING_URL must be the https address of a signing service") from error


def _stamps(url: str, authority: LocalAuthority | None) -> Stamps:
    if authority is not None and url == LOCAL:
        return LocalStamps(authority)
    try:
        return RemoteStamps(url)
    except ValueError as error:
        raise ImproperlyConfigured("TIMESTAMP_URL must be the http address of an RFC 3161 authority") from error


def _roots(folder: Path) -> tuple[bytes, ...]:
    """Return the certificates of the authorities that are trusted: every file of the folder, PEM or DER."""
    if not folder.is_dir():
        return ()
    kept = [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in {".pem", ".crt", ".cer"}]
    return tuple(der for data in kept for der in _certificates(data))


def _certificates(data: bytes) -> list[bytes]:
    return [der for _kind, _headers, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
