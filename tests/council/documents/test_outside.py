"""Files signed outside: the very bytes go out, one good signature comes back, and everything follows as usual."""

from dataclasses import replace
from datetime import timedelta

import pytest

from council.documents import actions
from council.documents.models import Document, HeldNumber, Signature, SigningRequest
from council.documents.queries.checking import check_kept, list_signatures
from council.documents.workflow import Part
from council.roles import Role
from kernel import files
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxEvent
from kernel.signing.refusals import NotOurBytes, SignatureBroken, StampMissing, StrangeCertificate
from kernel.signing.stamps import LocalStamps
from tests.factories import signed_outside, signing
from tests.factories.actors import actor_with
from tests.factories.certificates import KEEPER, acting, certify, key_of, make_signer
from tests.factories.documents import CLERK, NOW, PRESS, RULES, SECRETARY, make_draft, make_signed

ROOTS = (signing.authority().root(),)
DESK = replace(signing.desk(), authority=None, takes_files=True)
SEAL_NAME = "Hội đồng nhân dân phường Hoa Lư"


@pytest.fixture
def chair(council):
    """The chair's account, with a certificate in force; the council's seal has one too."""
    account = make_signer()
    certify(key_of(account.full_name), account=account)
    certify(key_of(SEAL_NAME), part=Part.SEAL)
    return account


def make_final(**changes):
    return actions.finalise(actor=SECRETARY, document=make_draft(**changes), rules=RULES)


def bytes_of(stored):
    with files.read(stored) as kept:
        return kept.read()


def out(document, actor, now=NOW):
    return actions.ask_outside(actor=actor, document=document, press=PRESS, now=now)


def sealed_out(document, now=NOW, held=None):
    return actions.ask_seal_outside(actor=CLERK, document=document, press=PRESS, now=now, held=held)


def by_token(request, name, field="ChuKy1", stamps=True, now=NOW):
    stamps = LocalStamps(signing.authority()) if stamps else None
    return signed_outside.sign(bytes_of(request.waiting), key_of(name), field=field, stamps=stamps, now=now)


def back(document, signed, actor, now=NOW):
    return actions.sign_with_file(actor=actor, document=document, signed=signed, desk=DESK, now=now)


def sealed_back(document, signed, now=NOW, actor=CLERK):
    return actions.issue_with_file(actor=actor, document=document, signed=signed, desk=DESK, press=PRESS, now=now)


def everything():
    return (
        list(Document.objects.order_by("pk").values_list("state", "version", "signed_by", "number")),
        list(SigningRequest.objects.order_by("pk").values_list("state", "ended_at")),
        Signature.objects.count(),
        AuditEntry.objects.count(),
        OutboxEvent.objects.count(),
    )


def signed_by(chair, **changes):
    final, actor = make_final(**changes), acting(chair)
    return back(final, by_token(out(final, actor), chair.full_name), actor)


def test_a_document_signed_and_sealed_outside_is_issued_with_both_signatures(chair):
    signed = signed_by(chair)
    sealing = sealed_out(signed)

    document = sealed_back(signed, by_token(sealing, SEAL_NAME, field="CoQuan"))

    found = check_kept(document, ROOTS, now=NOW).reading
    assert found.is_good
    assert [each.holder for each in found.signatures] == [chair.full_name, SEAL_NAME]
    assert found.words == {"symbol": f"Số: {document.symbol}", "day": "Hoa Lư, ngày 10 tháng 7 năm 2026"}
    assert (document.state, document.symbol, document.signer_name) == ("issued", "01/NQ-HĐND", chair.full_name)
    assert bytes_of(document.pdf).startswith(bytes_of(sealing.waiting))
    assert HeldNumber.objects.get().document_id == document.pk


def test_the_record_is_the_one_of_a_key_at_hand(chair):
    outside = signed_by(chair)
    final = make_final()
    soft = actions.sign_document(actor=acting(chair), document=final, desk=signing.desk(), press=PRESS, now=NOW)

    def recorded(document):
        [row] = list_signatures(document)
        audited = AuditEntry.objects.filter(object_id=str(document.pk), action="documents.sign").count()
        told = OutboxEvent.objects.filter(payload__document_id=str(document.pk), type__contains="Signed").count()
        return row.part, row.made_by, row.made_at, row.text_sha256 == document.text_sha256, audited, told

    assert recorded(outside) == recorded(soft) == (Part.PERSON, chair.pk, NOW, True, 1, 1)


def test_the_very_same_file_goes_out_again(chair):
    final, actor = make_final(), acting(chair)

    first, second = out(final, actor), out(final, actor, now=NOW + timedelta(days=1))

    assert (first.pk, bytes_of(first.waiting)) == (second.pk, bytes_of(second.waiting))
    assert SigningRequest.objects.count() == 1


def test_only_the_signatory_gets_the_file_and_only_with_the_second_factor(chair):
    final = make_final()
    before = everything()

    for actor in (KEEPER, CLERK, actor_with(Role.COUNCIL_VICE_CHAIR, second_factor=True)):
        with pytest.raises(NotPermitted):
            out(final, actor)
    with pytest.raises(actions.SecondFactorNeeded):
        out(final, acting(chair, second_factor=False))

    assert everything() == before


def test_without_a_certificate_nothing_goes_out(council):
    final = make_final()

    with pytest.raises(actions.NoCertificate):
        out(final, acting(make_signer()))

    assert SigningRequest.objects.count() == 0


def test_each_wrong_file_is_refused_and_changes_nothing(chair):
    final, actor = make_final(), acting(chair)
    request = out(final, actor)
    good = by_token(request, chair.full_name)
    broken = bytearray(good)
    broken[good.rindex(b"/Reason") + 12] ^= 1
    before = everything()

    for wrong, refusal in (
        (signing.signed_by_person(), NotOurBytes),
        (good[1:], NotOurBytes),
        (bytes_of(request.waiting), NotOurBytes),
        (by_token(request, "Người khác"), StrangeCertificate),
        (by_token(request, SEAL_NAME), StrangeCertificate),
        (by_token(request, chair.full_name, stamps=False), StampMissing),
        (bytes(broken), SignatureBroken),
        (good + b"\n%%EOF\n", SignatureBroken),
    ):
        with pytest.raises(refusal):
            back(final, wrong, actor)
        assert everything() == before, refusal

    assert back(final, good, actor).state == "signed"


def test_a_withdrawn_certificate_no_longer_signs(chair):
    final, actor = make_final(), acting(chair)
    signed = by_token(out(final, actor), chair.full_name)
    certificate = chair_certificate(chair)
    actions.withdraw_certificate(actor=KEEPER, certificate=certificate, reason="Mất thiết bị", now=NOW)

    with pytest.raises(StrangeCertificate):
        back(final, signed, actor)


def chair_certificate(chair):
    from council.documents.models import SigningCertificate

    return SigningCertificate.objects.get(account_id=chair.pk)


def test_a_file_of_a_text_that_was_changed_since_is_refused(chair):
    final, actor = make_final(), acting(chair)
    signed = by_token(out(final, actor), chair.full_name)
    actions.reopen(actor=SECRETARY, document=final, reason="Sửa lỗi")
    assert list(SigningRequest.objects.values_list("state", flat=True)) == ["withdrawn"]

    with pytest.raises(StepNotAllowed):
        back(final, signed, actor)
    again = actions.finalise(actor=SECRETARY, document=final, rules=RULES)
    with pytest.raises(actions.NoRequest):
        back(again, signed, actor)

    assert Document.objects.get().state == "final_text"


def test_another_signatory_gets_a_file_of_her_own_and_the_first_is_over(chair):
    final, other = make_final(), make_signer(name="Phạm Thị Chủ Tịch")
    certify(key_of(other.full_name), account=other)
    first = by_token(out(final, acting(chair)), chair.full_name)

    second = by_token(out(final, acting(other)), other.full_name)

    with pytest.raises(actions.NoRequest):
        back(final, first, acting(chair))
    assert back(final, second, acting(other)).signer_name == other.full_name
    assert sorted(SigningRequest.objects.values_list("state", flat=True)) == ["done", "withdrawn"]


def test_a_file_comes_back_once(chair):
    final, actor = make_final(), acting(chair)
    signed = by_token(out(final, actor), chair.full_name)
    back(final, signed, actor)

    with pytest.raises(StepNotAllowed):
        back(final, signed, actor)

    assert Signature.objects.count() == 1


def test_signing_in_another_way_ends_what_was_handed_out(chair):
    final, actor = make_final(), acting(chair)
    out(final, actor)

    actions.sign_document(actor=actor, document=final, desk=signing.desk(), press=PRESS, now=NOW)

    assert SigningRequest.objects.get().state == "withdrawn"


def test_a_request_is_taken_back(chair):
    final, actor = make_final(), acting(chair)
    out(final, actor)

    actions.withdraw_request(actor=actor, document=final, now=NOW)
    with pytest.raises(actions.NoRequest):
        actions.withdraw_request(actor=actor, document=final, now=NOW)

    assert SigningRequest.objects.get().state == "withdrawn"
    with pytest.raises(NotPermitted):
        actions.withdraw_request(actor=KEEPER, document=final, now=NOW)


# -- the seal -------------------------------------------------------------------------------------------------------


def test_what_was_signed_digitally_is_not_issued_without_its_seal(chair):
    signed = signed_by(chair)

    for desk in (DESK, None):
        with pytest.raises(actions.SealMissing):
            actions.issue_document(actor=CLERK, document=signed, desk=desk, press=PRESS, now=NOW)

    assert Document.objects.get().state == "signed"


def test_what_was_signed_on_paper_has_nothing_to_seal_and_is_issued_as_ever(chair):
    signed = make_signed()

    with pytest.raises(actions.NotSignedDigitally):
        sealed_out(signed)

    document = actions.issue_document(actor=CLERK, document=signed, desk=DESK, press=PRESS, now=NOW)
    assert (document.state, document.symbol) == ("issued", "01/NQ-HĐND")


def test_the_seal_of_another_day_is_refused_and_its_number_used_again(chair):
    signed = signed_by(chair)
    late, tomorrow = by_token(sealed_out(signed), SEAL_NAME, field="CoQuan"), NOW + timedelta(days=1)

    with pytest.raises(actions.SealOfAnotherDay):
        sealed_back(signed, late, now=tomorrow)
    again = sealed_out(signed, now=tomorrow)
    document = sealed_back(signed, by_token(again, SEAL_NAME, field="CoQuan", now=tomorrow), now=tomorrow)

    assert (document.symbol, HeldNumber.objects.count()) == ("01/NQ-HĐND", 1)
    assert str(document.issued_on) == "2026-07-11"
    assert sorted(SigningRequest.objects.filter(part="seal").values_list("state", flat=True)) == ["done", "withdrawn"]


def test_the_number_that_waits_for_its_seal_is_nobody_else_s(chair):
    waiting = signed_by(chair, subject="Văn bản chờ dấu")
    sealed_out(waiting)

    other = actions.issue_document(actor=CLERK, document=make_signed(), desk=DESK, press=PRESS, now=NOW)

    assert other.symbol == "02/NQ-HĐND"
    assert sealed_out(waiting).held.number == 1


def test_a_number_that_was_held_back_may_be_sealed(chair):
    signed = signed_by(chair)
    issuer, kind = actions.outside.Issuer.COUNCIL, actions.outside.Kind.INDIVIDUAL_RESOLUTION
    held = actions.reserve_numbers(actor=CLERK, issuer=issuer, kind=kind, count=2, reason="Giữ", now=NOW)[1]

    request = sealed_out(signed, held=held)
    document = sealed_back(signed, by_token(request, SEAL_NAME, field="CoQuan"))

    assert document.symbol == "02/NQ-HĐND"


def test_a_seal_by_the_signatory_s_certificate_is_refused(chair):
    signed = signed_by(chair)
    request = sealed_out(signed)
    before = everything()

    with pytest.raises(StrangeCertificate):
        sealed_back(signed, by_token(request, chair.full_name, field="CoQuan"))

    assert everything() == before


def test_only_the_clerk_seals(chair):
    signed = signed_by(chair)
    sealed = by_token(sealed_out(signed), SEAL_NAME, field="CoQuan")

    for actor in (KEEPER, acting(chair)):
        with pytest.raises(NotPermitted):
            sealed_back(signed, sealed, actor=actor)

    assert Document.objects.get().state == "signed"
