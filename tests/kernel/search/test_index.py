"""The index of a council: what is found, by whom, in which order, and that it follows each change."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from council.documents.actions import change_class
from council.documents.law import Confidentiality
from council.documents.workflow import State
from council.portal.actions import begin_version, publish, withdraw
from council.roles import Role
from council.sessions.models import CouncilSession
from council.sessions.workflow import SessionState
from kernel import clock, outbox, search
from kernel.access import ANONYMOUS
from kernel.search import indexing
from kernel.search.models import SearchEntry
from kernel.search.sources import SOURCES, Entry, Source
from tenancy.place import entered
from tests.factories.actors import actor_with
from tests.factories.documents import make_draft, make_in_state, make_published
from tests.factories.people import make_delegate, make_person
from tests.factories.portal import EDITOR, make_content, make_shown, make_text
from tests.factories.sessions import OFFICE, make_paper, make_session
from tests.testbed.queries import count_queries

STAFF = actor_with(Role.OFFICE_STAFF)


@pytest.fixture
def shelf(council, monkeypatch):
    """A source of our own, filled with texts by the test; other sources have nothing in this council."""
    texts: dict[UUID, Entry] = {}
    source = Source("shelf", "Kệ sách", "book", texts.get, lambda: list(texts))
    monkeypatch.setitem(SOURCES, "shelf", source)

    def put(title: str, text: str = "", **more) -> None:
        object_id = UUID(int=len(texts) + 1)
        texts[object_id] = Entry(**{"title": title, "path": "/", "audience": search.EVERYBODY, "text": text, **more})
        search.refresh("shelf", object_id)

    return put


def titles(text: str, actor=ANONYMOUS, **more) -> list[str]:
    return ["".join(bit.text for bit in hit.title) for hit in search.find(actor, text, **more).hits]


@pytest.mark.parametrize(
    "typed", ["ngân sách", "ngan sach", "NGAN SACH", "nga\u0302n sa\u0301ch", "ngan sa", '"ngân sách"', "sách ngân"]
)
def test_text_is_found_with_and_without_diacritics(shelf, typed):
    shelf("Dự toán ngân sách năm 2027")
    shelf("Ngăn kéo và cuốn vở")

    assert titles(typed) == ["Dự toán ngân sách năm 2027"]


def test_what_was_typed_with_the_right_diacritics_comes_first(shelf):
    shelf("Bán hàng rong", on=date(2026, 9, 1))
    shelf("Ban hành quy chế", on=date(2026, 1, 1))

    assert titles("ban hành") == ["Ban hành quy chế"]
    assert titles("bán ")[0] == "Bán hàng rong"
    assert titles("Ban ")[:1] == ["Bán hàng rong"]  # nothing to rank by: the newer one
    assert titles("ban hàn")[0] == "Ban hành quy chế"


@pytest.mark.parametrize("typed", ["HĐND", "hdnd", "hội đồng nhân dân", '"hội đồng nhân dân"'])
def test_abbreviation_and_full_words_find_each_other(shelf, typed):
    shelf("Thường trực HĐND phường")
    shelf("Hội đồng nhân dân tỉnh")
    shelf("Nhân dân và hội đồng thi")

    found = titles(typed)

    assert {"Thường trực HĐND phường", "Hội đồng nhân dân tỉnh"} <= set(found)
    assert ("Nhân dân và hội đồng thi" in found) == (typed == "hội đồng nhân dân")


def test_either_spelling_of_the_tone_is_the_same(shelf):
    shelf("Hoà giải ở cơ sở")

    assert titles("hòa giải") == ["Hoà giải ở cơ sở"]
    assert search.find(ANONYMOUS, "hòa giải").hits[0].title[0].is_found


def test_title_weighs_more_than_text(shelf):
    shelf("Báo cáo khác", "một lần nói đến rừng phòng hộ", on=date(2026, 9, 1))
    shelf("Rừng phòng hộ", on=date(2026, 1, 1))

    assert titles("rung phong ho") == ["Rừng phòng hộ", "Báo cáo khác"]


@pytest.mark.parametrize("typed", ["", "   ", "&|!", "'; drop table search_searchentry; --", "a:*b", "\\", "%_"])
def test_whatever_is_typed_harms_nothing(shelf, typed):
    shelf("Không liên quan")

    assert titles(typed) == []


def test_many_are_found_page_by_page_at_the_same_cost(shelf):
    def asked():
        with count_queries() as queries:
            search.find(STAFF, "họp")
        return len(queries)

    shelf("Biên bản họp 0")
    one = asked()
    for number in range(1, 24):
        shelf(f"Biên bản họp {number}")

    found = search.find(STAFF, "họp", page=3)
    assert (found.total, found.pages, len(found.hits)) == (24, 3, 4)
    assert search.find(STAFF, "họp", page=99).page == 3
    assert asked() == one


def test_kind_narrows_and_all_kinds_are_counted(shelf):
    shelf("Kỳ họp cũ")
    make_session(opens_on=date(2026, 7, 29))
    search.rebuild()

    found = search.find(STAFF, "kỳ họp", kind="shelf")

    assert {kind.source.kind: kind.count for kind in found.kinds} == {"shelf": 1, "session": 1}
    assert found.total == 1
    assert search.find(STAFF, "kỳ họp", kind="khac").hits == ()


# -- who finds what ------------------------------------------------------------------------------------------------


def test_only_the_councils_people_find_what_is_not_public(council):
    make_draft(subject="Về cây xanh đô thị")
    search.rebuild()

    assert titles("mức hỗ trợ", STAFF) == ["Về cây xanh đô thị"]  # by its text
    assert titles("cây xanh", STAFF) == ["Về cây xanh đô thị"]
    assert titles("cây xanh") == []
    assert titles("cây xanh", actor_with(Role.EXPERT)) == titles("cây xanh")


def test_published_document_is_found_by_everybody_at_its_public_address(council):
    document = make_published(subject="Về cây xanh đô thị")
    search.rebuild()

    (outside,) = search.find(ANONYMOUS, document.symbol).hits
    (inside,) = search.find(STAFF, document.symbol).hits

    assert outside.path.startswith("/vb/")
    assert inside.path == f"/van-ban/{document.id}/"


def test_who_may_not_enter_the_inner_page_is_led_to_the_public_one(council):
    document, session = make_published(subject="Về cây xanh đô thị"), make_session("convened", title="Kỳ họp cây xanh")
    mandate = make_delegate(person=make_person("Đỗ Thị Ánh", main_job="Trồng cây xanh"))
    search.rebuild()

    def led(*roles):
        return {hit.path for hit in search.find(actor_with(*roles), "cây xanh").hits}

    inside = {f"/van-ban/{document.id}/", f"/ky-hop/{session.id}/", f"/dai-bieu/{mandate.id}/"}
    assert led(Role.OFFICE_STAFF) == inside
    assert not led(Role.EXPERT) & inside
    assert len(led(Role.EXPERT)) == 3


def test_paper_is_found_once_released_and_not_when_replaced(council):
    session = make_session("convened")
    for state, title in (("held", "Tờ trình giữ"), ("released", "Tờ trình phát"), ("replaced", "Tờ trình cũ")):
        make_paper(session, state=state, title=title)
    search.rebuild()

    assert titles("tờ trình", STAFF, kind="paper") == ["Tờ trình phát"]
    assert titles("tờ trình", kind="paper") == []


def test_delegate_is_found_by_public_facts_until_the_mandate_ends(council):
    mandate = make_delegate(person=make_person("Đỗ Thị Ánh", main_job="Giáo viên", phone="0912345678"))
    search.rebuild()

    assert titles("do thi anh") == ["Đỗ Thị Ánh"]
    assert titles("giáo viên") == ["Đỗ Thị Ánh"]
    assert titles("0912345678") == []

    type(mandate).objects.filter(pk=mandate.pk).update(state="resigned", ended_on=date(2026, 7, 1))
    search.refresh("delegate", mandate.id)
    assert titles("do thi anh") == []


def test_another_council_finds_nothing_of_it(council, other_council):
    make_published(subject="Về cây xanh đô thị")
    search.rebuild()

    with entered(other_council):
        assert titles("cây xanh", STAFF) == []


def test_notice_is_found_from_its_moment_on_and_until_it_is_taken_back(council):
    now = clock.now()
    shown = make_shown(title="Lịch cắt nước", now=now)
    make_shown(title="Lịch cắt điện", now=now + timedelta(days=1))
    make_text(title="Lịch cắt cỏ")
    search.rebuild()

    assert titles("lịch cắt") == ["Lịch cắt nước"]

    withdraw(actor=EDITOR, version=shown, reason="Đăng nhầm", now=now)
    outbox.drain()
    assert titles("lịch cắt") == []


def test_notice_stays_found_until_the_moment_of_its_next_version(council):
    now = clock.now()
    long_ago, yesterday, tomorrow = now - timedelta(days=9), now - timedelta(days=1), now + timedelta(days=1)
    for first, second, moment in (("cũ", "mới", tomorrow), ("đã qua", "đang treo", yesterday)):
        shown = make_shown(title=f"Lịch cắt nước {first}", now=long_ago)
        following = begin_version(actor=EDITOR, text=shown.text, content=make_content(title=f"Lịch cắt nước {second}"))
        publish(actor=EDITOR, version=following, now=long_ago, at=moment)
    outbox.drain()

    assert sorted(titles("lịch cắt")) == ["Lịch cắt nước cũ", "Lịch cắt nước đang treo"]


# -- the index follows ---------------------------------------------------------------------------------------------


def test_audited_change_makes_the_entry_anew(council):
    session = make_session()
    outbox.drain()
    assert titles("nước sạch", STAFF) == []

    make_item_by_action(session, "Đề án nước sạch nông thôn")
    outbox.drain()

    assert titles("nước sạch", STAFF) == [session.title]


def make_item_by_action(session, title: str) -> None:
    from council.sessions.actions.agenda import Matter, add_item
    from council.sessions.models import ItemKind

    add_item(actor=OFFICE, session=session, matter=Matter(title=title, kind=ItemKind.REPORT))


def test_stale_mark_vanishes_with_the_change_that_was_undone(council):
    from django.db import transaction

    session = make_session()
    outbox.drain()
    with pytest.raises(RuntimeError, match="undo"), transaction.atomic():
        make_item_by_action(session, "Đề án nước sạch nông thôn")
        raise RuntimeError("undo")

    assert outbox.drain().handled == 0


def test_entry_of_a_thing_that_is_gone_is_taken_out(shelf):
    shelf("Còn")
    SearchEntry.objects.create(
        kind="gone", object_id=UUID(int=9), audience="public", title="Mất", path="/", exact="", plain="mat"
    )

    search.rebuild()
    search.refresh("gone", UUID(int=9))

    assert list(SearchEntry.objects.values_list("title", flat=True)) == ["Còn"]


def test_refreshing_twice_changes_nothing(shelf):
    shelf("Một lần")
    before = list(SearchEntry.objects.values("id", "plain", "exact"))

    indexing.refresh_stale(indexing.EntryStale("shelf", UUID(int=1)), event_id=UUID(int=2))

    assert list(SearchEntry.objects.values("id", "plain", "exact")) == before


def test_every_source_reads_nothing_of_an_unknown_id(council):
    assert [source.read(UUID(int=7)) for source in SOURCES.values()] == [None] * len(SOURCES)


def test_withdrawn_document_is_still_found_and_says_so(council):
    document = make_in_state(State.WITHDRAWN)
    search.rebuild()

    (hit,) = search.find(ANONYMOUS, document.symbol).hits
    assert hit.path.startswith("/vb/")


def test_sources_are_declared_once():
    known = SOURCES["document"]

    search.source(known)
    with pytest.raises(ValueError, match="two sources"):
        search.source(Source("document", "Khác", "x", known.read, known.ids))


def test_a_restricted_document_is_found_only_by_who_handles_documents(council):
    document = make_draft(subject="Nhân sự Ban Pháp chế")
    search.refresh("document", document.id)
    assert titles("nhân sự", STAFF) == ["Nhân sự Ban Pháp chế"]

    change_class(actor=STAFF, document=document, to_class=Confidentiality.RESTRICTED, reason="Nhân sự", now=clock.now())
    search.refresh("document", document.id)

    assert [titles("nhân sự", actor) for actor in (STAFF, actor_with(Role.DELEGATE), ANONYMOUS)] == [[], [], []]
    assert titles("nhân sự", actor_with(Role.RECORDS_CLERK)) == ["Nhân sự Ban Pháp chế"]


def test_a_paper_follows_its_session_out_of_the_public(council):
    session = make_session(SessionState.DOCUMENTS_RELEASED)
    paper = make_paper(session, state="released", title="Tờ trình giao đất", visibility="public")
    search.refresh("paper", paper.id)
    assert titles("giao đất") == ["Tờ trình giao đất"]

    CouncilSession.objects.filter(pk=session.pk).update(state="planned", convened_on=None)  # put off, planned anew
    for kind, object_id in indexing.stale_ids(session):
        search.refresh(kind, object_id)

    assert titles("giao đất") == []
    assert titles("giao đất", STAFF) == ["Tờ trình giao đất"]
