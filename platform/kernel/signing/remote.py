"""Signing with keys that lie at a service: a hash goes out, the owner confirms on a phone, a signature comes back.

Any service fits behind ``RemoteSigning``. It is asked twice: ``ask`` rings at the owner's phone and returns what the
service calls the question; ``answer`` says, as often as it is asked, what became of it. Keys never come here.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Question:
    """What is to be signed: the owner's credential at the service, the SHA-256 over the bytes, and words to show."""

    credential: str
    digest: bytes
    words: str


@dataclass(frozen=True)
class Asked:
    """What a service calls a question, and for how many seconds the owner may confirm it."""

    transaction: str
    seconds: int


@dataclass(frozen=True)
class Pending:
    """The owner has not answered yet."""


@dataclass(frozen=True)
class Refused:
    """The owner, or the service, does not sign."""


@dataclass(frozen=True)
class Over:
    """The time in which the owner could confirm is over, or the service no longer knows the question."""


@dataclass(frozen=True)
class Signed:
    """The owner confirmed: the raw signature."""

    value: bytes


Answer = Pending | Refused | Over | Signed


class RemoteSigning(Protocol):
    """A service that signs with its customers' keys."""

    def certificate_of(self, credential: str) -> bytes:
        """Return the certificate (DER) of a credential.

        :raises CredentialUnknown: the service knows none, or one that may not sign.
        :raises ServiceUnreachable: the service gives no usable answer.
        """

    def ask(self, question: Question) -> Asked:
        """Ask the owner of a credential to confirm a signature.

        :raises CredentialUnknown: the service knows no such credential.
        :raises ServiceUnreachable: the service gives no usable answer.
        """

    def answer(self, asked: str, question: Question) -> Answer:
        """Return what became of a question.

        :raises ServiceUnreachable: the service gives no usable answer; it may be asked again.
        """
