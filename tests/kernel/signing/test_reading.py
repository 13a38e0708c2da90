"""Judging: one changed byte, an authority that nobody trusts, a certificate out of its time, hostile files."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kernel.signing import writing
from kernel.signing.authority import Owner
from kernel.signing.reading import Unreadable, check_signed_outside, read_apart, read_ours
from kernel.signing.refusals import NotOurBytes, SignatureBroken, StampMissing, StrangeCertificate
from kernel.signing.stamps import LocalStamps
from tests.factories import signed_outside, signing
from tests.factories.signing import CHAIR, COUNCIL, NOW, PERSON, SEAL, authority

pytestmark = pytest.mark.unit

ROOTS = (authority().root(),)


def is_found(pdf):
    """Whether a changed file is judged not good, or cannot be read any more."""
    try:
        return not read_ours(pdf, ROOTS, now=NOW).is_good
    except Unreadable:
        return True


def covered(pdf):
    """Return the ranges that the seal covers: all but the room of its own signature."""
    at = pdf.rindex(b"/ByteRange")
    numbers = [int(each) for each in pdf[pdf.index(b"[", at) + 1 : pdf.index(b"]", at)].split()]
    return range(numbers[0], numbers[0] + numbers[1]), range(numbers[2], numbers[2] + numbers[3])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
@example(0, 1)
@example(10**9, 255)
@example(46, 1)
def test_any_changed_byte_is_found(place, change):
    first, second = covered(signing.signed_by_both())
    offsets = [*first, *second]
    pdf = bytearray(signing.signed_by_both())
    pdf[offsets[min(place, len(offsets) - 1) if place < len(offsets) else place % len(offsets)]] ^= change

    assert is_found(bytes(pdf))


@pytest.mark.parametrize("tail", [b" ", b"\n%%EOF\n", b"%PDF-1.7"])
def test_anything_appended_is_found(tail):
    assert is_found(signing.signed_by_both() + tail)


def test_a_file_cut_off_is_found():
    assert is_found(signing.signed_by_both()[:-200])


def test_the_file_itself_is_good_in_both_ways():
    apart = read_apart(io.BytesIO(signing.signed_by_both()), ROOTS)

    assert apart is not None
    assert apart.is_good
    assert [each.holder for each in apart.signatures] == [CHAIR.holder, COUNCIL.holder]


def test_without_the_root_nobody_is_trusted():
    found = read_ours(signing.signed_by_both(), (signing.certified().certificate,), now=NOW)

    assert [(each.is_whole, each.is_trusted, each.is_good) for each in found.signatures] == [(True, False, False)] * 2


def test_a_self_made_certificate_is_whole_but_not_trusted():
    [only] = read_ours(signing.signed_by_person(signing.certified()), ROOTS, now=NOW).signatures

    assert (only.holder, only.is_whole, only.is_trusted, only.is_good) == ("Người ngoài", True, False, False)


def test_a_certificate_out_of_its_time_is_not_trusted():
    own = signing.certified(days=(-30, -10))

    [only] = read_ours(signing.signed_by_person(own), (own.certificate,), now=NOW).signatures

    assert not only.is_good


def test_a_certificate_that_ended_after_the_stamp_still_counts():
    found = read_ours(signing.signed_by_both(), ROOTS, now=NOW + timedelta(days=365 * 20))

    assert found.is_good


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00" * 5000, b"%PDF-1.7\n" + b"[" * 200_000])
def test_what_is_no_pdf_cannot_be_read(data):
    assert read_apart(io.BytesIO(data), ROOTS) is None


def test_an_unsigned_pdf_has_no_signature():
    found = read_apart(io.BytesIO(signing.printed()), ROOTS)

    assert found is not None
    assert (found.signatures, found.words, found.is_good) == ((), {}, False)


def fingerprint_of(key):
    from kernel.signing.certificates import facts_of

    return facts_of(key.certificate).fingerprint


def test_a_file_signed_outside_is_taken():
    own = authority().key_of(CHAIR)

    taken = check_signed_outside(
        signing.with_places(), signing.signed_by_person(), ROOTS, fingerprints={fingerprint_of(own)}
    )

    assert (taken.field, taken.holder) == (PERSON, CHAIR.holder)


def test_a_file_signed_outside_by_somebody_else_is_refused():
    with pytest.raises(StrangeCertificate):
        check_signed_outside(signing.with_places(), signing.signed_by_person(), ROOTS, fingerprints={"0" * 64})


def test_a_file_signed_outside_without_a_time_stamp_is_refused():
    own = authority().key_of(CHAIR)
    signed = signed_outside.sign(signing.with_places(), own, field=PERSON, stamps=None, now=NOW)

    with pytest.raises(StampMissing):
        check_signed_outside(signing.with_places(), signed, ROOTS, fingerprints={fingerprint_of(own)})


@pytest.mark.parametrize("field", [PERSON, "ChuKyMoi"])
def test_a_file_signed_by_another_programme_is_taken_and_may_be_numbered_and_sealed(field):
    own, seal = authority().key_of(CHAIR), authority().key_of(COUNCIL)
    stamps = LocalStamps(authority())

    signed = signed_outside.sign(signing.with_places(), own, field=field, stamps=stamps, now=NOW)
    taken = check_signed_outside(signing.with_places(), signed, ROOTS, fingerprints={fingerprint_of(own)})
    numbered = writing.filled(signed, {"symbol": ("28/NQ-HĐND", signing.picture())})
    sealed = signed_outside.sign(numbered, seal, field=SEAL, stamps=stamps, now=NOW)
    sealing = check_signed_outside(numbered, sealed, ROOTS, fingerprints={fingerprint_of(seal)})

    assert (taken.field, taken.holder, sealing.holder) == (field, CHAIR.holder, COUNCIL.holder)
    assert read_ours(sealed, ROOTS, now=NOW).is_good


def test_a_file_signed_by_a_certificate_that_nobody_vouches_for_is_refused():
    own = signing.certified()
    signed = signed_outside.sign(signing.with_places(), own, field=PERSON, stamps=LocalStamps(authority()), now=NOW)

    with pytest.raises(SignatureBroken):
        check_signed_outside(signing.with_places(), signed, ROOTS, fingerprints={fingerprint_of(own)})


def test_a_file_that_is_not_signed_is_refused():
    own = authority().key_of(CHAIR)
    numbered = writing.filled(signing.with_places(), {"symbol": ("1", signing.picture())})

    with pytest.raises(SignatureBroken):
        check_signed_outside(signing.with_places(), numbered, ROOTS, fingerprints={fingerprint_of(own)})


def test_the_same_file_and_another_file_are_refused():
    own = authority().key_of(CHAIR)

    for signed in (signing.with_places(), signing.signed_by_person()[1:]):
        with pytest.raises(NotOurBytes):
            check_signed_outside(signing.with_places(), signed, ROOTS, fingerprints={fingerprint_of(own)})


def test_a_signer_may_not_write_the_number_himself():
    own = authority().key_of(CHAIR)
    numbered = writing.filled(signing.with_places(), {"symbol": ("99/NQ-HĐND", signing.picture())})
    signed = writing.signed_with(numbered, signing.ask(own, PERSON), own.sign, stamps=LocalStamps(authority()), now=NOW)

    with pytest.raises(NotOurBytes):
        check_signed_outside(signing.with_places(), signed, ROOTS, fingerprints={fingerprint_of(own)})


def test_a_signer_may_not_draw_over_the_text():
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    own = authority().key_of(CHAIR)
    writer = IncrementalPdfFileWriter(io.BytesIO(signing.with_places()))
    drawn = generic.StreamObject(stream_data=b"0 0 300 300 re f")
    writer.add_stream_to_page(0, writer.add_object(drawn))
    out = io.BytesIO()
    writer.write(out)
    signed = writing.signed_with(
        out.getvalue(), signing.ask(own, PERSON), own.sign, stamps=LocalStamps(authority()), now=NOW
    )

    with pytest.raises(NotOurBytes):
        check_signed_outside(signing.with_places(), signed, ROOTS, fingerprints={fingerprint_of(own)})


def test_the_same_name_of_another_place_has_another_key():
    other = Owner("kimson", CHAIR.key, CHAIR.holder, CHAIR.organisation)

    assert fingerprint_of(authority().key_of(other)) != fingerprint_of(authority().key_of(CHAIR))
    assert fingerprint_of(authority().key_of(CHAIR)) == fingerprint_of(authority().key_of(replace(CHAIR)))
