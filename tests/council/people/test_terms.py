"""A term closes with all that hangs on it, after its list was read; the next one opens; the closed one is only read."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from council.people import actions, queries
from council.people.actions import Ground, NextTerm
from council.people.law import ActingAs, CommitteeKind
from council.people.models import (
    Authorisation,
    Committee,
    Constituency,
    Mandate,
    MandateChange,
    Post,
    TeamStay,
    TermOfOffice,
)
from council.people.queries import find_what_ends
from council.people.workflow import Ending
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed, actor_of
from kernel.accounts.models import Account
from kernel.outbox.models import OutboxEvent
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import (
    STARTED,
    SYSTEM_ACTOR,
    make_account,
    make_committee,
    make_constituency,
    make_delegate,
    make_person,
    make_team,
    make_term,
)
from tests.kernel.accounts.browsers import words

CHIEF, STAFF, CHAIR = (actor_with(role) for role in (Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.COUNCIL_CHAIR))
CONF = "config.urls_council"
PAPER = "01/NQ-HĐND ngày 01/04/2031"


def at(name: str, *rows) -> str:
    return reverse(f"people:{name}", CONF, [row.pk for row in rows])


def last_day() -> date:
    return clock.today()


def close(term=None, actor=CHIEF, **changes) -> TermOfOffice:
    term = term or make_term()
    given = {"on": last_day(), "document": PAPER, "seen": find_what_ends(term).digest, **changes}
    return actions.close_term(actor=actor, term=term, **given)


def next_term(**changes) -> NextTerm:
    known = {"number": 17, "name": "2031-2036", "starts_on": last_day() + timedelta(days=1), "seats_total": 30}
    return NextTerm(**{**known, **changes})


@pytest.fixture
def full(council) -> dict[str, object]:
    """A term with a chair and a vice chair who acts for the chair, one suspended, a clerk, a committee, a team."""
    team, committee = make_team(), make_committee()
    chair, vice, suspended = (make_delegate(team=team) for _each in range(3))
    held = {
        "chair": actions.appoint(actor=SYSTEM_ACTOR, person=chair.person, role=Role.COUNCIL_CHAIR, from_on=STARTED),
        "vice": actions.appoint(actor=SYSTEM_ACTOR, person=vice.person, role=Role.COUNCIL_VICE_CHAIR, from_on=STARTED),
        "head": actions.appoint(
            actor=SYSTEM_ACTOR, person=vice.person, role=Role.COMMITTEE_HEAD, from_on=STARTED, committee=committee
        ),
        "clerk": actions.appoint(actor=SYSTEM_ACTOR, person=make_person(), role=Role.RECORDS_CLERK, from_on=STARTED),
    }
    actions.suspend_mandate(actor=CHAIR, mandate=suspended, reason="Bị khởi tố", on=STARTED)
    days = actions.Term(clock.today(), clock.today() + timedelta(days=30), "12/GUQ-HĐND", "Ký nghị quyết")
    actions.authorise(actor=CHIEF, receiver=held["vice"], acting_as=ActingAs.SIGN_FOR, term=days)
    return {**held, "mandate": chair, "team": team, "committee": committee}


def rights(account: Account, on: date) -> set[str]:
    return {holding.role for holding in actor_of(account, on=on).holdings}


def test_every_mandate_and_every_post_of_delegates_ends_with_day_and_source(full):
    term = close()

    assert (term.state, term.ends_on, term.close_document) == ("closed", last_day(), PAPER)
    next_day = last_day() + timedelta(days=1)
    found = Mandate.objects.values_list("state", "ended_on", "state_on", "state_document")
    assert set(found) == {("completed", next_day, next_day, PAPER)}
    ended = Post.objects.filter(state="ended").values_list("role", "to_on", "ended_how", "end_decision")
    assert set(ended) == {
        (role, last_day(), Ending.WITH_TERM, PAPER)
        for role in (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD)
    }
    assert [post.role for post in Post.objects.filter(state="held")] == [Role.RECORDS_CLERK]
    assert (Authorisation.objects.get().state, TeamStay.objects.filter(to_on=None).count()) == ("ended", 0)
    assert MandateChange.objects.filter(step="complete", document=PAPER).count() == 3
    assert OutboxEvent.objects.filter(type="people.TermClosed").count() == 1
    assert OutboxEvent.objects.filter(type="people.MandateEnded").count() == 0


def test_rights_end_at_the_last_midnight_and_the_offices_go_on(full):
    delegate, clerk = make_account(), make_account()
    actions.link_account(actor=SYSTEM_ACTOR, account=delegate, person=full["mandate"].person, on=clock.today())
    actions.link_account(actor=SYSTEM_ACTOR, account=clerk, person=full["clerk"].person, on=clock.today())

    close()

    days = (last_day(), last_day() + timedelta(days=1))
    assert [rights(delegate, on) for on in days] == [{Role.DELEGATE, Role.COUNCIL_CHAIR}, set()]
    assert [rights(clerk, on) for on in days] == [{Role.RECORDS_CLERK}] * 2


def test_the_numbers_of_the_last_day_stay(full):
    before = queries.get_composition(CHIEF, term=make_term(), on=last_day())

    term = close()

    after = queries.get_composition(CHIEF, term=term, on=last_day())
    assert (before.total, after.total) == (3, 3)
    assert queries.count_in_office(on=last_day() + timedelta(days=1)) == 0


def test_nothing_ends_by_a_list_that_changed_meanwhile(full):
    seen = find_what_ends(make_term()).digest
    make_delegate()

    with pytest.raises(actions.TermChanged):
        close(seen=seen)
    with pytest.raises(actions.TermChanged):
        close(seen="")

    assert (make_term().state, Mandate.objects.filter(state="completed").count()) == ("current", 0)


def test_a_term_closes_by_a_document_on_a_day_that_comes_after_everything(full):
    for changes, refusal in (
        ({"document": " "}, actions.DocumentMissing),
        ({"on": STARTED}, actions.ClosesTooEarly),
        ({"on": STARTED - timedelta(days=1)}, actions.ClosesTooEarly),
    ):
        with pytest.raises(refusal):
            close(**changes)
    late = make_delegate(started_on=last_day())
    with pytest.raises(actions.ClosesTooEarly):
        close(on=last_day() - timedelta(days=1))

    late.refresh_from_db()
    assert (late.state, make_term().state) == ("active", "current")


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.COUNCIL_CHAIR, Role.DELEGATE, Role.AGENCY])
def test_only_who_changes_terms_closes_and_opens(full, role):
    with pytest.raises(NotPermitted):
        close(actor=actor_with(role))
    with pytest.raises(NotPermitted):
        actions.open_term(actor=actor_with(role), plan=next_term())

    assert (TermOfOffice.objects.count(), Mandate.objects.filter(state="completed").count()) == (1, 0)


def test_a_term_closes_once(full):
    term = close()

    with pytest.raises(StepNotAllowed):
        close(term)


def test_the_next_term_opens_with_the_committees_of_the_last(full):
    close()

    term = actions.open_term(actor=CHIEF, plan=next_term())

    assert (queries.get_current_term(), term.roman, term.seats_total) == (term, "XVII", 30)
    assert [(each.kind, each.name) for each in term.committees.all()] == [("legal", "Ban Pháp chế")]
    assert (term.teams.count(), term.constituencies.count(), Committee.objects.count()) == (0, 0, 2)
    again = make_delegate(person=full["mandate"].person, started_on=term.starts_on)
    assert again.term == term
    assert OutboxEvent.objects.filter(type="people.TermOpened").count() == 1


def test_one_term_at_a_time_is_open(council):
    make_term()
    with pytest.raises(actions.TermOpen):
        actions.open_term(actor=CHIEF, plan=next_term())

    assert TermOfOffice.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"number": 16}, "TermKnown"),
        ({"starts_on": None}, "TermsOverlap"),
        ({"starts_on": date(2020, 1, 1)}, "TermsOverlap"),
        ({"starts_on": date(2020, 1, 1), "ends_on": STARTED}, "TermsOverlap"),
        ({"ends_on": date(2020, 1, 1)}, "TermDaysWrong"),
    ],
)
def test_numbers_and_days_of_two_terms_are_apart(council, changes, refusal):
    close()
    changes = {name: last_day() if value is None else value for name, value in changes.items()}

    with pytest.raises(getattr(actions, refusal)):
        actions.open_term(actor=CHIEF, plan=next_term(**changes), with_committees=False)

    assert TermOfOffice.objects.filter(state="current").count() == 0


def test_an_earlier_term_may_be_entered_after_the_fact_before_the_known_ones(council):
    close()
    plan = next_term(number=15, name="2021-2026", starts_on=date(2021, 6, 1), ends_on=STARTED - timedelta(days=1))

    assert actions.open_term(actor=CHIEF, plan=plan).number == 15


def test_what_belongs_to_a_closed_term_is_only_read(full):
    constituency, mandate = make_constituency(), full["mandate"]
    term = close()
    ground = Ground("Khác")
    for call in (
        lambda: actions.add_team(actor=CHIEF, term=term, number=9, name="Tổ 9"),
        lambda: actions.edit_team(actor=CHIEF, team=full["team"], name="Khác", area=""),
        lambda: actions.add_committee(actor=CHIEF, term=term, kind=CommitteeKind.URBAN, name="Ban Đô thị"),
        lambda: actions.rename_committee(actor=CHIEF, committee=full["committee"], name="Khác"),
        lambda: actions.edit_term(actor=CHIEF, term=term, seats_total=1, merged_from=1),
        lambda: actions.add_constituency(actor=CHIEF, term=term, number=9, ground=ground),
        lambda: actions.edit_constituency(actor=CHIEF, constituency=constituency, ground=ground),
        lambda: actions.set_constituency(actor=CHIEF, mandate=mandate, constituency=constituency),
        lambda: actions.add_delegate(actor=CHIEF, person=make_person(), term=term, started_on=last_day()),
    ):
        for row in (full["team"], full["committee"], constituency, mandate):
            row.refresh_from_db()
        with pytest.raises(actions.TermIsClosed):
            call()
    actions.open_term(actor=CHIEF, plan=next_term(), with_committees=False)
    anew = make_delegate(started_on=last_day() + timedelta(days=1))
    with pytest.raises(actions.PostNotFitting):
        actions.appoint(
            actor=SYSTEM_ACTOR,
            person=anew.person,
            role=Role.COMMITTEE_HEAD,
            from_on=anew.started_on,
            committee=full["committee"],
        )

    assert set(Constituency.objects.values_list("name", flat=True)) == {"Đơn vị bầu cử số 1"}


def test_the_pages_list_what_ends_and_close_exactly_that(council, full):
    chief = browser_of(council, Role.OFFICE_CHIEF)
    typed = {"on": last_day().isoformat(), "document": PAPER}
    assert chief.post(at("close_term"), {**typed, "document": ""}).status_code == 422

    checked = chief.post(at("close_term"), typed)
    page = words(checked)
    for said in (
        "3 đại biểu hết nhiệm kỳ",
        "3 chức vụ kết thúc",
        "1 uỷ quyền chấm dứt",
        "1 ban, 1 tổ, 0 đơn vị bầu cử",
    ):
        assert said in page
    assert all(mandate.person.full_name in page for mandate in Mandate.objects.select_related("person"))
    assert (make_term().state, checked.headers["Cache-Control"]) == ("current", "private, no-store")

    seen = find_what_ends(make_term()).digest
    make_delegate("Lê Văn Bình")
    changed = chief.post(at("close_term"), {**typed, "seen": seen})
    assert (changed.status_code, "vừa thay đổi" in words(changed)) == (422, True)
    done = chief.post(at("close_term"), {**typed, "seen": find_what_ends(make_term()).digest}, follow=True)

    assert "Không có nhiệm kỳ nào đang mở." in words(done)
    assert TermOfOffice.objects.get().state == "closed"


def test_while_no_term_is_open_pages_of_the_present_one_lead_to_the_terms(council):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    for name in ("structure", "constituencies", "add_constituency", "add", "import_delegates", "term", "close_term"):
        assert administrator.get(at(name)).url == at("terms")

    typed = {"number": "17", "name": "2031–2036", "starts_on": "2031-04-02", "seats_total": "30"}
    assert administrator.post(at("open_term"), {**typed, "number": ""}).status_code == 422
    opened = administrator.post(at("open_term"), typed, follow=True)

    assert "2031–2036" in words(opened)
    assert administrator.get(at("structure")).status_code == 200


def test_who_changes_no_terms_sees_no_buttons(council):
    make_term()
    staff = browser_of(council, Role.OFFICE_STAFF)

    page = staff.get(at("terms")).content.decode()

    assert (at("close_term") in page, at("open_term") in page) == (False, False)
    assert [staff.get(at(name)).status_code for name in ("close_term", "open_term")] == [403, 403]
