"""What councils publish: allow-listed columns only, one order, tombstones, no reaching over to another's."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DatabaseError

from hub.rollups import tasks
from hub.rollups.models import (
    Delta,
    PublicationChange,
    PublishedAgendaItem,
    PublishedResolution,
    PublishedSession,
    PublishedVote,
)
from hub.rollups.publishing import publish
from kernel.keys import new_key
from tenancy.border import ColumnNotAllowed
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


def tell(council_key: str, told: dict, *, at: datetime = AT) -> PublishedResolution | None:
    """Publish one resolution, and return what stands here of it."""
    part = UUID(told["id"]) if told.get("id") not in {None, "5"} else new_key()
    publish(council_key, "resolution", part, {"resolution": [told]}, at=at)
    return PublishedResolution.objects.filter(id=part).first()


def take_back(council_key: str, key: UUID, *, at: datetime) -> None:
    publish(council_key, "resolution", key, {}, at=at)


def agenda(session: UUID, *titles: str) -> dict:
    """Return a session with an agenda of these titles."""
    told = {"id": str(session), "title": "Kỳ họp thứ ba", "kind": "regular", "opens_on": "2026-07-01"}
    items = [
        {
            "id": str(UUID(int=session.int + place)),
            "session_id": str(session),
            "position": place,
            "title": title,
            "kind": "report",
        }
        for place, title in enumerate(titles, 1)
    ]
    return {"session": [told], "agenda_item": items}


def test_publication_is_kept_with_its_council_and_number(public_place):
    hoalu, told = key_of("hoalu"), columns()

    first = tell(hoalu, told)
    second = tell(key_of("kimson"), columns())

    assert (str(first.id), first.council_key, first.unit_code, first.origin) == (told["id"], hoalu, "14329", hoalu)
    assert second.sequence > first.sequence
    assert PublishedResolution.objects.get(id=first.id).effective_on is None


def test_publishing_again_changes_the_row_and_moves_it_to_the_end(public_place):
    hoalu, told = key_of("hoalu"), columns()
    first, other = tell(hoalu, told), tell(hoalu, columns())

    again = tell(hoalu, {**told, "title": "Bản đính chính"}, at=LATER)

    assert (again.id, again.title) == (first.id, "Bản đính chính")
    assert again.sequence > other.sequence
    (change,) = PublicationChange.objects.filter(key=first.id)
    assert (change.sequence, change.changed_at, change.withdrawn_at) == (again.sequence, LATER, None)


def test_same_publication_twice_changes_nothing(public_place):
    hoalu, told = key_of("hoalu"), columns()
    first = tell(hoalu, told)
    tell(hoalu, columns())

    again = tell(hoalu, told, at=LATER)

    assert (again.sequence, again.published_at) == (first.sequence, AT)


def test_of_two_messages_the_one_that_read_later_holds(public_place):
    hoalu, told = key_of("hoalu"), columns()
    tell(hoalu, {**told, "title": "Bản đính chính"}, at=LATER)

    assert tell(hoalu, told, at=AT).title == "Bản đính chính"


def test_message_that_the_withdrawal_overtook_does_not_raise_the_dead(public_place):
    hoalu, told, early = key_of("hoalu"), columns(), columns()
    mine = tell(hoalu, told)
    take_back(hoalu, mine.id, at=LATER)
    take_back(hoalu, UUID(early["id"]), at=LATER)

    assert tell(hoalu, told).withdrawn_at == LATER
    assert tell(hoalu, early) is None


def test_what_was_withdrawn_may_be_published_anew(public_place):
    hoalu, told = key_of("hoalu"), columns()
    mine = tell(hoalu, told)
    take_back(hoalu, mine.id, at=AT)

    again = tell(hoalu, told, at=LATER)

    assert (again.title, again.withdrawn_at) == (told["title"], None)


@pytest.mark.parametrize(
    "change",
    [
        {"draft_notes": "x"},
        {"council_key": "p37"},
        {"sequence": 1},
        {"part_of": None},
        {"withdrawn_at": None},
        {"issued_on": "01/03/2026"},
        {"issued_on": 20260301},
        {"id": "5"},
        {"id": None},
        {"title": None},
        {"title": {"a": 1}},
        {"title": "a\x00b"},
        {"symbol": "x" * 61},
        {"session_id": "x"},
        {"attachments": "x"},
        {"attachments": ["x"]},
        {"attachments": [{"title": "Phụ lục", "uploaded_by": "x"}]},
        {"attachments": [{"title": {"a": 1}}]},
        {"attachments": [{"title": "a\x00b"}]},
    ],
)
def test_foreign_column_or_wrong_kind_is_refused(public_place, change):
    of_this_council = PublishedResolution.objects.filter(council_key=key_of("hoalu"))
    with pytest.raises(ColumnNotAllowed):
        tell(key_of("hoalu"), columns(**change))

    assert not of_this_council.exists()


def test_part_has_no_kinds_of_another(public_place):
    with pytest.raises(ColumnNotAllowed):
        publish(key_of("hoalu"), "session", new_key(), {"resolution": [columns()]}, at=AT)


def test_unknown_council_publishes_nothing(public_place):
    with pytest.raises(Council.DoesNotExist):
        tell("nobody", columns())


def test_council_cannot_take_over_anothers_publication(public_place):
    mine = tell(key_of("hoalu"), columns())

    with pytest.raises(ColumnNotAllowed):
        tell(key_of("kimson"), columns(id=str(mine.id), title="Chiếm chỗ"), at=LATER)
    take_back(key_of("kimson"), mine.id, at=LATER)

    mine.refresh_from_db()
    assert (mine.title, mine.withdrawn_at) == ("Về phân bổ ngân sách", None)


def test_withdrawal_leaves_a_tombstone_without_text(public_place):
    hoalu = key_of("hoalu")
    mine = tell(hoalu, columns(attachments=[{"title": "Phụ lục", "path": "/x", "size": 3}]))

    take_back(hoalu, mine.id, at=LATER)
    before = PublishedResolution.objects.get(id=mine.id).sequence
    take_back(hoalu, mine.id, at=LATER)

    row = PublishedResolution.objects.get(id=mine.id)
    assert (row.title, row.symbol, row.public_path, row.pdf_sha256, row.withdrawn_at) == ("", "", "", "", LATER)
    assert (row.attachments, row.issued_on.isoformat()) == ([], "2026-03-01")
    assert row.sequence == before > mine.sequence
    assert PublicationChange.objects.get(key=mine.id).withdrawn_at == LATER


def test_agenda_is_told_as_a_whole_and_what_left_it_is_a_tombstone(public_place):
    hoalu, key = key_of("hoalu"), new_key()
    publish(hoalu, "session", key, agenda(key, "Báo cáo", "Ngân sách", "Nhân sự"), at=AT)
    before = dict(PublishedAgendaItem.objects.filter(part_of=key).values_list("title", "sequence"))

    changed = publish(hoalu, "session", key, agenda(key, "Báo cáo", "Ngân sách năm 2027"), at=LATER)

    rows = PublishedAgendaItem.objects.filter(part_of=key).order_by("position")
    assert [(row.title, row.withdrawn_at) for row in rows] == [
        ("Báo cáo", None),
        ("Ngân sách năm 2027", None),
        ("", LATER),
    ]
    assert (changed, rows[0].sequence) == (2, before["Báo cáo"])
    publish(hoalu, "session", key, {}, at=LATER)
    assert not PublishedAgendaItem.objects.filter(part_of=key, withdrawn_at=None).exists()
    assert PublishedSession.objects.get(id=key).title == ""


def test_names_of_a_vote_go_when_the_council_closes_them(public_place):
    hoalu, key = key_of("hoalu"), new_key()
    told = {
        "id": str(key), "session_id": str(new_key()), "title": "Thông qua?", "kind": "item", "method": "electronic",
        "announced_on": "2026-07-01", "total": 3, "in_favour": 2, "against": 1, "abstained": 0, "not_voting": 0,
    }  # fmt: skip
    names = [{"delegate_id": str(new_key()), "name": "Nguyễn An", "choice": "for"}]

    publish(hoalu, "vote", key, {"vote": [{**told, "names": names}]}, at=AT)
    assert PublishedVote.objects.get(id=key).names == names
    publish(hoalu, "vote", key, {"vote": [{**told, "names": None}]}, at=LATER)

    assert PublishedVote.objects.get(id=key).names is None


def test_tasks_run_as_the_hub_whoever_sends_them(public_place):
    hoalu, told = Council.objects.get(subdomain="hoalu"), columns()
    known = {"council_key": hoalu.key, "part": "resolution", "part_of": told["id"]}

    with entered(hoalu):
        tasks.publish.apply(kwargs={**known, "rows": {"resolution": [told]}, "at": AT.isoformat()}, throw=True)
        tasks.publish.apply(kwargs={**known, "rows": {}, "at": LATER.isoformat()}, throw=True)
    tasks.fold_figures.apply(throw=True)

    assert not Delta.objects.exists()
    assert PublishedResolution.objects.get(id=told["id"]).withdrawn_at == LATER


def test_council_itself_cannot_write_or_read_publications(council):
    with pytest.raises(DatabaseError):
        publish(council.key, "resolution", new_key(), {"resolution": [columns()]}, at=AT)
