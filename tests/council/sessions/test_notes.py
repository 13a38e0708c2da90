"""A reader's own notes: hers alone, kept once, brought along to the next version."""

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions import actions
from council.sessions.actions import refusals
from council.sessions.actions.notes import MOST_NOTES, Mark
from council.sessions.models import PaperNote, PaperOpening, ReadingPlace
from council.sessions.queries.notes import list_own_notes
from council.sessions.queries.reading import list_own_papers
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.refusal import NotFound
from tests.factories import office
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.sessions import NOW, OFFICE, make_item, make_paper, make_session
from tests.testbed.threads import together

CONF = "config.urls_council"
READER = actor_with(Role.DELEGATE)
MARK = Mark(page=4, quote="42 tỷ đồng", body="Hỏi lại nguồn vốn")


def write(paper, mark=MARK, *, actor=READER, key=None):
    return actions.write_note(actor=actor, paper=paper, key=key or new_key(), mark=mark, now=NOW)


@pytest.fixture
def paper(council):
    return make_paper(make_session("documents_released"), "released")


def test_a_note_sent_twice_is_one_and_the_last_words_stay(paper) -> None:
    key = new_key()

    write(paper, key=key)
    write(paper, Mark(page=4, quote="42 tỷ đồng", body="Đã rõ"), key=key)

    note = PaperNote.objects.get()
    assert (note.id, note.account_id, note.body) == (key, READER.account_id, "Đã rõ")


def test_a_note_sent_twice_at_once_is_one(fresh_council) -> None:
    key, paper = new_key(), make_paper(make_session("documents_released"), "released")

    results = together(fresh_council, [lambda: write(paper, key=key)] * 2)

    assert [type(result) for result in results] == [PaperNote, PaperNote]
    assert PaperNote.objects.count() == 1


def test_nobody_else_reads_changes_or_removes_a_note(paper) -> None:
    note = write(paper)

    for other in (actor_with(Role.DELEGATE), OFFICE, actor_with(Role.COUNCIL_CHAIR)):
        assert list_own_notes(other, paper) == []
        with pytest.raises(NotFound):
            write(paper, Mark(page=1, body="Không phải của tôi"), actor=other, key=note.id)
        actions.remove_note(actor=other, key=note.id)
    assert list_own_notes(READER, paper) == [note]
    assert PaperNote.objects.get().body == MARK.body
    assert AuditEntry.objects.filter(object_id=str(note.id)).count() == 0


@pytest.mark.parametrize(
    ("mark", "refusal"),
    [(Mark(page=1, quote=" ", body=""), refusals.NoteEmpty), (Mark(page=0, body="x"), refusals.NoSuchPage)],
)
def test_an_empty_note_or_one_on_no_page_is_refused(paper, mark, refusal) -> None:
    with pytest.raises(refusal):
        write(paper, mark)

    assert PaperNote.objects.count() == 0


def test_who_may_not_read_writes_no_note(paper) -> None:
    with pytest.raises(NotPermitted):
        write(paper, actor=actor_with(Role.AGENCY))


def test_the_five_hundredth_note_is_the_last(paper) -> None:
    own = {"paper": paper, "account_id": READER.account_id, "page": 1, "body": "x", "written_at": NOW}
    PaperNote.objects.bulk_create(PaperNote(**own) for _number in range(MOST_NOTES))

    with pytest.raises(refusals.TooManyNotes):
        write(paper)

    kept = PaperNote.objects.first()
    assert write(paper, key=kept.id).body == MARK.body


def test_notes_come_along_to_later_versions_and_never_back(paper) -> None:
    second = make_paper(paper.session, "released", version=2, replaces=paper)
    third = make_paper(paper.session, "released", version=3, replaces=second)
    elsewhere = make_paper(paper.session, "released")
    notes = [write(each, Mark(page=page, body="x")) for page, each in enumerate((paper, second, third, elsewhere), 1)]

    assert list_own_notes(READER, third) == notes[:3]
    assert list_own_notes(READER, second) == notes[:2]
    assert list_own_notes(READER, paper) == notes[:1]


def test_the_readers_list_has_the_agendas_order_and_her_places(council) -> None:
    session = make_session("documents_released")
    item = make_item(session)
    shared, first = make_paper(session, "released"), make_paper(session, "released", item=item)
    make_paper(session, "held", item=item)
    gone = make_paper(session, "replaced", item=item, released_at=NOW)
    place = actions.keep_place(actor=READER, paper=first, page=2, pages=5, now=NOW)

    own = list_own_papers(READER, session)

    assert [(row.paper, row.place) for row in own.shared] == [(shared, None)]
    assert [(one, [(row.paper, row.place) for row in rows]) for one, rows in own.items] == [
        (item, [(first, place), (gone, None)])
    ]
    assert (len(own.standing), own.begun) == (2, 1)


# --- the doors ------------------------------------------------------------------------------------


def address(name, paper, *more):
    return reverse(f"sessions:{name}", CONF, [paper.id, *more])


def test_the_viewers_doors_keep_place_and_notes_and_say_what_is_wrong(council, paper) -> None:
    reader, other = browser_of(council, Role.DELEGATE), browser_of(council, Role.DELEGATE)
    key = str(new_key())

    assert reader.post(address("place", paper), {"page": 3, "pages": 8}).status_code == 204
    assert reader.post(address("place", paper), {"page": 9, "pages": 8}).status_code == 422
    assert reader.post(address("place", paper), {"page": "x"}).status_code == 400
    assert reader.post(address("notes", paper), {"key": key, "page": 3, "quote": "42 tỷ"}).status_code == 204
    assert reader.post(address("notes", paper), {"key": key, "page": 3}).status_code == 422
    assert other.post(address("notes", paper), {"key": key, "page": 3, "body": "x"}).status_code == 404

    assert other.get(address("notes", paper)).json() == {"notes": []}
    [note] = reader.get(address("notes", paper)).json()["notes"]
    assert (note["key"], note["quote"], note["is_of_this_version"]) == (key, "42 tỷ", True)
    assert reader.get(address("read", paper)).context["page_number"] == 3
    assert reader.post(address("remove_note", paper), {"key": key}).status_code == 204
    assert (PaperNote.objects.count(), ReadingPlace.objects.count()) == (0, 1)


def test_the_bytes_stand_under_their_hash_and_saving_is_told_from_opening(council) -> None:
    session = office.convene(office.plan_session())
    office.add_item(session)
    paper = office.add_paper(session)
    closed = office.add_paper(session, visibility="closed")
    office.release(session)
    reader = browser_of(council, Role.DELEGATE)
    where = address("content", paper, paper.file.sha256)

    saved = reader.get(where, {"luu": ""})

    assert b"".join(saved.streaming_content)[:5] == b"%PDF-"
    assert saved.headers["Cache-Control"] == "private, no-store"
    assert [line.way for line in PaperOpening.objects.all()] == ["saved"]
    assert reader.head(where).status_code == 200
    assert PaperOpening.objects.count() == 1
    assert b"".join(reader.get(where).streaming_content)
    assert sorted(line.way for line in PaperOpening.objects.all()) == ["opened", "saved"]
    assert reader.get(address("content", paper, "0" * 64)).status_code == 404
    assert reader.get(address("content", closed, closed.file.sha256), {"luu": ""}).status_code == 404
    assert b"".join(reader.get(address("content", closed, closed.file.sha256)).streaming_content)


def test_a_recalled_paper_shows_its_reason_and_no_bytes(council, paper) -> None:
    actions.recall_paper(actor=OFFICE, paper=paper, reason="Nhầm phụ lục", now=NOW)
    reader = browser_of(council, Role.DELEGATE)

    page = reader.get(address("read", paper)).content.decode()

    assert "Lý do: Nhầm phụ lục" in page
    assert "data-viewer" not in page
    assert reader.get(address("content", paper, paper.file.sha256)).status_code == 404
    assert reader.get(address("notes", paper)).status_code == 404
