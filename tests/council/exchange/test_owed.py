"""What communes owe, by figures and publications only: the day, the arithmetic, who was reminded."""

from datetime import date, timedelta

import pytest

from council.exchange import queries
from council.exchange.models import Matter, Reminder
from council.exchange.queries import count_owed, list_owed, list_targets, owed_from, top_owed
from council.law import SessionKind, national_rules
from council.sessions import law as session_law
from hub.rollups.models import Figure, PublishedSession
from kernel import clock
from kernel.keys import new_key
from tenancy.models import Council, Status
from tests.council.exchange.conftest import TODAY
from tests.council.exchange.reminders import DAY, chair_of, remind, to_of

OWNER = "owner"
RULES = national_rules("commune", TODAY)
OPENS_ON = date(2026, 12, 1)


def figure(council, measure, day, n=1, d1="", d2=""):
    Figure.objects.using(OWNER).create(council_key=council.key, measure=measure, d1=d1, d2=d2, day=day, n=n)


def announce(council, opens_on, title="Kỳ họp thứ 5", kind="regular", **changes):
    known = {"id": new_key(), "council_key": council.key, "unit_code": council.unit_code, "title": title, "kind": kind}
    order = {"sequence": int(new_key().hex[-12:], 16), "published_at": clock.now(), "opens_on": opens_on}
    PublishedSession.objects.using(OWNER).create(**{**known, **order, **changes})


def owed_by(province, today=TODAY):
    found = list_owed(chair_of(province), province, today=today)
    return {(one.commune.unit_name, one.matter.value, one.due_on): one for one in found}


@pytest.fixture
def first(fresh_province, communes):
    """A commune that owes nothing: it held one regular session and announced another."""
    first, *_others = communes()
    for each in Council.objects.using(OWNER).filter(parent=fresh_province):
        figure(each, "sessions_held", date(2026, 7, 1), d1="regular", n=2)
    return first


def test_nothing_is_owed_where_all_was_done_in_time(fresh_province, first):
    figure(first, "session_steps", TODAY - timedelta(days=9), d1="papers", d2="in_time")
    figure(first, "session_steps", TODAY, d1="papers", d2="waiting")
    figure(first, "session_steps", TODAY - timedelta(days=9), d1="publishing", d2="waiting")
    figure(first, "resolutions_to_publish", TODAY, d1="individual_resolution")

    assert owed_by(fresh_province) == {}


def test_a_step_that_waits_after_its_day_is_owed_with_the_announced_session_and_its_arithmetic(fresh_province, first):
    announce(first, OPENS_ON)
    term = session_law.notice_due(opens_on=OPENS_ON, kind=SessionKind.REGULAR, rules=RULES)
    today = term.due_on + timedelta(days=3)
    figure(first, "session_steps", term.due_on, d1="notice", d2="waiting")

    found = owed_by(fresh_province, today)[first.unit_name, "notice", term.due_on]

    assert found.why == f"Kỳ họp thứ 5. {term.why} Đã quá 3 ngày."
    assert (found.count, found.days_late(today), found.reminded) == (1, 3, None)


def test_a_step_of_no_announced_session_is_explained_by_the_figure(fresh_province, first):
    day = TODAY - timedelta(days=12)
    figure(first, "session_steps", day, n=2, d1="minutes", d2="waiting")

    found = owed_by(fresh_province)[first.unit_name, "minutes", day]

    assert found.why == "Theo số liệu: 2 kỳ họp chưa xong việc này, hạn 11/11/2026, đã quá 12 ngày (R-SES-21)."


def test_what_follows_a_session_is_explained_by_the_day_on_which_it_was_really_closed(fresh_province, first):
    opens_on, planned, closed_on = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 4)
    announce(first, opens_on, closes_on=planned, closed_on=closed_on, state="closed")
    term = session_law.minutes_due(closed_on=closed_on, rules=RULES)
    figure(first, "session_steps", term.due_on, d1="minutes", d2="waiting")

    found = owed_by(fresh_province)[first.unit_name, "minutes", term.due_on]

    assert found.why == f"Kỳ họp thứ 5. {term.why} Đã quá {(TODAY - term.due_on).days} ngày."


@pytest.mark.parametrize(
    ("today", "first_day"),
    [
        (date(2026, 3, 15), date(2025, 2, 8)),
        (date(2026, 11, 23), date(2025, 10, 19)),
        (date(2027, 4, 20), date(2026, 3, 15)),
        (date(2030, 12, 31), date(2026, 3, 15)),
        (date(2010, 1, 1), date(2008, 11, 27)),
    ],
)
def test_what_waits_is_looked_at_from_the_election_on_and_never_less_than_400_days(today, first_day):
    assert owed_from(today) == first_day


def test_what_waits_since_the_beginning_of_the_term_is_still_owed(fresh_province, first):
    day, today = date(2026, 4, 1), date(2028, 6, 1)
    figure(first, "session_steps", day, d1="papers", d2="waiting")
    figure(first, "resolutions_to_publish", day, d1="individual_resolution")

    found = owed_by(fresh_province, today)

    assert {(matter, due_on) for _name, matter, due_on in found} == {("papers", day), ("publishing", day)}


def test_unpublished_resolutions_are_owed_from_the_day_after_their_term(fresh_province, first):
    day = TODAY - timedelta(days=1)
    figure(first, "resolutions_to_publish", day, n=3, d1="individual_resolution")

    (found,) = owed_by(fresh_province).values()

    assert (found.matter, found.due_on, found.count) == (Matter.PUBLISHING, day, 3)
    assert found.why.startswith("3 nghị quyết đã ban hành phải công bố chậm nhất 22/11/2026")


def test_too_few_regular_sessions_are_owed_from_november_on_unless_announced(fresh_province, communes):
    none, one, announced = communes()
    figure(one, "sessions_held", date(2026, 7, 1), d1="regular")
    figure(one, "sessions_held", date(2026, 8, 1), d1="thematic", n=3)
    figure(announced, "sessions_held", date(2026, 7, 1), d1="regular")
    announce(announced, date(2026, 12, 15))

    found = owed_by(fresh_province)

    assert {(name, one.count) for (name, _matter, _day), one in found.items()} == {
        (none.unit_name, 2), (one.unit_name, 1),
    }  # fmt: skip
    why = found[one.unit_name, "few_sessions", date(2026, 12, 31)].why
    assert why.startswith("Năm 2026 đã tổ chức 1 và đã thông báo 0 trên ít nhất 2 kỳ họp thường lệ. Căn cứ: Điều 34")
    assert owed_by(fresh_province, date(2026, 10, 31)) == {}


def test_a_regular_session_that_was_opened_today_counts_once(fresh_province, communes):
    opened, planned, *_others = communes()
    figure(opened, "sessions_held", TODAY, d1="regular")
    announce(opened, TODAY, state="in_progress")
    figure(planned, "sessions_held", date(2026, 7, 1), d1="regular")
    announce(planned, TODAY, state="convened")

    found = owed_by(fresh_province)

    assert found[opened.unit_name, "few_sessions", date(2026, 12, 31)].count == 1
    assert (planned.unit_name, "few_sessions", date(2026, 12, 31)) not in found


def test_a_council_that_is_being_founded_owes_nothing_yet(fresh_province, communes):
    keys = [one.key for one in communes()]
    Council.objects.using(OWNER).filter(key__in=keys).update(status=Status.FOUNDING)

    assert owed_by(fresh_province) == {}


def test_the_last_reminder_of_the_very_matter_stands_beside_it(fresh_province, first):
    day, other = DAY - timedelta(days=3), DAY - timedelta(days=5)
    for each in (day, other):
        figure(first, "session_steps", each, d1="papers", d2="waiting")
    (sent,) = remind(fresh_province, to_of(first, matter_on=day))

    found = owed_by(fresh_province)

    assert found[first.unit_name, "papers", day].reminded == sent
    assert found[first.unit_name, "papers", other].reminded is None
    Reminder.objects.update(sent_on=DAY - timedelta(days=7))
    assert owed_by(fresh_province)[first.unit_name, "papers", day].reminded is None


def test_top_has_one_line_for_each_commune_the_longest_overdue_first(fresh_province, communes):
    first, second, third = communes()
    for each in (first, second, third):
        figure(each, "sessions_held", date(2026, 7, 1), d1="regular", n=2)
    for commune, days in ((first, 1), (second, 4), (second, 9)):
        figure(commune, "resolutions_to_publish", TODAY - timedelta(days=days), d1="individual_resolution")
    owed = list_owed(chair_of(fresh_province), fresh_province, today=TODAY)

    assert [(one.commune.unit_name, one.days_late(TODAY)) for one in top_owed(owed)] == [
        (second.unit_name, 9), (first.unit_name, 1),
    ]  # fmt: skip
    assert len(top_owed(owed, most=1)) == 1
    assert count_owed(owed, TODAY) == (2, 3)


def test_every_unit_of_the_official_list_can_be_reminded_those_not_here_too(fresh_province, communes):
    communes()

    targets = list_targets(chair_of(fresh_province), fresh_province)

    assert len(targets) == 129
    assert sum(bool(one.council_key) for one in targets) == 3
    assert queries.count_open_received(chair_of(fresh_province)) == 0
