"""What a world has around its documents: a certificate, a file that waits for a signature, a number held back."""

from dataclasses import replace

from council.documents.actions import outside, reserve_numbers, set_numbering, signing
from council.documents.law import Issuer, Kind, Numbering
from council.documents.models import HeldNumber, SigningCertificate, SigningRequest
from council.documents.workflow import Part
from council.roles import Role
from kernel import clock
from kernel.accounts.models import Account
from tests.factories.actors import actor_with
from tests.factories.certificates import key_of
from tests.factories.documents import make_in_state
from tests.factories.halls import OFFICE
from tests.kernel.files.making import pdf


def own_certificate(account: Account, mark: str) -> SigningCertificate:
    """Record the certificate of an account."""
    key = key_of(f"Chủ Chứng Thư {mark}")
    return signing.certificate_row(key.certificate, part=Part.PERSON, account_id=account.pk)


def handed_out(account: Account, mark: str) -> SigningRequest:
    """A file that was handed out to be signed, to the account with every role."""
    final = make_in_state("final_text")
    final.subject, final.signer_name = f"Chờ chữ ký {mark}", account.full_name
    final.save(update_fields=["subject"])
    signer = replace(OFFICE, account_id=account.pk)
    return outside.handed_out(signer, outside.Waiting(final, pdf(f"Chờ ký {mark}")), Part.PERSON, now=clock.now())


def held_number(mark: str) -> HeldNumber:
    """A number held back, in a body that numbers in its own way."""
    chief, now, kind = actor_with(Role.OFFICE_CHIEF), clock.now(), Kind.REPORT
    way, ordered = Numbering("VPHĐND"), f"Quy chế {mark}"
    set_numbering(actor=chief, issuer=Issuer.OFFICE, numbering=way, document=ordered, now=now)
    return reserve_numbers(actor=chief, issuer=Issuer.OFFICE, kind=kind, count=1, reason=f"Giữ {mark}", now=now)[0]
