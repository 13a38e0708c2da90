"""A session that the voters of a commune asked for (R-SES-04), and the day on which the agenda is public (R-SES-07)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from council.law import Level, Override, SessionKind, national_rules
from council.people.models import TermOfOffice
from council.roles import Role
from council.sessions import actions, law, queries
from council.sessions.actions import refusals, refusals_voters
from council.sessions.models import CouncilSession
from council.sessions.web.forms import PlanForm
from council.sessions.web.preparation import Facts, tasks_of
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.factories.people import make_term
from tests.factories.sessions import CHAIR, NOW, OFFICE, OPENS, PLAN, RULES, TODAY, make_session
from tests.kernel.accounts.browsers import words

ASKED = {"kind": SessionKind.THEMATIC, "basis": "voters", "basis_document": "Đơn ngày 12/6/2026"}
PROVINCE = national_rules("province", OPENS)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("signed", "listed", "is_met", "needed"),
    [(1001, 10000, True, 1001), (1000, 10000, False, 1001), (1, 9, True, 1), (1, 10, False, 2), (2, 19, True, 2)],
)
def test_more_than_a_tenth_of_the_voters_compared_exactly(signed, listed, is_met, needed):
    assert law.is_voters_request(signed=signed, listed=listed, rules=RULES) is is_met
    assert law.voters_needed(listed=listed, rules=RULES) == needed


@pytest.mark.unit
def test_the_form_of_a_province_does_not_offer_voters():
    commune, province = PlanForm(level=Level.COMMUNE), PlanForm(level=Level.PROVINCE)

    assert ["voters" in dict(form.fields["basis"].choices) for form in (commune, province)] == [True, False]
    assert {"voters_signed", "voters_listed"} & set(province.fields) == set()


def test_enough_voters_oblige_the_council_to_meet(council):
    session = make_session(**ASKED, voters_signed=1001, voters_listed=10000)

    assert (session.basis, session.voters_signed, session.voters_listed) == ("voters", 1001, 10000)


@pytest.mark.parametrize(
    ("counted", "refusal"),
    [
        ((None, 10000), refusals_voters.VotersMissing),
        ((1001, None), refusals_voters.VotersMissing),
        ((10001, 10000), refusals_voters.VotersMissing),
        ((1000, 10000), refusals_voters.VotersTooFew),
    ],
)
def test_too_few_voters_make_no_session(council, counted, refusal):
    with pytest.raises(refusal):
        make_session(**ASKED, voters_signed=counted[0], voters_listed=counted[1])

    assert CouncilSession.objects.count() == 0


def test_the_refusal_says_how_many_are_needed(council):
    with pytest.raises(refusals_voters.VotersTooFew, match="ít nhất 1501 chữ ký") as refused:
        make_session(**ASKED, voters_signed=1200, voters_listed=15000)

    assert refused.value.field == "voters_signed"


def test_voters_of_a_province_ask_for_none(council):
    plan = replace(PLAN, **ASKED, voters_signed=9, voters_listed=10)

    with pytest.raises(refusals_voters.VotersOfCommunes):
        actions.plan_session(actor=OFFICE, term=make_term(), plan=plan, now=NOW, rules=PROVINCE)

    assert not TermOfOffice.objects.get().sessions.exists()


def test_a_plan_with_another_ground_forgets_the_voters(council):
    session = make_session(**ASKED, voters_signed=2000, voters_listed=10000)
    plan = replace(PLAN, **{**ASKED, "basis": "executive_chair"}, voters_signed=3, voters_listed=10000)

    session = actions.edit_session(actor=OFFICE, session=session, version=1, plan=plan, now=NOW, rules=RULES)

    session.refresh_from_db()
    assert (session.basis, session.voters_signed, session.voters_listed) == ("executive_chair", None, None)


def test_a_rehearsal_of_such_a_session_is_made_as_of_any_other(council):
    session = make_session(**ASKED, voters_signed=2000, voters_listed=10000)

    rehearsal = actions.prepare_rehearsal(actor=CHAIR, term=session.term, now=NOW, of=session)

    assert (rehearsal.basis, rehearsal.voters_listed) == ("voters", 10000)


def test_the_office_types_the_numbers_and_finds_them_on_the_page(council):
    staff, day = browser_of(council, Role.OFFICE_STAFF), office.opening_day()
    make_term()
    typed = {
        "kind": "extraordinary",
        "opens_on": day.isoformat(),
        "closes_on": day.isoformat(),
        "form": "in_person",
        "basis": "voters",
        "basis_document": "Đơn của cử tri",
        "voters_signed": "900",
        "voters_listed": "9000",
    }
    plan = reverse("sessions:plan", "config.urls_council")
    refused = staff.post(plan, typed)
    assert (refused.status_code, "ít nhất 901 chữ ký" in words(refused)) == (422, True)

    page = words(staff.get(staff.post(plan, {**typed, "voters_signed": "901"}).headers["Location"]))

    assert "901 chữ ký trên 9.000 cử tri" in page
    assert "Cử tri trên địa bàn xã" in page


def tasks_named(session, today=TODAY, rules=RULES):
    facts = Facts(session, [], [], [], queries.deadlines_of(session, rules=rules), today)
    return next(task for task in tasks_of(facts) if task.name == "Công bố dự kiến chương trình")


def test_the_agenda_is_public_from_the_convening_and_late_when_that_was_late(council):
    session = make_session()
    due = law.notice_due(opens_on=OPENS, kind=SessionKind.REGULAR, rules=RULES)
    assert due.due_on == date(2026, 7, 14)

    waiting, late = tasks_named(session), tasks_named(session, due.due_on + timedelta(days=1))
    session.convened_on = due.due_on
    in_time = tasks_named(session)
    session.convened_on = due.due_on + timedelta(days=2)

    assert [task.state for task in (waiting, late, in_time)] == ["now", "late", "done"]
    assert (waiting.deadline.due_on, in_time.note) == (due.due_on, "Công khai từ ngày 14/07/2026")
    assert tasks_named(session).note == "Công khai từ ngày 16/07/2026, chậm 2 ngày"


def test_a_convening_that_makes_the_agenda_public_too_late_says_why(council):
    # A council whose rules let it convene a week before, but want the agenda public fifteen days before.
    week = Override("sessions.convene_before_days.regular", 7, "Quy chế", TODAY)
    rules = national_rules("commune", OPENS, overrides=[week])
    session = make_session("content_agreed", opens_on=TODAY + timedelta(days=10), closes_on=TODAY + timedelta(days=11))
    given = {"actor": CHAIR, "session": session, "document": "5", "now": NOW, "rules": rules}

    with pytest.raises(refusals.NoticeLate):
        actions.convene_session(**given)

    assert actions.convene_session(**given, reason="Bão lũ").state == "convened"
