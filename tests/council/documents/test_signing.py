"""A document signed and sealed: the person first, then number and day, then the seal; all of a step or nothing."""

import io
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from council.documents import actions
from council.documents.models import Document, NumberSequence, Signature, SigningCertificate
from council.documents.queries.checking import check_kept, list_signatures
from council.documents.workflow import Part
from council.roles import Role
from kernel import files
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.signing.reading import read_ours
from kernel.signing.refusals import StampUnreachable
from kernel.signing.stamps import RemoteStamps
from tests.factories import signing
from tests.factories.actors import actor_with
from tests.factories.documents import CHAIR, CLERK, NOW, PRESS, RULES, SECRETARY, make_draft, make_signed

NOBODY = RemoteStamps("http://127.0.0.1:9/")
ROOTS = (signing.authority().root(),)


def make_final():
    return actions.finalise(actor=SECRETARY, document=make_draft(), rules=RULES)


def sign(document, desk, actor=CHAIR):
    return actions.sign_document(actor=actor, document=document, desk=desk, press=PRESS, now=NOW)


def issue(document, desk, actor=CLERK):
    return actions.issue_document(actor=actor, document=document, desk=desk, press=PRESS, now=NOW)


def bytes_of(stored):
    with files.read(stored) as kept:
        return kept.read()


def test_pyhanko_s_own_command_line_judges_an_issued_resolution_valid(council, tmp_path):
    document = issue(sign(make_final(), signing.desk()), signing.desk())

    paper, root = tmp_path / "paper.pdf", tmp_path / "root.pem"
    paper.write_bytes(bytes_of(document.pdf))
    root.write_bytes(x509.load_der_x509_certificate(ROOTS[0]).public_bytes(Encoding.PEM))
    command = [Path(sys.executable).with_name("pyhanko"), "sign", "validate", "--trust", root, "--trust-replace"]
    said = subprocess.run([*command, "--pretty-print", paper], capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.count("The signature is judged VALID.") == 2


def test_the_person_signs_first_then_the_seal_over_number_and_day(council):
    document = issue(sign(make_final(), signing.desk()), signing.desk())

    found = check_kept(document, ROOTS, now=NOW).reading

    assert [(each.field, each.holder) for each in found.signatures] == [
        ("NguoiKy", CHAIR.name),
        ("CoQuan", document.issuer),
    ]
    assert found.words == {"symbol": f"Số: {document.symbol}", "day": "Hoa Lư, ngày 10 tháng 7 năm 2026"}
    assert found.is_good
    assert [each.stamped_at for each in found.signatures] == [NOW, NOW]


def test_the_signed_bytes_stay_the_beginning_of_the_issued_file(council):
    signed = sign(make_final(), signing.desk())
    [personal] = list_signatures(signed)
    before = bytes_of(personal.signed)

    document = issue(signed, signing.desk())

    assert bytes_of(document.pdf).startswith(before)
    assert b"<pdfaid:part>2" in bytes_of(document.pdf)
    assert len(pypdf.PdfReader(io.BytesIO(bytes_of(document.pdf)), strict=True).pages) == 1


def test_both_signatures_are_entered_with_their_certificates(council):
    document = issue(sign(make_final(), signing.desk()), signing.desk())

    rows = [(each.part, each.certificate.holder, each.symbol) for each in list_signatures(document)]

    assert rows == [
        (Part.PERSON, CHAIR.name, ""),
        (Part.SEAL, document.issuer, document.symbol),
    ]
    assert SigningCertificate.objects.get(part=Part.PERSON).account_id == CHAIR.account_id


def test_a_second_document_uses_the_same_certificates(council):
    for _number in range(2):
        issue(sign(make_final(), signing.desk()), signing.desk())

    assert SigningCertificate.objects.count() == 2
    assert Signature.objects.count() == 4


def test_signing_without_a_time_stamp_changes_nothing(council):
    final = make_final()
    audited = AuditEntry.objects.count()

    with pytest.raises(StampUnreachable):
        sign(final, signing.desk(NOBODY))

    stored = Document.objects.get(id=final.id)
    assert (stored.state, stored.signed_by, stored.version) == ("final_text", None, final.version)
    assert Signature.objects.count() == 0
    assert AuditEntry.objects.count() == audited


def test_issuing_without_a_time_stamp_gives_no_number_and_can_be_repeated(council):
    signed = sign(make_final(), signing.desk())

    with pytest.raises(StampUnreachable):
        issue(signed, signing.desk(NOBODY))

    stored = Document.objects.get(id=signed.id)
    assert (stored.state, stored.number, stored.pdf_id) == ("signed", None, None)
    assert not NumberSequence.objects.exclude(last_number=0).exists()
    assert issue(signed, signing.desk()).symbol == "01/NQ-HĐND"


def test_without_a_desk_papers_are_signed_by_hand(council):
    document = issue(sign(make_final(), None), None)

    assert document.state == "issued"
    assert list_signatures(document) == []
    assert read_ours(bytes_of(document.pdf), ROOTS, now=NOW).signatures == ()


def test_what_was_signed_by_hand_is_printed_without_a_seal(council):
    document = issue(make_signed(), signing.desk())

    assert list_signatures(document) == []
    assert "Số: 01/NQ-HĐND" in pypdf.PdfReader(io.BytesIO(bytes_of(document.pdf))).pages[0].extract_text()


def test_who_may_not_sign_leaves_no_signature(council):
    final = make_final()

    with pytest.raises(NotPermitted):
        sign(final, signing.desk(), actor=actor_with(Role.OFFICE_STAFF, second_factor=True))

    assert Signature.objects.count() == 0
