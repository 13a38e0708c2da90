"""Versions, classes, attachments and corrections: what is kept beside a document, and who may touch it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from council.documents import actions, queries
from council.documents.law import Article, Confidentiality, Issuer, Kind, Letterhead, Text
from council.documents.models import ClassChange, Document, DocumentVersion
from council.roles import Role
from kernel import files
from kernel.access import ANONYMOUS, NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.files import MarkedSecret
from kernel.files.models import StoredFile
from kernel.refusal import NotFound
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.documents import (
    ADOPTED,
    CHAIR,
    CLERK,
    EFFECTIVE,
    LETTERHEAD,
    NOW,
    PRESS,
    RULES,
    SECRETARY,
    STAFF,
    TEXT,
    make_draft,
    make_in_state,
    make_issued,
    make_published,
    make_signed,
)
from tests.kernel.files.making import pdf

PUBLIC, INTERNAL, RESTRICTED = Confidentiality
CHIEF, CHIEF_TOO = actor_with(Role.OFFICE_CHIEF), actor_with(Role.COUNCIL_VICE_CHAIR)
OFFICE = Letterhead(LETTERHEAD.issuer, LETTERHEAD.place, body=Issuer.OFFICE)


def edit(document: Document, subject: str, note: str = "") -> Document:
    return actions.edit_draft(
        actor=SECRETARY,
        document=document,
        version=document.version,
        subject=subject,
        text=TEXT,
        adopted_on=ADOPTED,
        effective_on=EFFECTIVE,
        note=note,
    )


def a_file(words: str = "Phụ lục") -> StoredFile:
    upload = SimpleUploadedFile(f"{words}.pdf", pdf(words))
    return files.store(actor=STAFF, upload=upload, kinds=files.DOCUMENTS, limit_bytes=10**7)


def change(document: Document, to_class: Confidentiality, *, actor=STAFF, reason: str = "Theo quy chế") -> ClassChange:
    return actions.change_class(actor=actor, document=document, to_class=to_class, reason=reason, now=NOW)


def test_each_saving_keeps_a_version_with_its_note_and_writer(council) -> None:
    document = make_draft(subject="Về A")
    edit(document, "Về B", note="  Sửa theo ý kiến  thẩm tra ")

    kept = [(one.number, one.subject, one.note, one.written_by) for one in queries.list_versions(STAFF, document)]

    assert kept == [
        (2, "Về B", "Sửa theo ý kiến thẩm tra", SECRETARY.account_id),
        (1, "Về A", "", STAFF.account_id),
    ]


def test_a_version_is_never_rewritten(council) -> None:
    make_draft()

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        DocumentVersion.objects.update(note="khác")


@pytest.mark.parametrize("place", ["subject", "text", "note", "draft"])
def test_a_state_secret_is_refused_and_nothing_is_kept(council, place: str) -> None:
    document = make_draft()
    secret = Text(articles=(Article("", ("TỐI MẬT", "Nội dung")),))

    with pytest.raises(MarkedSecret), transaction.atomic():
        if place == "draft":
            make_draft(text=secret)
        else:
            actions.edit_draft(
                actor=STAFF,
                document=document,
                version=1,
                subject="TUYỆT MẬT" if place == "subject" else "Về A",
                text=secret if place == "text" else TEXT,
                adopted_on=ADOPTED,
                effective_on=EFFECTIVE,
                note="MẬT" if place == "note" else "",
            )

    document.refresh_from_db()
    assert (document.version, Document.objects.count(), DocumentVersion.objects.count()) == (1, 1, 1)


def test_closing_takes_effect_at_once(council) -> None:
    document = make_draft()

    made = change(document, RESTRICTED)

    document.refresh_from_db()
    assert (document.confidentiality, made.state, made.decided_by) == ("restricted", "approved", STAFF.account_id)


def test_opening_waits_for_a_second_person(council) -> None:
    document = make_draft(Kind.REPORT, letterhead=OFFICE)
    asked = change(document, PUBLIC, actor=CHIEF)

    document.refresh_from_db()
    assert (document.confidentiality, asked.state) == ("internal", "asked")
    with pytest.raises(NotPermitted):
        actions.approve_class(actor=CHIEF, change=asked, now=NOW)
    with pytest.raises(actions.SameClass):
        change(document, RESTRICTED)

    actions.approve_class(actor=CHIEF_TOO, change=asked, now=NOW)

    document.refresh_from_db()
    assert document.confidentiality == "public"
    with pytest.raises(StepNotAllowed):
        actions.refuse_class(actor=CHIEF_TOO, change=asked, now=NOW)


def test_a_refused_opening_leaves_the_class(council) -> None:
    document = make_draft(Kind.REPORT, letterhead=OFFICE)

    refused = actions.refuse_class(actor=CHIEF_TOO, change=change(document, PUBLIC), now=NOW)

    document.refresh_from_db()
    assert (document.confidentiality, refused.state) == ("internal", "refused")
    assert queries.find_class_change(document) is None
    assert change(document, PUBLIC).state == "asked"


def test_a_change_of_class_needs_a_reason_and_a_hand_in_it(council) -> None:
    document = make_draft()
    handling = {
        *(Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF, Role.OFFICE_STAFF),
        *(Role.RECORDS_CLERK, Role.SESSION_SECRETARY),
    }

    with pytest.raises(actions.ReasonMissing):
        change(document, INTERNAL, reason=" ")
    with pytest.raises(actions.SameClass):
        change(document, PUBLIC)
    for role in set(EVERY_ROLE) - handling:
        with pytest.raises(NotPermitted):
            change(document, INTERNAL, actor=actor_with(role))

    assert ClassChange.objects.count() == 0


def test_what_is_public_already_is_not_closed(council) -> None:
    published, withdrawn = make_published(), make_in_state("withdrawn")

    for document in (published, withdrawn):
        with pytest.raises(actions.NotWithdrawnFirst):
            change(document, RESTRICTED)

    assert ClassChange.objects.count() == 0


def test_only_a_public_document_is_published(council) -> None:
    document = make_issued()
    change(document, INTERNAL)

    with pytest.raises(actions.NotPublic):
        actions.publish(actor=CLERK, document=document, now=NOW)
    with pytest.raises(IntegrityError, match="documents_published_is_public"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state="published")

    document.refresh_from_db()
    assert document.state == "issued"


def test_the_database_refuses_an_opening_by_one_person(council) -> None:
    asked = change(make_draft(Kind.REPORT, letterhead=OFFICE), PUBLIC)

    with pytest.raises(IntegrityError, match="documents_class_opened_by_two"), transaction.atomic():
        ClassChange.objects.filter(pk=asked.pk).update(state="approved", decided_by=asked.asked_by, decided_at=NOW)


def test_a_restricted_document_is_seen_by_who_handles_wrote_or_heads_it(council) -> None:
    document = make_draft()
    change(document, RESTRICTED)
    sees = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF, Role.RECORDS_CLERK}

    for role in set(Role):
        actor = actor_with(role)
        listed = document in queries.list_seen(actor)
        try:
            found = queries.get_document(actor, document.id) == document
        except NotFound:
            found = False
        assert (listed, found) == (role in sees, role in sees), role

    assert queries.get_document(STAFF, document.id) == document
    assert document in queries.list_documents(STAFF)
    with pytest.raises(NotFound):
        queries.get_document(ANONYMOUS, document.id)


def test_attachments_stand_in_their_order_and_are_part_of_what_is_signed(council) -> None:
    document = make_draft()
    first = actions.attach(actor=STAFF, document=document, title=" Phụ lục  một ", file=a_file("Một"))
    second = actions.attach(actor=STAFF, document=document, title="Phụ lục hai", file=a_file("Hai"))
    before = actions.digest_of(document)

    actions.move_attachment_up(actor=STAFF, attachment=second)
    assert [one.title for one in queries.list_attachments(document)] == ["Phụ lục hai", "Phụ lục một"]
    assert actions.digest_of(document) != before
    actions.move_attachment_up(actor=STAFF, attachment=second)
    actions.move_attachment_up(actor=STAFF, attachment=first)
    assert [one.title for one in queries.list_attachments(document)] == ["Phụ lục một", "Phụ lục hai"]
    actions.detach(actor=STAFF, attachment=second, reason="Thừa", now=NOW)
    assert [one.title for one in queries.list_attachments(document)] == ["Phụ lục một"]


def test_attachments_of_a_final_text_stay_as_they_are(council) -> None:
    signed = make_signed()
    stored = a_file()

    with pytest.raises(StepNotAllowed):
        actions.attach(actor=STAFF, document=signed, title="Phụ lục", file=stored)
    with pytest.raises(NotPermitted):
        actions.attach(actor=CLERK, document=make_draft(), title="Phụ lục", file=stored)
    assert queries.list_attachments(signed) == []


def test_an_attachment_is_taken_away_once_and_with_a_reason(council) -> None:
    attached = actions.attach(actor=STAFF, document=make_draft(), title="Phụ lục", file=a_file())

    with pytest.raises(actions.ReasonMissing):
        actions.detach(actor=STAFF, attachment=attached, reason="", now=NOW)
    actions.detach(actor=STAFF, attachment=attached, reason="Thừa", now=NOW)
    with pytest.raises(NotFound):
        actions.detach(actor=STAFF, attachment=attached, reason="Thừa", now=NOW)
    with pytest.raises(NotFound):
        actions.move_attachment_up(actor=STAFF, attachment=attached)
    with pytest.raises(NotFound):
        queries.get_attachment(STAFF, attached.id)


def test_attachments_become_public_with_their_document(council) -> None:
    document = make_draft()
    attached = actions.attach(actor=STAFF, document=document, title="Phụ lục", file=a_file())
    document = actions.finalise(actor=SECRETARY, document=document, rules=RULES)
    document = actions.sign(actor=CHAIR, document=document, now=NOW)
    document = actions.issue(actor=CLERK, document=document, press=PRESS, now=NOW)
    actions.publish(actor=CLERK, document=document, now=NOW)

    attached.file.refresh_from_db()
    assert attached.file.state == "public"


def test_a_letter_corrects_what_the_council_issued(council) -> None:
    issued = make_issued()

    letter = actions.draft_correction(actor=STAFF, document=issued, reason="ghi nhầm ngày tại Điều 2")

    assert (letter.kind, letter.issuing_body, letter.corrects) == ("letter", "standing_committee", issued)
    assert letter.subject == "Đính chính Nghị quyết cá biệt số 01/NQ-HĐND"
    text = Text.from_json(letter.body)
    assert text.addressees == TEXT.recipients
    assert "có sai sót: ghi nhầm ngày tại Điều 2" in text.articles[0].paragraphs[0]
    assert queries.list_corrections(issued) == []
    line = AuditEntry.objects.get(action="documents.correct")
    assert (line.object_id, line.reason) == (str(issued.id), "ghi nhầm ngày tại Điều 2")


def test_a_letter_that_corrects_a_restricted_document_is_restricted_too(council) -> None:
    issued = make_issued()
    change(issued, RESTRICTED)

    letter = actions.draft_correction(actor=STAFF, document=issued, reason="ghi nhầm tên")

    assert issued.subject in Text.from_json(letter.body).articles[0].paragraphs[0]
    assert letter.confidentiality == RESTRICTED


def test_a_document_of_the_same_kind_replaces_another(council) -> None:
    issued = make_published(adopted_on=date(2026, 7, 1))

    made = actions.draft_replacement(actor=STAFF, document=issued, reason="Sai mức hỗ trợ")

    assert (made.kind, made.subject, made.body, made.supersedes) == (issued.kind, issued.subject, issued.body, issued)
    assert (made.state, made.adopted_on, made.number) == ("draft", None, None)


@pytest.mark.parametrize("state", ["draft", "final_text", "signed", "withdrawn"])
def test_only_what_is_in_force_is_corrected(council, state: str) -> None:
    document, count = make_in_state(state), Document.objects.count()

    for act in (actions.draft_correction, actions.draft_replacement):
        with pytest.raises(StepNotAllowed):
            act(actor=STAFF, document=document, reason="Sai")
    with pytest.raises(actions.ReasonMissing):
        actions.draft_correction(actor=STAFF, document=document, reason=" ")
    with pytest.raises(NotPermitted):
        actions.draft_replacement(actor=CLERK, document=document, reason="Sai")

    assert Document.objects.count() == count
