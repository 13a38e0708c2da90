"""What waits for whom: each step is its own people's row, and a step that was taken leaves no row behind."""

from datetime import date, timedelta

import pytest

from council.documents.workflow import State
from council.law import national_rules
from council.portal.queries.work import list_work
from council.roles import Role
from council.sessions import actions
from council.sessions.workflow import SessionState
from kernel import notify
from kernel.access import Actor
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft, make_in_state
from tests.factories.people import make_account
from tests.factories.sessions import AT_OPENING, CHAIR, NOW, OFFICE, OPENS, TODAY, make_hall, make_session
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import count_queries

pytestmark = pytest.mark.usefixtures("council")

RULES = national_rules("commune", TODAY)
CLERK = actor_with(Role.RECORDS_CLERK)
SECRETARY = actor_with(Role.SESSION_SECRETARY)
DELEGATE = actor_with(Role.DELEGATE)


def work_of(actor, now=NOW):
    return list_work(actor, now=now, rules=RULES)


def verbs(actor, now=NOW):
    return [str(row.verb) for row in work_of(actor, now)]


def test_nothing_waits_in_an_empty_council():
    assert [verbs(actor) for actor in (CHAIR, OFFICE, CLERK, DELEGATE)] == [[], [], [], []]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", {"office": ["Chốt văn bản"], "secretary": ["Chốt văn bản"]}),
        ("final_text", {"chair": ["Ký"]}),
        ("signed", {"clerk": ["Cấp số"]}),
        ("issued", {"clerk": ["Công bố"], "office": ["Công bố"]}),
        ("published", {}),
        ("withdrawn", {}),
    ],
)
def test_each_step_of_a_document_waits_for_its_own_people(state, expected):
    make_in_state(state)
    everybody = {"chair": CHAIR, "clerk": CLERK, "office": OFFICE, "secretary": SECRETARY, "delegate": DELEGATE}

    assert {name: found for name, actor in everybody.items() if (found := verbs(actor))} == expected


def test_who_drafted_a_resolution_is_not_asked_to_sign_it():
    author = actor_with(Role.COUNCIL_CHAIR, Role.OFFICE_STAFF)
    make_in_state(State.FINAL_TEXT)
    document = make_draft(actor=author)
    type(document).objects.filter(pk=document.pk).update(state=State.FINAL_TEXT)

    assert verbs(author) == ["Ký"]


def test_signed_resolution_has_the_laws_last_day():
    make_in_state(State.SIGNED)

    (row,) = work_of(CLERK)

    assert row.due_on == date(2026, 7, 15)  # three working days after Friday 10 July 2026


def test_planned_session_waits_for_who_convenes_with_its_last_day():
    session = make_session()

    (row,) = work_of(CHAIR)

    assert (str(row.verb), row.name, row.href) == ("Triệu tập", session.title, f"/ky-hop/{session.id}/")
    assert TODAY < row.due_on < OPENS
    assert verbs(OFFICE) == verbs(DELEGATE) == []


def test_papers_wait_for_the_office_and_the_session_for_its_delegates():
    make_session(SessionState.CONVENED)

    assert verbs(OFFICE) == ["Phát hành tài liệu"]
    assert verbs(DELEGATE) == ["Đọc tài liệu"]
    assert verbs(CHAIR) == []


def test_on_the_day_the_chair_opens():
    session = make_session(SessionState.DOCUMENTS_RELEASED)

    (row,) = work_of(CHAIR, AT_OPENING)

    assert (str(row.verb), row.is_urgent, row.href) == ("Khai mạc", True, f"/dieu-hanh/{session.id}/")


@pytest.mark.parametrize("state", ["closed", "postponed", "cancelled"])
def test_session_that_is_over_waits_for_nobody(state):
    make_session(state)

    assert [verbs(actor) for actor in (CHAIR, OFFICE, DELEGATE)] == [[], [], []]


def test_open_vote_waits_until_i_have_voted():
    hall = make_hall(3, present=2)
    voter, absent = hall.voter(0), hall.voter(2)
    assert verbs(voter, AT_OPENING) == ["Biểu quyết", "Vào phòng họp"]
    assert verbs(absent, AT_OPENING) == ["Vào phòng họp"]

    hall.cast(0)

    assert verbs(voter, AT_OPENING) == ["Vào phòng họp"]
    actions.close_vote(actor=SECRETARY, vote=hall.vote, now=AT_OPENING + timedelta(minutes=1), rules=RULES)
    assert verbs(hall.voter(1), AT_OPENING) == ["Vào phòng họp"]


def test_notices_are_one_row_and_stand_last():
    make_session()
    account = make_account()
    for subject in ("Một", "Hai"):
        notify.tell(account=account, subject=subject, path="/")
    told = Actor(account.id, "Chủ tịch", None, CHAIR.holdings)

    rows = work_of(told)

    assert [str(row.verb) for row in rows] == ["Triệu tập", "Đọc"]
    assert rows[1].name == "2 thông báo chưa đọc"


def test_nearest_term_stands_first():
    later, sooner = (
        make_session(opens_on=OPENS + timedelta(days=60), closes_on=OPENS + timedelta(days=61)),
        make_session(),
    )

    assert [row.href for row in work_of(CHAIR)] == [f"/ky-hop/{sooner.id}/", f"/ky-hop/{later.id}/"]


def test_same_queries_for_little_and_for_much():
    def asked():
        with count_queries() as queries:
            work_of(actor_with(*Role))
        return len(queries)

    make_session()
    make_in_state("signed")
    one = asked()
    for number in range(5):
        make_session(SessionState.CONVENED)
        make_in_state("final_text")
        make_draft(subject=f"Nội dung {number}")

    assert asked() == one


def test_page_shows_rows_with_verbs_or_that_nothing_is_left(council):
    browser = browser_of(council, Role.RECORDS_CLERK)
    assert "Không còn việc nào" in words(browser.get("/lam-viec/"))
    document = make_in_state("signed")

    page = browser.get("/lam-viec/").content.decode()

    assert f"/van-ban/{document.id}/" in page
    assert "Cấp số" in page
