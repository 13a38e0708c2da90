"""The pages of signing and of certificates as people see them: no complaint of any judge, at every width."""

import pytest

from council.documents.models import SigningCertificate
from council.documents.workflow import Part
from council.roles import Role
from kernel import clock
from kernel.accounts.models import Account
from kernel.signing.desk import signing_desk
from tests.council.documents.test_outside import SEAL_NAME, make_final
from tests.council.documents.test_web_signing import address, certify, key_of, signed_by, upload
from tests.council.portal.test_pages import judged
from tests.factories import certificates
from tests.factories.browsers import browser_of

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def browsers(fresh_council):
    roles = {"chair": Role.COUNCIL_CHAIR, "clerk": Role.RECORDS_CLERK, "chief": Role.OFFICE_CHIEF}
    found = {name: browser_of(fresh_council, role) for name, role in roles.items()}
    found["chair"].account = Account.objects.order_by("created_at").first()
    return found


def test_pages_of_signing_pass_every_judge(fresh_council, browsers):
    chair, name = browsers["chair"], browsers["chair"].account.full_name
    certify(name, account=chair.account)
    certify(SEAL_NAME, part=Part.SEAL)
    signer = certificates.make_signer(Role.COUNCIL_VICE_CHAIR, "Trần Văn Hai")
    waiting = certificates.record(key_of("Trần Văn Hai"), account=signer, roots=signing_desk().roots, now=clock.now())
    certificates.ending(SigningCertificate.objects.get(part="seal"), days=20, now=clock.now())
    final, handed, signed, issued = (make_final(subject=f"Về mức hỗ trợ thứ {n}") for n in range(4))
    for document in (handed, signed, issued):
        chair.post(address("sign_outside", document), {"ask": "1"})
    for document in (signed, issued):
        chair.post(address("sign_outside", document), {"file": upload(signed_by(chair, document, name))})
    clerk = browsers["clerk"]
    for document in (signed, issued):
        clerk.post(address("sign_outside", document), {"ask": "1"})
    clerk.post(address("sign_outside", issued), {"file": upload(signed_by(clerk, issued, SEAL_NAME, field="CoQuan"))})

    judged(
        browsers,
        {
            "sign-begin": ("chair", address("sign_outside", final)),
            "sign-handed": ("chair", address("sign_outside", handed)),
            "seal-handed": ("clerk", address("sign_outside", signed)),
            "document-awaiting": ("chair", address("detail", final)),
            "document-handed": ("chair", address("detail", handed)),
            "document-signed": ("clerk", address("detail", signed)),
            "document-issued": ("clerk", address("detail", issued)),
            "certificates": ("chief", "/van-ban/chung-thu/"),
            "certificate": ("chief", address("certificate", waiting)),
            "certificate-form": ("chief", "/van-ban/chung-thu/them/"),
            "work": ("chief", "/lam-viec/"),
        },
    )
