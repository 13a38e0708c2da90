"""Every step of a dossier and of a remark: from each state by each role, drawn together; the real actions on them."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from council.roles import Role
from council.sessions import actions
from council.sessions.actions.dossiers import Registration
from council.sessions.actions.verification import Report
from council.sessions.models import Dossier, DossierMove, ItemKind
from council.sessions.workflow import DOSSIER_STEPS, DOSSIER_TRACK, REMARK_STEPS, DossierState, RemarkState
from kernel.access import NotPermitted, StepNotAllowed, take
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.outbox.models import OutboxEvent
from tests.factories import dossiers as play
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.sessions import CHAIR, NOW, OFFICE, OPENS, RULES, make_file

# Who takes each step: the standing committee, the office, the agency (or committee) that submits, the committee's head.
STANDING, STAFF = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}, {Role.OFFICE_CHIEF, Role.OFFICE_STAFF}
AGENCY, HEAD = {Role.AGENCY, Role.FRONT}, {Role.COMMITTEE_HEAD}
SUBMITTING = STAFF | AGENCY | HEAD
PREPARED = {state.value for state in DOSSIER_TRACK} - {"on_agenda"}
DOSSIER = {
    "edit": ({"proposed"}, "proposed", STANDING | SUBMITTING),
    "accept": ({"proposed"}, "accepted", STANDING),
    "decline": ({"proposed"}, "declined", STANDING),
    "assign": ({"accepted"}, "drafting", STAFF),
    "send": ({"drafting"}, "dossier_sent", SUBMITTING),
    "give_back": ({"dossier_sent"}, "drafting", HEAD),
    "examine": ({"dossier_sent"}, "under_verification", HEAD),
    "report": ({"under_verification"}, "verified", HEAD),
    "open_remarks": ({"verified"}, "remarks_open", STAFF),
    "close_remarks": ({"remarks_open"}, "remarks_closed", HEAD),
    "place": ({"remarks_closed"}, "on_agenda", STANDING),
    "leave": (PREPARED - {"proposed", "accepted"}, "left", STAFF),
    "take_up": ({"left"}, "drafting", STAFF),
    "withdraw": (PREPARED | {"left"}, "withdrawn", SUBMITTING),
}
REMARK = {
    "answer": ({"open", "answered"}, "answered", SUBMITTING),
    "confirm": ({"answered"}, "confirmed", HEAD),
    "dispute": ({"answered"}, "disputed", HEAD),
    "settle": ({"disputed"}, "settled", STANDING),
}
EVERY_STEP = [
    *((DOSSIER_STEPS, DossierState, DOSSIER, name) for name in DOSSIER),
    *((REMARK_STEPS, RemarkState, REMARK, name) for name in REMARK),
]
STEP_NAMES = [f"{states.__name__}-{name}" for _steps, states, _table, name in EVERY_STEP]
IN_A_BODY = {Role.COMMITTEE_HEAD: "committee", Role.COMMITTEE_MEMBER: "committee", Role.TEAM_LEADER: "team",
             Role.AGENCY: "body", Role.FRONT: "body", Role.EXPERT: "body"}  # fmt: skip
BODY, COMMITTEE = new_key(), new_key()


def actor_of(role: str) -> Any:
    scope = IN_A_BODY.get(role)  # type: ignore[call-overload]  # a plain name is no role of one
    ids = {"committee": COMMITTEE, "body": BODY, "team": new_key()}
    return play.actor_in(Role(role), scope, ids[scope]) if scope else actor_with(role)


def row_in(steps: Any, state: str) -> Any:
    """A dossier of the agency and of the committee, which submits and examines it here so that all rights are met."""
    known = {"body_id": BODY, "submitting_committee_id": COMMITTEE, "committee_id": COMMITTEE, "observer_ids": set()}
    return SimpleNamespace(STEPS=steps, state=state, **known)


@pytest.mark.unit
def test_the_tables_name_every_step_and_reach_every_state() -> None:
    assert (set(DOSSIER_STEPS), set(REMARK_STEPS)) == (set(DOSSIER), set(REMARK))
    assert {step.target for step in DOSSIER_STEPS.values()} == set(DossierState)
    assert {step.target for step in REMARK_STEPS.values()} | {RemarkState.OPEN} == set(RemarkState)


@pytest.mark.unit
@pytest.mark.parametrize(("steps", "states", "table", "name"), EVERY_STEP, ids=STEP_NAMES)
def test_each_step_from_each_state_by_each_role(steps, states, table, name) -> None:
    sources, target, roles = table[name]
    came_of = {}
    for state in states:
        for role in EVERY_ROLE:
            try:
                came_of[state.value, role] = str(take(name, actor_of(role), row_in(steps, state)).target)
            except (NotPermitted, StepNotAllowed) as refusal:
                came_of[state.value, role] = refusal.code

    assert came_of == {
        (state.value, role): "not_permitted"
        if role not in roles
        else (target if state.value in sources else "step_not_allowed")
        for state in states
        for role in EVERY_ROLE
    }


@pytest.mark.unit
@pytest.mark.parametrize(("steps", "states", "table", "name"), EVERY_STEP, ids=STEP_NAMES)
def test_no_step_is_taken_for_another_body(steps, states, table, name) -> None:
    row = row_in(steps, sorted(table[name][0])[0])
    row.body_id = row.submitting_committee_id = row.committee_id = new_key()

    for role in table[name][2] & set(IN_A_BODY):
        with pytest.raises(NotPermitted):
            take(name, actor_of(role), row)


def edited(cast, row):
    registration = Registration(row.session, "Tên khác", ItemKind.REPORT, body=cast.body)
    return actions.edit_dossier(actor=cast.agency, dossier=row, version=row.version, registration=registration)


def taken_back(cast, row):
    return actions.withdraw_dossier(actor=cast.agency, dossier=row, reason="Rút", now=NOW)


DOES = {
    "edit": edited,
    "accept": play.accept,
    "decline": lambda cast, row: actions.decline_dossier(actor=CHAIR, dossier=row, reason="Chưa cần", now=NOW),
    "assign": play.assign,
    "send": lambda cast, row: actions.send_dossier(actor=cast.agency, dossier=row, now=NOW, rules=RULES),
    "give_back": lambda cast, row: actions.give_back_dossier(
        actor=cast.head, dossier=row, reason="Thiếu tờ trình", again_due_on=play.AGAIN_ON, now=NOW, rules=RULES
    ),
    "examine": play.examine,
    "report": lambda cast, row: actions.issue_report(
        actor=cast.head, dossier=row, report=Report("1/BC", make_file(), "Nhất trí"), now=NOW, rules=RULES
    ),
    "open_remarks": play.open_up,
    "close_remarks": lambda cast, row: actions.close_remarks(actor=cast.head, dossier=row, now=NOW, rules=RULES),
    "place": play.place,
    "leave": lambda cast, row: actions.leave_dossier(actor=OFFICE, dossier=row, reason="Chưa đủ", now=NOW),
    "take_up": lambda cast, row: actions.take_up_dossier(
        actor=OFFICE, dossier=row, session=play.later_session(OPENS), now=NOW
    ),
    "withdraw": taken_back,
}


def test_each_action_from_each_state(council) -> None:
    """Each state is made once, each action tried on it and undone; what is refused changes nothing."""
    cast, tried = play.make_cast(), 0
    session = play.later_session(OPENS)
    for number, state in enumerate(DossierState):
        row = play.make_dossier(cast, state, session=session, title=f"Nội dung {number}")
        if state == DossierState.REMARKS_OPEN:
            row.remarks.update(state="confirmed", answer="Có", answer_kind="taken_in")
        if state == DossierState.DRAFTING:
            for kind in play.FILES:
                play.give(cast, row, kind)
        for name, do in DOES.items():
            sources, target, _roles = DOSSIER[name]
            before = AuditEntry.objects.count(), OutboxEvent.objects.count(), DossierMove.objects.count()
            point = transaction.savepoint()
            if state.value in sources:
                do(cast, Dossier.objects.get(pk=row.pk))
                row.refresh_from_db()
                assert (name, row.state) == (name, target)
                assert AuditEntry.objects.count() > before[0]
                assert (name == "edit") is (DossierMove.objects.count() == before[2])
            else:
                # Before the assignment there is no committee yet whose head she could be.
                with pytest.raises((StepNotAllowed, NotPermitted)):
                    do(cast, Dossier.objects.get(pk=row.pk))
            transaction.savepoint_rollback(point)
            row.refresh_from_db()
            after = AuditEntry.objects.count(), OutboxEvent.objects.count(), DossierMove.objects.count()
            assert (row.state, after) == (state, before)
            tried += 1

    assert tried == len(DossierState) * len(DOES)
