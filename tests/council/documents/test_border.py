"""What leaves the council of its documents: a listed snapshot of each public resolution, once, and its tombstone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from council.documents import actions
from council.documents.border import columns_of, hand_out_resolution, take_back_resolution
from council.documents.law import public_path
from council.documents.models import Document
from council.events.documents import DocumentPublished, DocumentWithdrawn
from hub.rollups.passages import RESOLUTION
from kernel import outbox
from kernel.keys import new_key
from tenancy.fleet.chores import CHORES
from tests.factories.documents import (
    CHAIR,
    CLERK,
    NOW,
    PRESS,
    RULES,
    SECRETARY,
    make_draft,
    make_issued,
    make_published,
)
from tests.hub.rollups.cells import forgotten
from tests.hub.rollups.cells import outside as standing_outside


@pytest.fixture
def outside(fresh_council) -> Iterator:
    """What stands in the open register of this council, taken away at the end."""
    with forgotten(fresh_council):
        yield lambda: standing_outside("resolution", fresh_council)


@contextmanager
def drained() -> Iterator[None]:
    yield
    outbox.drain()


def published_event(document) -> DocumentPublished:
    return DocumentPublished(
        document_id=document.id,
        kind=document.kind,
        symbol=document.symbol,
        short_code=document.short_code,
        published_on=document.published_on,
    )


def withdrawn_event(document) -> DocumentWithdrawn:
    return DocumentWithdrawn(
        document_id=document.id, kind=document.kind, symbol=document.symbol, withdrawn_on=document.issued_on
    )


def test_only_listed_columns_leave(council):
    document = make_published()

    columns = columns_of(document)

    assert set(columns) == RESOLUTION.passage.columns
    assert columns == {
        "id": str(document.id),
        "symbol": document.symbol,
        "title": "Về mức hỗ trợ học phí năm học 2026-2027",
        "kind": "individual_resolution",
        "adopted_on": document.adopted_on.isoformat() if document.adopted_on else None,
        "issued_on": "2026-07-10",
        "effective_on": "2026-08-01",
        "published_on": document.published_on.isoformat(),
        "issuer": document.issuer,
        "occasion": document.occasion,
        "signer_name": document.signer_name,
        "public_path": public_path(document.short_code),
        "pdf_sha256": document.pdf_sha256,
        "session_id": None,
        "vote_id": None,
        "supersedes_id": None,
        "superseded_by_id": None,
        "attachments": [],
        "corrections": [],
    }


def test_publication_reaches_the_open_register(fresh_council, outside):
    with drained():
        make_issued(subject="Chưa công bố")
        document = make_published()

    (row,) = outside()
    assert (row.id, row.title, row.council_key) == (document.id, document.subject, fresh_council.key)
    assert (row.symbol, row.withdrawn_at) == (document.symbol, None)


def test_same_event_twice_changes_nothing(fresh_council, outside):
    with drained():
        document = make_published()
    (before,) = outside()

    hand_out_resolution(published_event(document), event_id=new_key())

    (after,) = outside()
    assert (after.sequence, after.published_at) == (before.sequence, before.published_at)


def test_withdrawal_leaves_a_tombstone_that_late_messages_do_not_raise(fresh_council, outside):
    with drained():
        document = make_published()
    with drained():
        document = actions.withdraw(actor=CHAIR, document=document, reason="Sai thẩm quyền", now=NOW)
    (tomb,) = outside()

    hand_out_resolution(published_event(document), event_id=new_key())
    take_back_resolution(withdrawn_event(document), event_id=new_key())

    (row,) = outside()
    assert (row.title, row.symbol, row.public_path) == ("", "", "")
    assert (row.withdrawn_at, row.sequence) == (tomb.withdrawn_at, tomb.sequence)
    assert tomb.withdrawn_at is not None


def test_withdrawn_before_anybody_was_told_is_never_shown(fresh_council, outside, silent_wakers):
    with drained():
        document = make_published()
        actions.withdraw(actor=CHAIR, document=document, reason="Sai thẩm quyền", now=NOW)

    assert outside() == []


def test_resolution_that_was_only_issued_leaves_nothing_behind(fresh_council, outside):
    with drained():
        document = make_issued()
        actions.withdraw(actor=CHAIR, document=document, reason="Sai số", now=NOW)

    assert outside() == []


def test_replaced_resolution_says_by_which_and_stands_again_when_that_is_withdrawn(fresh_council, outside):
    with drained():
        older = make_published(subject="Bản cũ")
        draft = make_draft(subject="Bản mới")
        Document.objects.filter(id=draft.id).update(supersedes=older)
        final = actions.finalise(actor=SECRETARY, document=draft, rules=RULES)
        issued = actions.issue(
            actor=CLERK, document=actions.sign(actor=CHAIR, document=final, now=NOW), press=PRESS, now=NOW
        )
        newer = actions.publish(actor=CLERK, document=issued, now=NOW)

    rows = {row.title: row for row in outside()}
    assert (rows["Bản cũ"].superseded_by_id, rows["Bản mới"].supersedes_id) == (newer.id, older.id)
    with drained():
        actions.withdraw(actor=CHAIR, document=newer, reason="Sai thẩm quyền", now=NOW)

    assert next(row for row in outside() if row.title == "Bản cũ").superseded_by_id is None


def test_everything_published_before_can_be_handed_out_again(fresh_council, outside):
    with drained():
        kept, gone = make_published(subject="Còn hiệu lực"), make_published(subject="Đã thu hồi")
    with drained():
        actions.withdraw(actor=CHAIR, document=gone, reason="Sai thẩm quyền", now=NOW)
    with forgotten(fresh_council):
        pass
    assert outside() == []

    said = CHORES["publish"](fresh_council)

    assert [(row.id, row.title) for row in outside()] == [(kept.id, kept.subject)]
    assert said.startswith("documents: 2 parts, ")
