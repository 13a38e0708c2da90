"""What leaves the council of its documents: a listed snapshot of each public resolution, once, and its tombstone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from council.documents import actions
from council.documents.border import columns_of, hand_out_resolution, take_back_resolution
from council.documents.law import public_path
from council.events.documents import DocumentPublished, DocumentWithdrawn
from hub.rollups.models import PublishedResolution
from hub.rollups.publishing import RESOLUTION
from kernel import outbox
from kernel.keys import new_key
from tenancy.place import in_public
from tests.factories.documents import CHAIR, NOW, make_issued, make_published


@pytest.fixture
def outside(fresh_council) -> Iterator:
    """What stands in the open register of this council, taken away at the end."""

    def rows() -> list[PublishedResolution]:
        with in_public():
            return list(PublishedResolution.objects.filter(council_key=fresh_council.key))

    yield rows
    with in_public():
        PublishedResolution.objects.using("owner").filter(council_key=fresh_council.key).delete()


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

    assert set(columns) == RESOLUTION.columns
    assert columns == {
        "id": str(document.id),
        "symbol": document.symbol,
        "title": "Về mức hỗ trợ học phí năm học 2026-2027",
        "kind": "individual_resolution",
        "issued_on": "2026-07-10",
        "effective_on": "2026-08-01",
        "public_path": public_path(document.short_code),
        "pdf_sha256": document.pdf_sha256,
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
