"""Where time stamps come from (RFC 3161): an authority's address, or the local authority for trying out."""

import asyncio
from datetime import datetime
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

from asn1crypto import keys, tsp
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kernel.signing.authority import LocalAuthority
from kernel.signing.certificates import for_writing
from kernel.signing.refusals import StampUnreachable

SECONDS = 10
LARGEST = 64 * 1024  # bytes of an answer


class Stamps(Protocol):
    """A source of time stamps."""

    def stamper(self, now: datetime) -> TimeStamper:
        """Return the library's client of this source."""


class LocalStamps:
    """Stamps of the local authority: they carry the moment that the action is given, so a demo may play the past."""

    def __init__(self, authority: LocalAuthority) -> None:
        self.authority = authority

    def stamper(self, now: datetime) -> TimeStamper:
        """Return a clock that stands at ``now``."""
        clock = self.authority.clock()
        key = clock.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        certificate = for_writing(clock.certificate)
        return DummyTimeStamper(
            certificate, keys.PrivateKeyInfo.load(key), SimpleCertificateStore.from_certs([certificate]), fixed_dt=now
        )


class RemoteStamps:
    """Stamps of an authority that answers at an address (http or https)."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise ValueError("a time stamping authority is reached by http or https")
        self.url = url

    def stamper(self, now: datetime) -> TimeStamper:  # noqa: ARG002 -- the authority has a clock of its own
        """Return the client of the address."""
        return _Client(self.url)


class _Client(TimeStamper):
    """Asks once, waits a few seconds, and reads an answer of bounded size."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the authority's answer."""
        answer = await asyncio.to_thread(self._asked, req.dump())
        # The library fails on another question's answer while it words its complaint.
        if answer["time_stamp_token"] and _nonce_of(answer) != req["nonce"].native:
            raise TimestampRequestError("the answer belongs to another question")
        return answer

    def _asked(self, question: bytes) -> tsp.TimeStampResp:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = Request(self.url, question, headers)  # noqa: S310 -- http or https, checked where it is set
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 -- as above
            return tsp.TimeStampResp.load(answer.read(LARGEST))


def _nonce_of(answer: tsp.TimeStampResp) -> Any:
    content = answer["time_stamp_token"]["content"]["encap_content_info"]["content"]
    return content.parsed["nonce"].native


def stamped(coroutine: Any) -> Any:
    """Run what asks for a stamp and return its result.

    :raises StampUnreachable: no answer, a refusal, or something that is no time stamp.
    """
    try:
        return asyncio.run(coroutine)
    except (URLError, OSError, HTTPException, TimestampRequestError, ValueError) as error:
        raise StampUnreachable() from error
