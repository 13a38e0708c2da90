"""What councils publish: allow-listed columns only, one order, tombstones, no reaching over to another's."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DatabaseError

from hub.rollups import tasks
from hub.rollups.models import Delta, PublishedResolution, PublishedSession
from hub.rollups.publishing import (
    ColumnNotAllowed,
    publish_resolution,
    publish_session,
    withdraw_resolution,
    withdraw_session,
)
from kernel.keys import new_key
from tenancy.models import Council
from tenancy.place import entered

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 1, tzinfo=UTC)


def columns(**changes) -> dict:
    return {
        "id": str(new_key()),
        "symbol": "05/2026/NQ-HĐND",
        "title": "Về phân bổ ngân sách",
        "kind": "normative",
        "issued_on": "2026-03-01",
        "effective_on": None,
        "public_path": "/nghi-quyet/5",
        "pdf_sha256": "0" * 64,
        **changes,
    }


def key_of(subdomain: str) -> str:
    return Council.objects.get(subdomain=subdomain).key


def test_publication_is_kept_with_its_council_and_number(public_place):
    hoalu, told = key_of("hoalu"), columns()

    first = publish_resolution(hoalu, told, at=AT)
    second = publish_resolution(key_of("kimson"), columns(), at=AT)

    assert (str(first.id), first.council_key, first.unit_code, first.origin) == (told["id"], hoalu, "14329", hoalu)
    assert second.sequence == first.sequence + 1
    assert PublishedResolution.objects.get(id=first.id).effective_on is None


def test_publishing_again_changes_the_row_and_moves_it_to_the_end(public_place):
    hoalu, told = key_of("hoalu"), columns()
    first = publish_resolution(hoalu, told, at=AT)
    other = publish_resolution(hoalu, columns(), at=AT)

    again = publish_resolution(hoalu, {**told, "title": "Bản đính chính"}, at=LATER)

    assert (again.id, again.title, again.sequence) == (first.id, "Bản đính chính", other.sequence + 1)
    assert PublishedResolution.objects.filter(council_key=hoalu).count() == 2


def test_same_publication_twice_changes_nothing(public_place):
    hoalu, told = key_of("hoalu"), columns()
    first = publish_resolution(hoalu, told, at=AT)
    publish_resolution(hoalu, columns(), at=AT)

    again = publish_resolution(hoalu, told, at=LATER)

    assert (again.sequence, again.published_at) == (first.sequence, AT)


def test_message_that_the_withdrawal_overtook_does_not_raise_the_dead(public_place):
    hoalu, told = key_of("hoalu"), columns()
    mine = publish_resolution(hoalu, told, at=AT)
    withdraw_resolution(hoalu, mine.id, at=LATER)

    publish_resolution(hoalu, told, at=AT)

    assert PublishedResolution.objects.get(id=mine.id).withdrawn_at == LATER


def test_what_was_withdrawn_may_be_published_anew(public_place):
    hoalu, told = key_of("hoalu"), columns()
    mine = publish_resolution(hoalu, told, at=AT)
    withdraw_resolution(hoalu, mine.id, at=AT)

    again = publish_resolution(hoalu, told, at=LATER)

    assert (again.title, again.withdrawn_at) == (told["title"], None)


@pytest.mark.parametrize(
    "change",
    [
        {"draft_notes": "x"},
        {"council_key": "p37"},
        {"sequence": 1},
        {"withdrawn_at": None},
        {"issued_on": "01/03/2026"},
        {"issued_on": 20260301},
        {"id": "5"},
        {"id": None},
        {"title": None},
        {"title": {"a": 1}},
        {"title": "a\x00b"},
    ],
)
def test_foreign_column_or_wrong_kind_is_refused(public_place, change):
    of_this_council = PublishedResolution.objects.filter(council_key=key_of("hoalu"))
    with pytest.raises(ColumnNotAllowed):
        publish_resolution(key_of("hoalu"), columns(**change), at=AT)

    assert not of_this_council.exists()


def test_unknown_council_publishes_nothing(public_place):
    with pytest.raises(Council.DoesNotExist):
        publish_resolution("nobody", columns(), at=AT)


def test_council_cannot_take_over_anothers_publication(public_place):
    mine = publish_resolution(key_of("hoalu"), columns(), at=AT)

    with pytest.raises(ColumnNotAllowed):
        publish_resolution(key_of("kimson"), columns(id=str(mine.id), title="Chiếm chỗ"), at=LATER)
    withdraw_resolution(key_of("kimson"), mine.id, at=LATER)

    mine.refresh_from_db()
    assert (mine.title, mine.withdrawn_at) == ("Về phân bổ ngân sách", None)


def test_withdrawal_leaves_a_tombstone_without_text(public_place):
    hoalu = key_of("hoalu")
    mine = publish_resolution(hoalu, columns(), at=AT)

    withdraw_resolution(hoalu, mine.id, at=LATER)
    before = PublishedResolution.objects.get(id=mine.id).sequence
    withdraw_resolution(hoalu, mine.id, at=LATER)

    row = PublishedResolution.objects.get(id=mine.id)
    assert (row.title, row.symbol, row.public_path, row.pdf_sha256, row.withdrawn_at) == ("", "", "", "", LATER)
    assert row.sequence == before > mine.sequence


def test_sessions_are_published_and_withdrawn_alike(public_place):
    hoalu, key = key_of("hoalu"), str(new_key())
    told = {"id": key, "title": "Kỳ họp thứ ba", "kind": "regular", "opens_on": "2026-07-01", "closes_on": None}

    publish_session(hoalu, told, at=AT)
    with pytest.raises(ColumnNotAllowed):
        publish_session(hoalu, {**told, "symbol": "x"}, at=AT)
    withdraw_session(hoalu, UUID(key), at=LATER)

    row = PublishedSession.objects.get(id=key)
    assert (row.title, row.withdrawn_at, str(row.opens_on)) == ("", LATER, "2026-07-01")


def test_tasks_run_as_the_hub_whoever_sends_them(public_place):
    hoalu, told = Council.objects.get(subdomain="hoalu"), columns()

    with entered(hoalu):
        tasks.publish_resolution.apply(
            kwargs={"council_key": hoalu.key, "columns": told, "at": AT.isoformat()}, throw=True
        )
        tasks.withdraw_resolution.apply(
            kwargs={"council_key": hoalu.key, "key": told["id"], "at": LATER.isoformat()}, throw=True
        )
    tasks.fold_figures.apply(throw=True)

    assert not Delta.objects.exists()
    assert PublishedResolution.objects.get(id=told["id"]).withdrawn_at == LATER


def test_withdrawal_that_came_first_waits_for_its_publication(public_place, monkeypatch):
    hoalu, told = Council.objects.get(subdomain="hoalu"), columns()
    sent = []
    monkeypatch.setattr(tasks.withdraw_resolution, "apply_async", lambda **message: sent.append(message))

    tasks.withdraw_resolution.apply(kwargs={"council_key": hoalu.key, "key": told["id"], "at": LATER.isoformat()})
    tasks.publish_resolution.apply(kwargs={"council_key": hoalu.key, "columns": told, "at": AT.isoformat()})
    tasks.withdraw_resolution.apply(kwargs=sent[0]["kwargs"])

    assert [message["countdown"] for message in sent] == [10]
    assert PublishedResolution.objects.get(id=told["id"]).withdrawn_at == LATER


def test_withdrawal_of_what_was_never_published_gives_up(public_place):
    hoalu = Council.objects.get(subdomain="hoalu")

    tasks.withdraw_session.apply(
        kwargs={"council_key": hoalu.key, "key": str(new_key()), "at": LATER.isoformat()}, throw=True
    )

    assert not PublishedSession.objects.exists()


def test_council_itself_cannot_write_or_read_publications(council):
    with pytest.raises(DatabaseError):
        publish_resolution(council.key, columns(), at=AT)
