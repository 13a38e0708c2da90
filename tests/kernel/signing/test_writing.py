"""Signatures in a PDF: two steps, each an incremental update, judged by the library's own command line."""

import io
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from kernel.signing import writing
from kernel.signing.reading import read_ours
from kernel.signing.refusals import WrongKey
from kernel.signing.stamps import LocalStamps
from tests.factories import signing
from tests.factories.signing import CHAIR, COUNCIL, NOW, PERSON, SEAL, authority

pytestmark = pytest.mark.unit

PYHANKO = Path(sys.executable).with_name("pyhanko")


def reading(pdf):
    return read_ours(pdf, (authority().root(),), now=NOW)


def judged_by_pyhanko(pdf, folder):
    paper, root = folder / "paper.pdf", folder / "root.pem"
    paper.write_bytes(pdf)
    root.write_bytes(x509.load_der_x509_certificate(authority().root()).public_bytes(Encoding.PEM))
    command = [PYHANKO, "sign", "validate", "--trust", root, "--trust-replace", "--pretty-print", paper]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_pyhanko_s_own_command_line_judges_both_signatures_valid(tmp_path):
    said = judged_by_pyhanko(signing.signed_by_both(), tmp_path)

    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.count("The signature is judged VALID.") == 2
    assert said.stdout.count("This timestamp is backed by a time stamping authority.") == 2
    assert CHAIR.holder in said.stdout
    assert COUNCIL.holder in said.stdout


def test_pyhanko_s_own_command_line_refuses_one_changed_byte(tmp_path):
    broken = bytearray(signing.signed_by_both())
    broken[len(signing.printed()) // 2] ^= 1

    assert judged_by_pyhanko(bytes(broken), tmp_path).returncode != 0


def test_each_step_leaves_the_bytes_before_it():
    places, person, both = signing.with_places(), signing.signed_by_person(), signing.signed_by_both()

    assert places.startswith(signing.printed())
    assert person.startswith(places)
    assert len(both) > len(person)
    assert both.startswith(places)
    assert b"<pdfaid:part>2" in both
    assert signing.pages_of(both) == signing.pages_of(signing.printed())


def test_person_signs_first_then_number_then_seal():
    found = reading(signing.signed_by_both())

    assert [each.field for each in found.signatures] == [PERSON, SEAL]
    assert [each.holder for each in found.signatures] == [CHAIR.holder, COUNCIL.holder]
    assert [each.stamped_at for each in found.signatures] == [NOW, NOW]
    assert [each.said_at for each in found.signatures] == [NOW, NOW]
    assert found.words == {"symbol": "28/NQ-HĐND"}
    assert found.is_good


def test_each_annotation_prints_and_has_a_picture():
    page = pypdf.PdfReader(io.BytesIO(signing.signed_by_both())).pages[0]

    annotations = [each.get_object() for each in page["/Annots"]]

    assert len(annotations) == 3
    assert all(each["/F"] & writing.PRINTED and "/N" in each["/AP"] for each in annotations)


def test_fonts_of_what_was_filled_in_lie_in_the_file():
    page = pypdf.PdfReader(io.BytesIO(signing.signed_by_both())).pages[0]
    shown = next(each.get_object() for each in page["/Annots"] if each.get_object()["/FT"] == "/Tx")["/AP"]["/N"]

    fonts = [font.get_object() for font in shown["/Resources"]["/Font"].values()]

    assert fonts
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_a_number_filled_in_after_the_seal_is_found():
    late = writing.filled(signing.signed_by_both(), {"symbol": ("29/NQ-HĐND", signing.picture())})

    found = reading(late)

    assert not found.is_good
    assert not found.signatures[-1].is_last
    assert not found.signatures[-1].is_unchanged_since


def test_a_signature_of_another_key_is_refused():
    own, stranger = authority().key_of(CHAIR), authority().key_of(COUNCIL)
    waiting = writing.opened(signing.with_places(), signing.ask(own, PERSON), now=NOW)

    with pytest.raises(WrongKey):
        writing.closed(
            waiting,
            own.certificate,
            (),
            value=stranger.sign(waiting.attributes),
            at=LocalStamps(authority()).stamper(NOW),
        )


def test_a_signature_over_other_bytes_is_refused():
    own = authority().key_of(CHAIR)
    waiting = writing.opened(signing.with_places(), signing.ask(own, PERSON), now=NOW)

    with pytest.raises(WrongKey):
        writing.closed(waiting, own.certificate, (), value=own.sign(b"other"), at=LocalStamps(authority()).stamper(NOW))


def test_the_signature_may_come_back_much_later():
    own = authority().key_of(CHAIR)
    waiting = writing.opened(signing.with_places(), signing.ask(own, PERSON), now=NOW)
    kept = writing.Opened(**waiting.__dict__)

    done = writing.closed(
        kept,
        own.certificate,
        (authority().root(),),
        value=own.sign(kept.attributes),
        at=LocalStamps(authority()).stamper(NOW),
    )

    assert reading(done).is_good
