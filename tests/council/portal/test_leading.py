"""The page of those who lead: every number is the length of the list that it opens; nothing is invented."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from council.exchange.models import ReceivedReminder
from council.portal.queries.leading import get_leading
from council.roles import Role
from council.sessions.models import Dossier, LawfulStep
from kernel import clock
from kernel.access import NotPermitted
from tests.council.exchange.reminders import RULES
from tests.factories import dossiers
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft, make_published
from tests.factories.sessions import make_session
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, words
from tests.testbed.queries import cost_of

PAGE = "/dieu-hanh/"
CHAIR = actor_with(Role.COUNCIL_VICE_CHAIR)


def late_step(session, days):
    """Let the papers of a session be late, and everything else have time."""
    LawfulStep.objects.filter(session=session).update(due_on=clock.today() + timedelta(days=30))
    late = {"kind": session.kind, "standing": "waiting", "due_on": clock.today() - timedelta(days=days)}
    LawfulStep.objects.update_or_create(session=session, step="papers", defaults=late)


def reminded(days, **changes):
    known = {"sender_name": "HĐND tỉnh", "matter": "papers", "subject": "Gửi tài liệu", "received_at": clock.now()}
    return ReceivedReminder.objects.create(**{**known, "due_on": clock.today() - timedelta(days=days), **changes})


def numbers_of(council) -> dict[str, tuple[int, str]]:
    leading = get_leading(CHAIR, council, now=clock.now(), rules=RULES)
    return {f"{part.title}/{one.label}": (one.value, one.href) for part in leading.parts for one in part.numbers}


def rows_behind(browser, href) -> int:
    """Count the lines of the list that a number opens, by its Excel."""
    mark = "&" if "?" in href else "?"
    answer = browser.get(f"{href}{mark}tep=xlsx")
    assert answer.status_code == 200, href
    return sum(1 for _row in load_workbook(BytesIO(b"".join(answer))).active.iter_rows()) - 1


def test_each_number_is_the_length_of_the_list_behind_it(council):
    make_session()
    make_draft()
    make_published()
    reminded(1)
    reminded(-3, state="answered", reply="done", answered_at=clock.now())
    browser = browser_of(council, Role.COUNCIL_VICE_CHAIR)

    found = numbers_of(council)

    lists = {name: number for name, number in found.items() if not name.startswith("Việc/")}
    assert len(lists) > 8
    assert sum(value for value, _href in lists.values()) > 6
    assert {name: rows_behind(browser, href) for name, (_value, href) in lists.items()} == {
        name: value for name, (value, _href) in lists.items()
    }


def test_what_is_overdue_in_the_council_stands_on_the_page_with_its_way(council):
    session = make_session()
    late_step(session, 4)
    given = reminded(1)
    reminded(0)
    browser = browser_of(council, Role.COUNCIL_CHAIR)

    late = get_leading(CHAIR, council, now=clock.now(), rules=RULES).late

    assert [(one.name, one.due_on) for one in late] == [
        (session.title, clock.today() - timedelta(days=4)), (given.subject, clock.today() - timedelta(days=1)),
    ]  # fmt: skip
    assert numbers_of(council)["Việc/Quá hạn trong cả Hội đồng"] == (2, "#qua-han")
    page = browser.get(PAGE).content.decode()
    assert all(f'href="{one.href}"' in page for one in late)
    assert 'id="qua-han"' in page


def test_a_dossier_past_its_day_is_overdue_whoever_has_to_go_on_with_it(council):
    session = make_session(opens_on=clock.today() + timedelta(days=90), closes_on=clock.today() + timedelta(days=91))
    LawfulStep.objects.filter(session=session).delete()
    cast = dossiers.make_cast()
    late, waiting = (dossiers.register(cast, session, title=f"Hồ sơ {number}") for number in (1, 2))
    Dossier.objects.filter(id=late.id).update(state="drafting", again_due_on=clock.today() - timedelta(days=2))
    browser = browser_of(council, Role.COUNCIL_VICE_CHAIR)

    found = numbers_of(council)
    overdue = get_leading(CHAIR, council, now=clock.now(), rules=RULES).late

    prepared = {name: number for name, number in found.items() if name.startswith("Hồ sơ trình kỳ họp/")}
    assert [value for value, _href in prepared.values()] == [2, 1]
    assert [rows_behind(browser, href) for _value, href in prepared.values()] == [2, 1]
    assert [(one.name, one.due_on) for one in overdue] == [(late.title, clock.today() - timedelta(days=2))]
    page = browser.get(prepared["Hồ sơ trình kỳ họp/Hồ sơ có bước đã quá hạn"][1]).content.decode()
    assert late.title in page
    assert waiting.title not in page


def test_what_does_not_exist_yet_is_not_there(council):
    text = words(browser_of(council, Role.COUNCIL_CHAIR).get(PAGE)).split("Điều hành", 1)[1].lower()

    assert [word for word in ("kiến nghị", "đơn thư", "giám sát", "chất vấn") if word in text] == []


def test_only_those_who_lead_see_it(council):
    answers = {Role.COUNCIL_CHAIR: 200, Role.OFFICE_CHIEF: 200, Role.DELEGATE: 403, Role.OFFICE_STAFF: 403}
    for role, status in answers.items():
        assert browser_of(council, role).get(PAGE).status_code == status, role
    with pytest.raises(NotPermitted):
        get_leading(actor_with(Role.DELEGATE), council, now=clock.now(), rules=RULES)


def test_page_asks_the_same_number_of_queries_for_one_and_three(council):
    browser = browser_of(council, Role.COUNCIL_CHAIR)
    late_step(make_session(), 2)
    reminded(1)
    before = cost_of(browser, PAGE)

    for days in (3, 4):
        reminded(days)

    assert cost_of(browser, PAGE) == before


@pytest.mark.full
def test_page_before_every_judge(fresh_council, client_of):
    late_step(make_session(), 4)
    reminded(2)
    cookie = browser_of(fresh_council, Role.COUNCIL_CHAIR).cookies[COOKIE].value

    judge_visits(fresh_council, {"leading": (PAGE, cookie)}, client_of)
