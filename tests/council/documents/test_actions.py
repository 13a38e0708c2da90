"""Drafting, signing, numbering, publishing: what each guard refuses, and what is never lost or doubled."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from council.documents import actions, queries
from council.documents.law import CODE_LETTERS, Kind, Text
from council.documents.models import Document, NumberSequence
from council.documents.papers import FontMissing, Press
from council.documents.reactions import draft_adopted_resolution
from council.events.sessions import ResolutionAdopted
from council.roles import Role
from kernel import files
from kernel.access import ANONYMOUS, NotPermitted
from kernel.files.models import StoredFile
from kernel.keys import new_key
from kernel.outbox.models import OutboxEvent
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from tests.factories.actors import actor_with
from tests.factories.documents import (
    ADOPTED,
    CHAIR,
    CLERK,
    EFFECTIVE,
    NOW,
    PRESS,
    RULES,
    SECRETARY,
    STAFF,
    TEXT,
    make_draft,
    make_issued,
    make_published,
    make_signed,
)
from tests.testbed.threads import together

NORMATIVE, INDIVIDUAL = Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION


def test_a_draft_has_a_code_and_no_number(council) -> None:
    document = make_draft()

    assert (document.state, document.number, document.symbol) == ("draft", None, "")
    assert len(document.short_code) == 8
    assert set(document.short_code) <= set(CODE_LETTERS)
    assert document.drafted_by == STAFF.account_id
    assert OutboxEvent.objects.filter(type="documents.DocumentDrafted").count() == 1


def test_drafting_needs_the_right(council) -> None:
    with pytest.raises(NotPermitted):
        make_draft(actor=CLERK)

    assert Document.objects.count() == 0


def test_the_second_of_two_editors_is_told_and_the_first_text_stays(council) -> None:
    document = make_draft()

    def edit(subject: str) -> Document:
        return actions.edit_draft(
            actor=STAFF,
            document=document,
            version=1,
            subject=subject,
            text=TEXT,
            adopted_on=ADOPTED,
            effective_on=EFFECTIVE,
        )

    edit("Bản thứ nhất")
    with pytest.raises(VersionClash):
        edit("Bản thứ hai")

    document.refresh_from_db()
    assert (document.subject, document.version, document.edited_by) == ("Bản thứ nhất", 2, STAFF.account_id)


@pytest.mark.parametrize("missing", [{"subject": " "}, {"text": Text()}, {"adopted_on": None}, {"effective_on": None}])
def test_a_text_with_a_gap_is_not_final(council, missing: dict) -> None:
    document = make_draft(**missing)

    with pytest.raises(actions.TextIncomplete):
        actions.finalise(actor=SECRETARY, document=document, rules=RULES)

    document.refresh_from_db()
    assert document.state == "draft"


def test_an_effect_before_the_floor_needs_a_reason(council) -> None:
    document = make_draft(NORMATIVE, effective_on=ADOPTED + timedelta(days=6))

    with pytest.raises(actions.EffectTooEarly):
        actions.finalise(actor=SECRETARY, document=document, rules=RULES)
    document = actions.finalise(actor=SECRETARY, document=document, rules=RULES, reason="Trình tự rút gọn")

    assert document.state == "final_text"


def test_on_the_floor_no_reason_is_needed(council) -> None:
    document = make_draft(NORMATIVE, effective_on=ADOPTED + timedelta(days=7))

    assert actions.finalise(actor=SECRETARY, document=document, rules=RULES).state == "final_text"


def test_signing_needs_the_second_factor(council) -> None:
    final = actions.finalise(actor=SECRETARY, document=make_draft(), rules=RULES)

    with pytest.raises(actions.SecondFactorNeeded):
        actions.sign(actor=actor_with(Role.COUNCIL_CHAIR), document=final, now=NOW)

    final.refresh_from_db()
    assert (final.state, final.signed_by) == ("final_text", None)


def test_the_chair_signs_as_such_and_the_vice_chair_in_the_chairs_place(council) -> None:
    deputy = actor_with(Role.COUNCIL_VICE_CHAIR, second_factor=True, on_behalf_of="Giấy uỷ quyền số 3")
    final = actions.finalise(actor=SECRETARY, document=make_draft(), rules=RULES)

    assert make_signed().signer_capacity == "Chủ tịch"
    assert actions.sign(actor=deputy, document=final, now=NOW).signer_capacity == "KT. Chủ tịch\nPhó Chủ tịch"


def test_who_changed_the_text_last_cannot_sign_it(council) -> None:
    writer = actor_with(Role.COUNCIL_CHAIR, Role.OFFICE_STAFF, second_factor=True)
    final = actions.finalise(actor=SECRETARY, document=make_draft(actor=writer), rules=RULES)

    with pytest.raises(NotPermitted):
        actions.sign(actor=writer, document=final, now=NOW)


def test_who_wrote_a_version_between_cannot_sign_though_others_wrote_the_first_and_the_last(council) -> None:
    between = actor_with(Role.COUNCIL_CHAIR, Role.OFFICE_STAFF, second_factor=True)
    document = make_draft()
    for writer in (between, SECRETARY):
        document = actions.edit_draft(
            actor=writer,
            document=document,
            version=document.version,
            subject=document.subject,
            text=TEXT,
            adopted_on=document.adopted_on,
            effective_on=document.effective_on,
        )
    final = actions.finalise(actor=SECRETARY, document=document, rules=RULES)

    with pytest.raises(NotPermitted):
        actions.sign(actor=between, document=final, now=NOW)

    final.refresh_from_db()
    assert (final.state, final.signed_by) == ("final_text", None)
    assert final.writers == list(final.versions.order_by("number").values_list("written_by", flat=True))


@pytest.mark.parametrize(("step", "state"), [("sign", "final_text"), ("issue", "signed")])
def test_a_text_changed_behind_the_back_is_neither_signed_nor_issued(council, step: str, state: str) -> None:
    final = actions.finalise(actor=SECRETARY, document=make_draft(), rules=RULES)
    document = final if step == "sign" else actions.sign(actor=CHAIR, document=final, now=NOW)
    Document.objects.filter(pk=document.pk).update(subject="Khác")

    with pytest.raises(actions.TextChanged), transaction.atomic():
        if step == "sign":
            actions.sign(actor=CHAIR, document=document, now=NOW)
        else:
            actions.issue(actor=CLERK, document=document, press=PRESS, now=NOW)

    document.refresh_from_db()
    assert (document.state, NumberSequence.objects.count()) == (state, 0)


@pytest.mark.parametrize("reason", ["", "  "])
def test_going_back_and_withdrawing_need_a_reason(council, reason: str) -> None:
    final = actions.finalise(actor=SECRETARY, document=make_draft(), rules=RULES)
    issued = make_issued()

    with pytest.raises(actions.ReasonMissing):
        actions.reopen(actor=SECRETARY, document=final, reason=reason)
    with pytest.raises(actions.ReasonMissing):
        actions.withdraw(actor=CHAIR, document=issued, reason=reason, now=NOW)

    final.refresh_from_db()
    issued.refresh_from_db()
    assert (final.state, issued.state) == ("final_text", "issued")


def test_numbers_follow_each_other_by_kind_and_year(council) -> None:
    symbols = [make_issued(kind).symbol for kind in (INDIVIDUAL, NORMATIVE, INDIVIDUAL, NORMATIVE)]
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    later = actions.issue(actor=CLERK, document=make_signed(INDIVIDUAL), press=PRESS, now=new_year)

    assert symbols == ["01/NQ-HĐND", "01/2026/NQ-HĐND", "02/NQ-HĐND", "02/2026/NQ-HĐND"]
    assert (later.symbol, later.year, later.issued_on) == ("01/NQ-HĐND", 2027, date(2027, 1, 1))


def test_the_issue_keeps_the_pdf_under_its_hash(council) -> None:
    document = make_issued()

    with files.read(document.pdf) as kept:
        content = kept.read()
    assert content.startswith(b"%PDF-1.7")
    assert document.pdf_sha256 == document.pdf.sha256 == sha256(content).hexdigest()
    assert (document.pdf.name, document.pdf.content_type) == ("01-NQ-HĐND.pdf", "application/pdf")
    assert OutboxEvent.objects.filter(type="documents.DocumentIssued", payload__symbol="01/NQ-HĐND").count() == 1


def test_a_failed_print_loses_no_number(council) -> None:
    document = make_signed()
    without_fonts = Press(("/nowhere",), "http://x")

    with pytest.raises(FontMissing), transaction.atomic():
        actions.issue(actor=CLERK, document=document, press=without_fonts, now=NOW)

    assert (NumberSequence.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert actions.issue(actor=CLERK, document=document, press=PRESS, now=NOW).symbol == "01/NQ-HĐND"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"number": 1, "year": 2026, "symbol": "01/NQ-HĐND"}, "documents_number_only_at_issue"),
        ({"state": "issued"}, "documents_number_only_at_issue"),
        ({"state": "withdrawn"}, "documents_"),
    ],
)
def test_the_database_refuses_numbers_out_of_place(council, changes: dict, constraint: str) -> None:
    document = make_draft()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**changes)


@pytest.mark.parametrize(
    ("kind", "symbol"), [(INDIVIDUAL, "01/2026/NQ-HĐND"), (NORMATIVE, "01/NQ-HĐND"), (INDIVIDUAL, "1/NQ-HĐND")]
)
def test_the_database_refuses_a_symbol_of_the_other_kind(council, kind: Kind, symbol: str) -> None:
    document = make_issued(kind)

    with pytest.raises(IntegrityError, match="documents_symbol_fits_kind"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(symbol=symbol)


def test_the_database_refuses_a_second_document_of_one_number(council) -> None:
    first, second = make_issued(), make_issued()

    with pytest.raises(IntegrityError, match="documents_number_once"), transaction.atomic():
        Document.objects.filter(pk=second.pk).update(number=first.number)


def test_published_and_withdrawn_stand_on_the_public_pages(council) -> None:
    draft, issued, published = make_draft(), make_issued(), make_published()
    withdrawn = actions.withdraw(actor=CHAIR, document=make_published(), reason="Sai", now=NOW)
    never_published = actions.withdraw(actor=CHAIR, document=make_issued(), reason="Sai", now=NOW)

    assert set(queries.list_published()) == {published, withdrawn}
    assert queries.get_published(f" {published.short_code[:4].lower()}-{published.short_code[4:]} ") == published
    for hidden in (draft, issued, never_published):
        with pytest.raises(NotFound):
            queries.get_published(hidden.short_code)
        with pytest.raises(NotFound):
            queries.get_document(ANONYMOUS, hidden.id)
        assert queries.get_document(CLERK, hidden.id) == hidden
    assert queries.get_document(ANONYMOUS, withdrawn.id) == withdrawn
    published.pdf.refresh_from_db()
    assert published.pdf.state == "public"


def test_lists_find_with_and_without_diacritics_by_symbol_code_state_and_year(council) -> None:
    first = make_published(subject="Đặt tên đường, phố")
    second = make_published(NORMATIVE, subject="Mức thu phí tham quan")

    assert list(queries.list_published(text="dat ten")) == [first]
    assert list(queries.list_published(text="01/2026")) == [second]
    assert list(queries.list_published(text=first.short_code.lower())) == [first]
    assert list(queries.list_published(kinds=[NORMATIVE])) == [second]
    assert list(queries.list_published(year=2025)) == []
    assert set(queries.list_published(year=2026)) == {first, second}
    assert queries.list_years() == [2026]
    assert set(queries.list_documents(CLERK, state="published")) == {first, second}
    with pytest.raises(NotPermitted):
        queries.list_documents(ANONYMOUS)
    with pytest.raises(NotFound):
        queries.get_published("ZZZZZZZZ")
    with pytest.raises(NotFound):
        queries.get_document(CLERK, new_key())


def an_adopted_one(**changes) -> ResolutionAdopted:
    event = ResolutionAdopted(
        session_id=new_key(),
        item_id=new_key(),
        vote_id=new_key(),
        kind="normative_resolution",
        title="Chính sách hỗ trợ sản phẩm OCOP",
        occasion="Khoá XVI, kỳ họp thứ 3",
        adopted_on=ADOPTED,
    )
    return replace(event, **changes)


def test_an_adopted_resolution_gets_one_draft_however_often_it_is_told(council) -> None:
    event = an_adopted_one()

    for _ in range(2):
        draft_adopted_resolution(event, event_id=new_key())

    document = Document.objects.get()
    assert queries.find_by_vote(event.vote_id) == document
    assert (document.kind, document.subject, document.occasion) == (event.kind, event.title, event.occasion)
    assert (document.adopted_on, document.effective_on) == (ADOPTED, ADOPTED + timedelta(days=7))
    assert document.issuer.startswith("Hội đồng nhân dân phường ")
    assert list(queries.list_of_session(event.session_id)) == []
    assert actions.finalise(actor=SECRETARY, document=document, rules=RULES).state == "final_text"


def test_issuing_together_gives_each_its_own_number_without_a_gap(fresh_council) -> None:
    signed = [make_signed() for _ in range(5)]
    spoilt = make_signed()
    Document.objects.filter(pk=spoilt.pk).update(subject="Đã bị sửa")

    def issue(document: Document):
        return lambda: actions.issue(actor=CLERK, document=document, press=PRESS, now=NOW).number

    results = together(fresh_council, [issue(document) for document in (*signed, spoilt)])

    assert sorted(results[:5]) == [1, 2, 3, 4, 5]
    assert isinstance(results[5], actions.TextChanged)


def test_issuing_one_document_twice_at_once_uses_one_number(fresh_council) -> None:
    signed = make_signed()

    results = together(
        fresh_council,
        [lambda: actions.issue(actor=CLERK, document=signed, press=PRESS, now=NOW).number for _ in range(3)],
    )

    assert [result for result in results if result == 1] == [1]
    assert NumberSequence.objects.get().last_number == 1
