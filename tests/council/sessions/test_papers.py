"""Papers in the readers' hands: who may read which, who has one, who is told when it changes."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse

from council.people.actions import link_account
from council.roles import Role
from council.sessions import actions
from council.sessions.actions import refusals
from council.sessions.actions.audience import Audience
from council.sessions.actions.papers import Sheet
from council.sessions.models import PaperAudience, PaperOpening, ReadingPlace, Visibility, Way
from council.sessions.queries import get_listed_paper, get_paper, list_papers
from council.sessions.queries.delivery import list_deliveries, list_readers
from council.sessions.search import paper_entry
from kernel import clock
from kernel.access import Actor, Holding, NotPermitted
from kernel.accounts.demo import make_account
from kernel.audit.models import AuditEntry
from kernel.notify.models import Notice
from kernel.outbox import drain
from kernel.refusal import NotFound
from tests.factories import office
from tests.factories.actors import LONG_AGO, actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import make_committee, make_delegate, make_delegates, make_person
from tests.factories.sessions import CHAIR, NOW, OFFICE, RULES, make_file, make_item, make_paper, make_session
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of
from tests.testbed.threads import together

CONF = "config.urls_council"
LATER = NOW + timedelta(hours=1)


def delegate(mandate) -> Actor:
    return actor_with(Role.DELEGATE, person=mandate.person)


def opened(actor, paper, *, way=Way.OPENED, now=NOW):
    return actions.record_opening(actor=actor, paper=paper, way=way, now=now)


def restricted(session, audience, **changes):
    paper = make_paper(session, "released", visibility=Visibility.RESTRICTED, **changes)
    return actions.change_audience(actor=OFFICE, paper=paper, audience=audience)


# --- who may read ---------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["released", "replaced"])
def test_a_closed_paper_is_for_those_who_sit_behind_closed_doors(council, state) -> None:
    paper = make_paper(make_session("in_progress"), state, visibility=Visibility.CLOSED, released_at=NOW)

    for inside in (Role.DELEGATE, Role.COUNCIL_CHAIR, Role.SESSION_SECRETARY, Role.OFFICE_STAFF):
        assert get_paper(actor_with(inside), paper.id) == paper
    for outside in (actor_with(Role.RECORDS_CLERK), actor_with(Role.EDITOR), actor_with(), Actor.system("hall")):
        with pytest.raises(NotFound):
            get_paper(outside, paper.id)
    assert list(list_papers(Actor.system("hall"), paper.session)) == []


def test_a_restricted_paper_is_for_role_committee_and_person_named(council) -> None:
    named, other = make_delegates(2)
    committee, session = make_committee(), make_session("in_progress")
    paper = restricted(session, Audience(frozenset({Role.COUNCIL_CHAIR}), frozenset({committee}), {named.person}))
    member = Actor(None, "", None, frozenset({_member(committee)}))
    foreign = Actor(None, "", None, frozenset({_member(make_committee("Ban Kinh tế", "economic"))}))

    for reader in (CHAIR, member, delegate(named), OFFICE):
        assert get_paper(reader, paper.id) == paper
        assert list(list_papers(reader, session)) == [paper]
    for stranger in (delegate(other), foreign, actor_with(Role.COUNCIL_VICE_CHAIR), Actor.system("hall")):
        with pytest.raises(NotFound):
            get_paper(stranger, paper.id)
        with pytest.raises(NotFound):
            get_listed_paper(stranger, paper.id)
        assert list(list_papers(stranger, session)) == []


def _member(committee):
    return Holding(Role.COMMITTEE_MEMBER, "committee", committee.id, LONG_AGO, None, "test")


def test_who_is_named_but_works_here_no_more_reads_nothing(council) -> None:
    mandate = make_delegate()
    paper = restricted(make_session("in_progress"), Audience(people=frozenset({mandate.person})))

    with pytest.raises(NotFound):
        get_paper(actor_with(person=mandate.person), paper.id)


def test_a_changed_audience_takes_the_others_the_paper(council) -> None:
    before, after = make_delegates(2)
    paper = restricted(make_session("in_progress"), Audience(people=frozenset({before.person})))

    actions.change_audience(actor=OFFICE, paper=paper, audience=Audience(people=frozenset({after.person})))

    assert get_paper(delegate(after), paper.id) == paper
    with pytest.raises(NotFound):
        get_paper(delegate(before), paper.id)
    assert AuditEntry.objects.filter(action="sessions.change_audience").count() == 2


def test_an_audience_is_refused_when_empty_or_of_an_open_paper_or_by_others(council) -> None:
    paper = restricted(make_session("in_progress"), Audience(frozenset({Role.DELEGATE})))
    internal = make_paper(paper.session, "released")

    for actor, target, audience, refusal in (
        (OFFICE, paper, Audience(), refusals.AudienceMissing),
        (OFFICE, internal, Audience(frozenset({Role.DELEGATE})), refusals.NotRestricted),
        (CHAIR, paper, Audience(frozenset({Role.COUNCIL_CHAIR})), NotPermitted),
    ):
        with pytest.raises(refusal):
            actions.change_audience(actor=actor, paper=target, audience=audience)
    assert [line.role for line in PaperAudience.objects.all()] == [Role.DELEGATE]


def test_a_restricted_paper_without_audience_is_not_taken(council) -> None:
    session = make_session("convened")
    sheet = Sheet("Tờ trình", make_file(), visibility=Visibility.RESTRICTED)

    with pytest.raises(refusals.AudienceMissing):
        actions.add_paper(actor=OFFICE, session=session, sheet=sheet, now=NOW, rules=RULES)

    assert session.papers.count() == 0


def test_search_knows_closed_papers_by_capability_and_restricted_ones_not_at_all(council) -> None:
    session = make_session("in_progress")
    closed = make_paper(session, "released", visibility=Visibility.CLOSED)
    hidden = restricted(session, Audience(frozenset({Role.DELEGATE})))

    assert paper_entry(closed.id).audience == "sessions.read_closed"
    assert paper_entry(hidden.id) is None
    assert paper_entry(make_paper(session, "released").id).audience == "sessions.read"


# --- who has it -----------------------------------------------------------------------------------


def test_the_first_opening_of_each_version_is_kept(council) -> None:
    reader, session = delegate(make_delegate()), make_session("in_progress")
    paper, other = make_paper(session, "released"), make_paper(session, "released")

    assert [opened(reader, paper), opened(reader, paper, now=LATER), opened(reader, other)] == [True, False, True]

    lines = PaperOpening.objects.filter(paper=paper).values_list("account_id", "person_id", "way", "at")
    assert list(lines) == [(reader.account_id, reader.person_id, "opened", NOW)]


def test_the_office_is_no_reader_and_nobody_else_may_open(council) -> None:
    paper = make_paper(make_session("in_progress"), "released")

    assert opened(OFFICE, paper) is False
    with pytest.raises(NotPermitted):
        opened(actor_with(Role.AGENCY), paper)
    assert PaperOpening.objects.count() == 0


def test_two_tablets_of_one_delegate_make_one_line(fresh_council) -> None:
    reader, paper = delegate(make_delegate()), make_paper(make_session("in_progress"), "released")

    results = together(
        fresh_council,
        [partial(actions.keep_place, actor=reader, paper=paper, page=page, pages=9, now=NOW) for page in (2, 7)],
    )

    assert [type(result) for result in results] == [ReadingPlace, ReadingPlace]
    assert PaperOpening.objects.count() == 1
    assert ReadingPlace.objects.get().furthest == 7


def test_the_place_follows_the_reader_and_the_furthest_page_stays(council) -> None:
    reader, paper = delegate(make_delegate()), make_paper(make_session("in_progress"), "released")

    for page in (3, 8, 2):
        place = actions.keep_place(actor=reader, paper=paper, page=page, pages=9, now=LATER)

    assert (place.page, place.furthest, place.pages, place.read_at) == (2, 8, 9, LATER)
    assert PaperOpening.objects.get().way == Way.OPENED


@pytest.mark.parametrize(("page", "pages"), [(0, 9), (10, 9), (1, 5001)])
def test_a_page_that_is_not_there_is_not_kept(council, page, pages) -> None:
    paper = make_paper(make_session("in_progress"), "released")

    with pytest.raises(refusals.NoSuchPage):
        actions.keep_place(actor=delegate(make_delegate()), paper=paper, page=page, pages=pages, now=NOW)

    assert (ReadingPlace.objects.count(), PaperOpening.objects.count()) == (0, 0)


def test_deliveries_count_delegates_and_sum_their_reading(council) -> None:
    mandates, session = make_delegates(3), make_session("in_progress")
    paper, named = make_paper(session, "released"), restricted(session, Audience(people={mandates[0].person}))
    make_paper(session, "held")
    for mandate, page in zip(mandates[:2], (5, 9), strict=True):
        actions.keep_place(actor=delegate(mandate), paper=paper, page=page, pages=9, now=NOW)
    opened(CHAIR, paper)
    opened(delegate(mandates[2]), paper, way=Way.SAVED)

    rows = {row.paper: row for row in list_deliveries(OFFICE, session, on=NOW.date())}  # house: legal-day

    row = rows[paper]
    assert (row.expected, row.opened, row.saved, row.percent) == (3, 2, 1, 66)
    assert (row.reading.begun, row.reading.half, row.reading.whole) == (2, 2, 1)
    assert (rows[named].expected, rows[named].opened, rows[named].percent) == (1, 0, 0)
    assert len(rows) == 2


def test_readers_are_named_with_those_who_have_not_opened(council) -> None:
    first, second = make_delegate("Lê Thị An"), make_delegate("Trần Văn Bình")
    paper = make_paper(make_session("in_progress"), "released")
    opened(delegate(second), paper)

    rows = list_readers(OFFICE, paper, on=clock.today())

    assert [(row.name, row.opened_at) for row in rows] == [("Lê Thị An", None), ("Trần Văn Bình", NOW)]
    with pytest.raises(NotPermitted):
        list_readers(delegate(first), paper, on=clock.today())


def test_a_role_and_a_committee_of_an_audience_count_through_their_holdings(council) -> None:
    mandate, paper = make_delegate(), None
    account = _account(mandate)
    paper = restricted(make_session("in_progress"), Audience(frozenset({Role.DELEGATE})))
    opened(Actor(account.pk, "", mandate.person_id, delegate(mandate).holdings), paper)

    [row] = list_deliveries(OFFICE, paper.session, on=clock.today())

    assert (row.expected, row.opened) == (1, 1)


# --- who is told ----------------------------------------------------------------------------------


def _account(mandate):
    account = make_account(username=f"db{mandate.pk.hex[-8:]}", full_name="Đại biểu", password="ngọn đèn đứng gác")
    link_account(actor=Actor.system("test"), person=mandate.person, account=account, on=clock.today())
    return account


@pytest.fixture
def readers(council):
    """Two delegates with accounts of whom the first opened the paper, the second only saved it."""
    mandates = make_delegates(2)
    accounts = [_account(mandate) for mandate in mandates]
    paper = make_paper(make_session("documents_released"), "released", title="Tờ trình ngân sách")
    for account, mandate, way in zip(accounts, mandates, (Way.OPENED, Way.SAVED), strict=True):
        opened(Actor(account.pk, "", mandate.person_id, delegate(mandate).holdings), paper, way=way)
    return paper, accounts


def test_a_replacement_is_told_to_exactly_those_who_had_opened(readers) -> None:
    paper, (reader, _saver) = readers
    sheet = Sheet("Tờ trình ngân sách", make_file(), change_note="Sửa số chi đầu tư")

    fresh = actions.replace_paper(actor=OFFICE, paper=paper, sheet=sheet, now=LATER, rules=RULES)
    drain()
    drain()

    notice = Notice.objects.get()
    assert (notice.account_id, notice.body) == (reader.pk, "Sửa số chi đầu tư")
    assert notice.subject == "Tài liệu “Tờ trình ngân sách” đã có bản thay thế (bản số 2)"
    assert str(fresh.id) in notice.path


def test_a_recall_is_told_to_exactly_those_who_had_opened_before_it(readers) -> None:
    paper, (reader, _saver) = readers
    late = actor_with(Role.DELEGATE, person=make_person())

    actions.recall_paper(actor=OFFICE, paper=paper, reason="Nhầm phụ lục", now=LATER)
    opened(late, paper, now=LATER + timedelta(seconds=1))
    drain()

    assert [(one.account_id, one.body) for one in Notice.objects.all()] == [(reader.pk, "Nhầm phụ lục")]


def test_a_held_version_is_replaced_without_a_word(council) -> None:
    paper = make_paper(make_session("convened"), "held")

    actions.replace_paper(actor=OFFICE, paper=paper, sheet=Sheet("Mới", make_file()), now=LATER, rules=RULES)
    drain()

    assert Notice.objects.count() == 0


# --- the pages ------------------------------------------------------------------------------------


def status_of(browser, where) -> int:
    """Return what a file's address answers; its bytes are read to the end."""
    answer = browser.get(where)
    assert b"".join(answer.streaming_content)
    return answer.status_code


def address(name, row):
    return reverse(f"sessions:{name}", CONF, [row.id])


def test_reading_the_file_is_noted_and_the_office_sees_it(council) -> None:
    session = office.convene(office.plan_session())
    office.add_item(session)
    paper = office.add_paper(session)
    session = office.release(session)
    make_delegate("Lê Thị An")
    reader, staff = browser_of(council, Role.DELEGATE), browser_of(council, Role.OFFICE_STAFF)

    assert status_of(reader, address("paper", paper)) == 200
    assert status_of(staff, address("paper", paper)) == 200

    page = words(staff.get(address("readers", paper)))
    assert "0 trên 1 đại biểu đã mở bản này" in page
    assert "Lê Thị An Chưa mở" in page
    assert page.count("không phải đại biểu nhận") == 1
    assert "Giao nhận tài liệu" in words(staff.get(address("detail", session)))
    for closed in (address("deliveries", session), address("readers", paper)):
        assert reader.get(closed).status_code == 403
    sheet = staff.get(address("readers", paper), {"tep": "xlsx"})
    assert b"".join(sheet.streaming_content)
    assert sheet.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert AuditEntry.objects.filter(action="lists.take_out").count() == 1


def test_a_recalled_paper_stands_in_the_list_with_its_reason_and_opens_no_more(council) -> None:
    session = make_session("documents_released")
    paper = make_paper(session, "released", title="Tờ trình ngân sách")
    actions.recall_paper(actor=OFFICE, paper=paper, reason="Nhầm phụ lục", now=NOW)
    reader = browser_of(council, Role.DELEGATE)

    page = words(reader.get(address("detail", session)))

    assert "Tờ trình ngân sách" in page
    assert "thu hồi vì: Nhầm phụ lục" in page
    assert reader.get(address("paper", paper)).status_code == 404


def test_a_restricted_paper_is_taken_on_the_page_and_found_by_nobody_else(council) -> None:
    session = office.convene(office.plan_session())
    named = make_delegate("Lê Thị An")
    staff = browser_of(council, Role.OFFICE_STAFF)
    typed = {"title": "Hồ sơ nhân sự", "visibility": "restricted", "item": ""}

    refused = staff.post(address("add_paper", session), {**typed, "file": office.upload()})
    taken = staff.post(
        address("add_paper", session), {**typed, "people": [str(named.person_id)], "file": office.upload()}
    )

    assert refused.status_code == 422
    assert "Tài liệu hạn chế phải ghi rõ vai trò, ban hoặc người được đọc." in words(refused)
    assert taken.status_code == 302
    office.add_item(session)
    paper = office.release(session).papers.get()
    assert [str(line) for line in paper.audience.all()] == ["Lê Thị An"]
    stranger = browser_of(council, Role.DELEGATE)
    assert stranger.get(address("paper", paper)).status_code == 404
    assert "Hồ sơ nhân sự" not in words(stranger.get(address("detail", session)))
    changed = staff.post(address("audience", paper), {"roles": [Role.DELEGATE]})
    assert changed.status_code == 302
    assert status_of(stranger, address("paper", paper)) == 200


def test_deliveries_ask_the_same_of_one_paper_and_of_four(council) -> None:
    session = make_session("documents_released")
    item = make_item(session)
    restricted(session, Audience(frozenset({Role.DELEGATE})), item=item)
    staff = browser_of(council, Role.OFFICE_STAFF)
    before = cost_of(staff, address("deliveries", session))

    for _number in range(3):
        restricted(session, Audience(frozenset({Role.DELEGATE})), item=item)

    assert cost_of(staff, address("deliveries", session)) == before
