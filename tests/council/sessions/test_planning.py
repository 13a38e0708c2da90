"""Planning and agenda: what each guard refuses, and what follows."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from council.law import Override, SessionKind
from council.sessions import actions
from council.sessions.actions import refusals
from council.sessions.actions.papers import Sheet
from council.sessions.models import AgendaItem, CouncilSession, ItemKind
from council.sessions.models.session import Form
from kernel.access import NotPermitted, StepNotAllowed
from kernel.outbox.models import OutboxEvent
from kernel.rows import VersionClash
from tests.factories.actors import LONG_AGO
from tests.factories.people import make_term
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    DRAFT,
    NOW,
    OFFICE,
    OPENS,
    PLAN,
    REPORT,
    RULES,
    TODAY,
    make_file,
    make_hall,
    make_item,
    make_session,
)
from tests.testbed.threads import together

OTHER_DAY = "2026-07-30"


def events(name: str) -> int:
    return OutboxEvent.objects.filter(type=f"sessions.{name}").count()


def test_sessions_are_numbered_within_the_term_and_a_cancelled_number_is_free_again(council) -> None:
    first, second = make_session(), make_session()
    actions.cancel_session(actor=CHAIR, session=second, reason="Không cần")

    third = make_session()

    assert (first.number, second.number, third.number) == (1, 2, 2)
    assert (first.title, third.title) == ("Kỳ họp thứ nhất", "Kỳ họp thứ 2")
    assert first.occasion == "Khoá XVI, kỳ họp thứ nhất"


def test_a_session_from_afar_is_planned_only_by_a_rule_which_is_named_as_its_page_calls_it(council) -> None:
    afar, session = replace(PLAN, form=Form.HYBRID), make_session("postponed")
    title = next(each.title for each in RULES.parameters() if each.key == "votes.online_allowed")
    plan = partial(actions.plan_session, actor=OFFICE, term=session.term, plan=afar, now=NOW)

    with pytest.raises(refusals.OnlineNotAllowed, match=f"“{title}” .R-VOT-06."):
        plan(rules=RULES)
    with pytest.raises(refusals.OnlineNotAllowed):
        actions.replan_session(actor=OFFICE, session=session, plan=afar, now=NOW, rules=RULES)
    allowed = replace(RULES, overrides=(Override("votes.online_allowed", True, "NQ 5/NQ-HĐND", LONG_AGO),))

    assert plan(rules=allowed).form == "hybrid"


def test_planning_together_gives_each_its_own_number(fresh_council) -> None:
    term = make_term()

    results = together(
        fresh_council,
        [
            lambda: actions.plan_session(actor=OFFICE, term=term, plan=PLAN, now=NOW, rules=RULES).number
            for _ in range(4)
        ],
    )

    assert sorted(results) == [1, 2, 3, 4]


@pytest.mark.parametrize("change", [{"closes_on": OPENS - timedelta(days=1)}, {"opens_on": TODAY - timedelta(days=1)}])
def test_days_must_follow_each_other_and_not_lie_in_the_past(council, change: dict) -> None:
    with pytest.raises(refusals.DaysWrong):
        make_session(**change)

    assert CouncilSession.objects.count() == 0


@pytest.mark.parametrize("kind", [SessionKind.THEMATIC, SessionKind.EXTRAORDINARY])
@pytest.mark.parametrize(
    "basis", [{}, {"basis": "standing_committee"}, {"basis_document": "TTr 5"}, {"basis": "x", "basis_document": "5"}]
)
def test_other_than_regular_sessions_need_somebodys_request(council, kind: SessionKind, basis: dict) -> None:
    with pytest.raises(refusals.BasisMissing):
        make_session(kind=kind, **basis)


@pytest.mark.parametrize("kind", [SessionKind.REGULAR, SessionKind.INAUGURAL])
def test_regular_and_inaugural_sessions_need_none(council, kind: SessionKind) -> None:
    assert make_session(kind=kind).basis == ""


def test_a_request_makes_a_thematic_session(council) -> None:
    session = make_session(kind=SessionKind.THEMATIC, basis="third_of_delegates", basis_document="Đề nghị 5")

    assert (session.kind, session.basis) == ("thematic", "third_of_delegates")


def test_only_the_office_plans(council) -> None:
    with pytest.raises(NotPermitted):
        actions.plan_session(actor=CHAIR, term=make_term(), plan=PLAN, now=NOW, rules=RULES)


def test_the_second_of_two_planners_is_told(council) -> None:
    session = make_session()
    plan = replace(PLAN, title="Kỳ họp giữa năm")

    actions.edit_session(actor=OFFICE, session=session, version=1, plan=plan, now=NOW, rules=RULES)
    with pytest.raises(VersionClash):
        actions.edit_session(actor=OFFICE, session=session, version=1, plan=PLAN, now=NOW, rules=RULES)

    session.refresh_from_db()
    assert (session.title, session.version) == ("Kỳ họp giữa năm", 2)


def test_convening_names_decision_and_place_and_is_told(council) -> None:
    session = make_session("content_agreed")

    convened = actions.convene_session(actor=CHAIR, session=session, document=" 5/QĐ-HĐND ", now=NOW, rules=RULES)

    assert (convened.convening_document, convened.convened_on) == ("5/QĐ-HĐND", TODAY)
    assert events("SessionConvened") == 1


@pytest.mark.parametrize(("place", "document"), [("", "5/QĐ"), ("Hội trường", " ")])
def test_convening_without_decision_or_place(council, place: str, document: str) -> None:
    session = make_session(place=place)

    with pytest.raises(refusals.DocumentMissing):
        actions.convene_session(actor=CHAIR, session=session, document=document, now=NOW, rules=RULES)

    session.refresh_from_db()
    assert (session.state, events("SessionConvened")) == ("planned", 0)


def test_a_session_whose_day_has_passed_is_not_convened(council) -> None:
    later = AT_OPENING + timedelta(days=5)

    with pytest.raises(refusals.DaysWrong):
        actions.convene_session(actor=CHAIR, session=make_session(), document="5", now=later, rules=RULES)


def test_late_convening_needs_a_reason_and_the_refusal_explains_the_day(council) -> None:
    session = make_session()
    late = NOW + timedelta(days=10)

    with pytest.raises(refusals.ConvenedLate, match="09/07/2026"):
        actions.convene_session(actor=CHAIR, session=session, document="5", now=late, rules=RULES)
    convened = actions.convene_session(
        actor=CHAIR, session=session, document="5", now=late, rules=RULES, reason="Việc gấp"
    )

    assert convened.state == "convened"


@pytest.mark.parametrize("action", [partial(actions.postpone_session, now=NOW), actions.cancel_session])
def test_what_is_not_held_needs_a_reason(council, action) -> None:
    session = make_session("convened")

    with pytest.raises(refusals.ReasonMissing):
        action(actor=CHAIR, session=session, reason=" ")

    session.refresh_from_db()
    assert session.state == "convened"


def test_a_postponed_session_is_planned_and_convened_anew(council) -> None:
    session = make_session("convened")
    actions.postpone_session(actor=CHAIR, session=session, reason="Bão", now=NOW)

    session = actions.replan_session(actor=OFFICE, session=session, plan=PLAN, now=NOW, rules=RULES)

    assert (session.state, session.convened_on, session.convening_document) == ("planned", None, "")
    assert events("SessionPostponed") == 1


def test_only_a_convened_session_that_is_cancelled_is_told_to_all(council) -> None:
    actions.cancel_session(actor=CHAIR, session=make_session(), reason="Thừa")
    assert events("SessionCancelled") == 0

    actions.cancel_session(actor=CHAIR, session=make_session("convened"), reason="Bão")
    assert events("SessionCancelled") == 1


def test_items_follow_each_other_and_drafts_are_always_voted_on(council) -> None:
    session = make_session()

    report = actions.add_item(actor=OFFICE, session=session, matter=REPORT)
    draft = actions.add_item(actor=OFFICE, session=session, matter=DRAFT)

    assert [(each.position, each.needs_vote, each.is_resolution) for each in (report, draft)] == [
        (1, False, False),
        (2, True, True),
    ]


def test_after_the_papers_are_out_only_who_convenes_adds_items_and_says_why(council) -> None:
    session = make_session("documents_released")

    with pytest.raises(NotPermitted):
        actions.add_item(actor=OFFICE, session=session, matter=DRAFT, late_reason="Gấp")
    with pytest.raises(refusals.ReasonMissing):
        actions.add_item(actor=CHAIR, session=session, matter=DRAFT)
    item = actions.add_item(actor=CHAIR, session=session, matter=DRAFT, late_reason=" Gấp ")

    assert (item.late_reason, AgendaItem.objects.count()) == ("Gấp", 1)


@pytest.mark.parametrize("state", ["closed", "cancelled", "postponed"])
def test_the_agenda_of_a_session_that_is_over_is_fixed(council, state: str) -> None:
    session = make_session(state)
    item = make_item(session)
    sheet = Sheet(title="Tờ trình", file=make_file())

    with pytest.raises(refusals.AgendaFixed):
        actions.add_item(actor=OFFICE, session=session, matter=DRAFT)
    with pytest.raises(refusals.AgendaFixed):
        actions.edit_item(actor=OFFICE, item=item, version=1, matter=REPORT)
    with pytest.raises(refusals.AgendaFixed):
        actions.move_item(actor=OFFICE, item=item, position=1)
    with pytest.raises(refusals.AgendaFixed):
        actions.add_paper(actor=OFFICE, session=session, sheet=sheet, now=NOW, rules=RULES)


def test_an_item_is_changed_before_it_is_presented_and_by_one_at_a_time(council) -> None:
    session = make_session()
    item = make_item(session)

    changed = actions.edit_item(actor=OFFICE, item=item, version=1, matter=replace(REPORT, needs_vote=True))
    with pytest.raises(VersionClash):
        actions.edit_item(actor=OFFICE, item=item, version=1, matter=DRAFT)
    AgendaItem.objects.filter(pk=item.pk).update(state="presented")
    with pytest.raises(StepNotAllowed):
        actions.edit_item(actor=OFFICE, item=item, version=2, matter=DRAFT)

    assert (changed.title, changed.kind, changed.needs_vote) == (REPORT.title, ItemKind.REPORT, True)


@pytest.mark.parametrize(("start", "to", "order"), [(1, 3, "BCAD"), (3, 1, "CABD"), (2, 2, "ABCD"), (4, 1, "DABC")])
def test_moving_an_item_lets_the_others_close_ranks(council, start: int, to: int, order: str) -> None:
    session = make_session()
    items = [make_item(session, replace(REPORT, title=letter)) for letter in "ABCD"]

    with transaction.atomic():
        actions.move_item(actor=OFFICE, item=items[start - 1], position=to)

    assert "".join(each.title for each in session.items.order_by("position")) == order


@pytest.mark.parametrize("position", [0, 2])
def test_there_is_no_place_outside_the_agenda(council, position: int) -> None:
    with pytest.raises(refusals.NotThisSession):
        actions.move_item(actor=OFFICE, item=make_item(make_session()), position=position)


@pytest.mark.parametrize("action", [actions.present_item, actions.ready_item, actions.note_item])
def test_items_move_only_while_the_session_is_held(council, action) -> None:
    state = "on_agenda" if action is actions.present_item else "presented"
    item = make_item(make_session("documents_released"), DRAFT, state)

    with pytest.raises(refusals.SessionNotRunning):
        action(actor=CHAIR, item=item, now=NOW)


def test_a_report_is_noted_and_a_draft_is_voted_on(council) -> None:
    session = make_session("in_progress")

    with pytest.raises(refusals.VoteNotNeeded):
        actions.ready_item(actor=CHAIR, item=make_item(session, REPORT, "presented"), now=NOW)
    with pytest.raises(refusals.VoteNotNeeded):
        actions.note_item(actor=CHAIR, item=make_item(session, DRAFT, "presented"), now=NOW)


@pytest.mark.parametrize("action", [actions.withdraw_item, actions.defer_item])
def test_taking_an_item_off_needs_a_reason_and_no_open_vote(council, action) -> None:
    hall = make_hall(3)

    with pytest.raises(refusals.ReasonMissing):
        action(actor=CHAIR, item=hall.item, reason="", now=NOW)
    with pytest.raises(refusals.VoteStillOpen):
        action(actor=CHAIR, item=hall.item, reason="Rút", now=NOW)

    hall.item.refresh_from_db()
    assert hall.item.state == "vote_ready"


def test_an_item_is_withdrawn_before_the_opening_too(council) -> None:
    item = actions.withdraw_item(actor=CHAIR, item=make_item(make_session("convened")), reason=" Rút ", now=NOW)

    assert (item.state, item.state_reason) == ("withdrawn", "Rút")
