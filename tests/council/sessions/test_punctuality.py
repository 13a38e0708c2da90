"""How punctual submitters are: working days late, the league, and who sees it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from council.law import CalendarDay, DayKind, national_rules
from council.roles import Role
from council.sessions import law
from council.sessions.queries.punctuality import Standing, list_standings
from kernel.access import NotPermitted
from tests.factories import dossiers as play
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import make_committee
from tests.factories.sessions import CHAIR, OFFICE, OPENS, RULES, TODAY, make_item, make_paper, make_session
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
PAGE = reverse("sessions:punctuality", CONF)
FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 7, day) for day in (17, 18, 19, 20, 21))


@pytest.mark.unit
@pytest.mark.parametrize(
    ("came_on", "days"),
    [(date(2026, 7, 1), 0), (FRIDAY, 0), (SATURDAY, 1), (SUNDAY, 1), (MONDAY, 1), (TUESDAY, 2)],
)
def test_lateness_is_counted_in_working_days_and_what_comes_on_a_day_off_is_late_by_one(came_on, days) -> None:
    assert law.working_days_late(due_on=FRIDAY, came_on=came_on, calendar=RULES.calendar) == days


@pytest.mark.unit
def test_a_councils_own_day_off_is_not_counted() -> None:
    own = CalendarDay(MONDAY, DayKind.HOLIDAY, "Lễ hội", "QĐ 1/QĐ-UBND", local=True)
    rules = national_rules("commune", OPENS, local_days=[own])

    assert law.working_days_late(due_on=FRIDAY, came_on=TUESDAY, calendar=rules.calendar) == 1


@pytest.mark.unit
def test_the_dossiers_term_is_that_of_rule_11() -> None:
    deadline = law.dossier_due(opens_on=OPENS, rules=RULES)

    assert (deadline.due_on, deadline.rule) == (date(2026, 7, 14), "R-SES-11")


@pytest.mark.unit
def test_a_share_is_never_rounded_up_to_all() -> None:
    assert Standing("Sở Tài chính", in_time=199, days_late=[3]).percent == 99
    assert Standing("Sở Tài chính", in_time=2).percent == 100
    assert Standing("Sở Tài chính", in_time=1, days_late=[3, 5]).total_late == 8


def submitted(session, submitter, came_on, *, committee=None, **changes):
    item = make_item(session)
    item.submitter, item.committee = submitter, committee
    item.save(update_fields=["submitter", "committee"])
    return make_paper(session, "released", item=item, received_on=came_on, due_on=date(2026, 7, 24), **changes)


def test_the_league_puts_the_most_punctual_first_and_counts_late_replacements(council) -> None:
    session, committee = make_session("documents_released"), make_committee()
    submitted(session, "Sở Tài chính", date(2026, 7, 10))
    old = submitted(session, "Sở  tài chính ", date(2026, 7, 27))
    make_paper(session, "released", item=old.item, replaces=old, version=2, received_on=date(2026, 7, 28))
    submitted(session, "Sở Nội vụ", date(2026, 7, 10))
    submitted(session, "Công an", date(2026, 7, 16), committee=committee)
    submitted(session, "", date(2026, 7, 30))
    submitted(make_session("cancelled"), "Sở Nội vụ", date(2026, 8, 30))

    standings = list_standings(OFFICE, year=2026, today=TODAY, rules=RULES)

    assert [(one.submitter, one.in_time, one.days_late, one.replaced) for one in standings] == [
        ("Sở Nội vụ", 1, [], 0),
        ("Sở Tài chính", 1, [1], 1),
        ("Công an", 0, [2], 0),
    ]
    assert list_standings(OFFICE, year=2025, today=TODAY, rules=RULES) == []


def test_delegates_do_not_see_the_league_and_the_office_takes_it_out(council) -> None:
    submitted(make_session("documents_released"), "Sở Nội vụ", date(2026, 7, 10))
    delegate, staff = browser_of(council, Role.DELEGATE), browser_of(council, Role.OFFICE_STAFF)

    assert [PAGE in one.get("/ky-hop/").content.decode() for one in (delegate, staff)] == [False, True]
    assert delegate.get(PAGE).status_code == 403
    with pytest.raises(NotPermitted):
        list_standings(actor_with(Role.DELEGATE), year=2026, today=TODAY, rules=RULES)
    assert "Sở Nội vụ 1/1 · 100%" in words(staff.get(PAGE, {"nam": "2026"}))
    assert b"".join(staff.get(PAGE, {"tep": "xlsx"}).streaming_content)[:2] == b"PK"


def test_matters_that_came_late_or_not_at_all_stand_beside_the_papers(council) -> None:
    cast, session = play.make_cast(), make_session()
    for state, title in (("drafting", "Quá hạn"), ("dossier_sent", "Đúng hạn"), ("left", "Chưa trình")):
        play.make_dossier(cast, state, session=session, title=title)
    play.make_dossier(cast, "proposed", session=session, title="Mới đăng ký")
    item = make_item(session)
    item.submitter, item.late_reason = " Sở  Tài chính", "Bão lũ"
    item.save(update_fields=["submitter", "late_reason"])

    (standing,) = list_standings(OFFICE, year=2026, today=date(2026, 7, 15), rules=RULES)

    assert (standing.submitter, standing.papers, standing.faults) == ("Sở Tài chính", 0, 3)
    assert (standing.late_items, standing.late_dossiers, standing.not_ready) == (1, 1, 1)
    (before,) = list_standings(OFFICE, year=2026, today=date(2026, 7, 14), rules=RULES)
    assert before.late_dossiers == 0


def test_papers_of_a_dossier_count_by_its_day_and_the_committees_report_does_not(council) -> None:
    cast = play.make_cast()
    dossier = play.make_dossier(cast, "remarks_closed")
    play.actions.place_dossier(actor=CHAIR, dossier=dossier, now=play.NOW + timedelta(days=19), rules=RULES)

    (standing,) = list_standings(OFFICE, year=2026, today=date(2026, 7, 20), rules=RULES)

    assert (standing.papers, standing.in_time, standing.faults) == (2, 2, 0)
