"""Every step of sessions, items, papers, sittings and votes: the tables, and the real actions on them."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from council.sessions import actions
from council.sessions.actions.preparing import Meeting
from council.sessions.models import AgendaItem, Annulment, CouncilSession, DisputedArticle, Paper, Sitting, Vote
from council.sessions.workflow import (
    AnnulmentState,
    VoteState,
)
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.outbox.models import OutboxEvent
from tests.council.sessions.steps import ALSO_BEGIN, BEGINS, PRESIDING, TABLES
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.people import make_delegates
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    DRAFT,
    NOW,
    OFFICE,
    PLAN,
    REPORT,
    RULES,
    SECRETARY,
    TODAY,
    annul,
    make_file,
    make_hall,
    make_item,
    make_paper,
    make_session,
    make_sitting,
    seat,
)
from tests.factories.steps import NOT_FROM_HERE, by_each_role, only_by

MEETING = Meeting(held_on=date(2026, 6, 1), for_council="A", for_executive="B", for_front="C", document="5/TB")
CUBE = [(thing, name) for thing, (_, table) in TABLES.items() for name in table]


@pytest.mark.unit
@pytest.mark.parametrize("thing", TABLES)
def test_the_table_of_steps_is_the_one_of_the_rules(thing: str) -> None:
    steps, table = TABLES[thing]
    drawn = {step.name: ({str(state) for state in step.sources}, str(step.target)) for step in steps.values()}

    assert drawn == {name: (sources, target) for name, (sources, target, _) in table.items()}
    assert {step.target for step in steps.values()} | {BEGINS[thing]} | ALSO_BEGIN.get(thing, set()) == set(
        steps.states
    )


@pytest.mark.unit
@pytest.mark.parametrize(("thing", "name"), CUBE)
def test_each_step_from_each_state_by_each_role(thing: str, name: str) -> None:
    steps, table = TABLES[thing]
    sources, _, roles = table[name]
    rows = {state: SimpleNamespace(STEPS=steps, state=str(state), asked_by=new_key()) for state in steps.states}

    came = {state: by_each_role(name, lambda _, row=row: row) for state, row in rows.items()}

    taken = {state: steps[name] if state in sources else NOT_FROM_HERE for state in rows}
    assert came == {state: only_by(roles, taken[state]) for state in rows}


@dataclass(frozen=True)
class Trial:
    """One real action: who does it, how a row in a state is made, what is done."""

    doer: Any
    make: Any
    do: Any


def a_session(state: str) -> CouncilSession:
    session = make_session(state)
    sitting = make_sitting(session)
    seat(sitting, make_delegates(3))
    make_item(session, REPORT, "noted")
    return session


def a_session_with_an_open_agenda(state: str) -> CouncilSession:
    session = make_session(state)
    make_item(session, REPORT)
    return session


def edited(session: CouncilSession, actor: Any) -> CouncilSession:
    return actions.edit_session(actor=actor, session=session, version=session.version, plan=PLAN, now=NOW, rules=RULES)


def an_item(state: str, matter=DRAFT) -> AgendaItem:
    return make_item(make_session("in_progress"), matter, state)


def a_sitting(state: str) -> Sitting:
    session = make_session("in_progress")
    sitting = make_sitting(session, state)
    seat(sitting, make_delegates(3))
    return sitting


def a_vote(state: str) -> Vote:
    hall = make_hall(3, is_open=state not in {VoteState.PREPARED, VoteState.DROPPED})
    if state in {VoteState.CLOSED, VoteState.ANNOUNCED, VoteState.MINUTED}:
        hall.close()
    if state in {VoteState.ANNOUNCED, VoteState.MINUTED}:
        actions.announce_vote(actor=CHAIR, vote=hall.vote, now=AT_OPENING)
    if state == VoteState.MINUTED:
        actions.minute_vote(actor=SECRETARY, vote=hall.vote, now=AT_OPENING)
    if state == VoteState.ANNULLED:
        annul(hall.vote)
    if state == VoteState.DROPPED:
        actions.drop_vote(actor=SECRETARY, vote=hall.vote)
    return Vote.objects.get(pk=hall.vote.pk)


def an_annulment(state: str) -> Annulment:
    asked = actions.ask_annulment(actor=SECRETARY, vote=a_vote("closed"), reason="Máy hỏng", now=AT_OPENING)
    if state == AnnulmentState.CONFIRMED:
        actions.confirm_annulment(actor=CHAIR, annulment=asked, now=AT_OPENING)
    if state == AnnulmentState.REFUSED:
        actions.refuse_annulment(actor=CHAIR, annulment=asked, now=AT_OPENING)
    return Annulment.objects.get(pk=asked.pk)


def an_article(state: str) -> DisputedArticle:
    article = actions.dispute_article(actor=SECRETARY, item=an_item("presented"), label="Điều 5", proposal="Mức 2")
    DisputedArticle.objects.filter(pk=article.pk).update(state=state)
    return DisputedArticle.objects.get(pk=article.pk)


def the_sitting(session: CouncilSession) -> Sitting:
    return session.sittings.get()


TRIALS = {
    ("session", "edit"): Trial(OFFICE, a_session, edited),
    ("session", "adjust"): Trial(OFFICE, a_session, edited),
    ("session", "agree"): Trial(
        OFFICE,
        a_session_with_an_open_agenda,
        lambda row, actor: actions.agree_content(actor=actor, session=row, meeting=MEETING, now=NOW, rules=RULES),
    ),
    ("session", "archive"): Trial(
        OFFICE,
        a_session,
        lambda row, actor: actions.archive_session(
            actor=actor, session=row, minutes=make_file(), signed_on=TODAY, now=NOW, rules=RULES
        ),
    ),
    ("session", "convene"): Trial(
        CHAIR,
        a_session,
        lambda row, actor: actions.convene_session(
            actor=actor, session=row, document="5/QĐ", now=NOW, rules=RULES, reason="Gấp"
        ),
    ),
    ("session", "release"): Trial(
        OFFICE, a_session, lambda row, actor: actions.release_documents(actor=actor, session=row, now=NOW)
    ),
    ("session", "open"): Trial(
        CHAIR,
        a_session,
        lambda row, actor: actions.open_session(
            actor=actor, session=row, sitting=the_sitting(row), now=AT_OPENING, rules=RULES
        ),
    ),
    ("session", "pause"): Trial(
        CHAIR,
        a_session,
        lambda row, actor: actions.pause_session(actor=actor, session=row, reason="Nghỉ", now=AT_OPENING),
    ),
    ("session", "resume"): Trial(
        CHAIR,
        a_session,
        lambda row, actor: actions.resume_session(
            actor=actor, session=row, sitting=the_sitting(row), now=AT_OPENING, rules=RULES
        ),
    ),
    ("session", "close"): Trial(
        CHAIR, a_session, lambda row, actor: actions.close_session(actor=actor, session=row, now=AT_OPENING)
    ),
    ("session", "postpone"): Trial(
        CHAIR, a_session, lambda row, actor: actions.postpone_session(actor=actor, session=row, reason="Bão", now=NOW)
    ),
    ("session", "replan"): Trial(
        OFFICE,
        a_session,
        lambda row, actor: actions.replan_session(actor=actor, session=row, plan=PLAN, now=NOW, rules=RULES),
    ),
    ("session", "cancel"): Trial(
        CHAIR, a_session, lambda row, actor: actions.cancel_session(actor=actor, session=row, reason="Bão")
    ),
    ("item", "present"): Trial(
        CHAIR, an_item, lambda row, actor: actions.present_item(actor=actor, item=row, now=AT_OPENING)
    ),
    ("item", "ready"): Trial(
        CHAIR, an_item, lambda row, actor: actions.ready_item(actor=actor, item=row, now=AT_OPENING)
    ),
    ("item", "note"): Trial(
        CHAIR,
        lambda state: an_item(state, REPORT),
        lambda row, actor: actions.note_item(actor=actor, item=row, now=AT_OPENING),
    ),
    ("item", "withdraw"): Trial(
        CHAIR, an_item, lambda row, actor: actions.withdraw_item(actor=actor, item=row, reason="Rút", now=AT_OPENING)
    ),
    ("item", "defer"): Trial(
        CHAIR, an_item, lambda row, actor: actions.defer_item(actor=actor, item=row, reason="Lùi", now=AT_OPENING)
    ),
    ("sitting", "start"): Trial(
        CHAIR,
        a_sitting,
        lambda row, actor: actions.start_sitting(actor=actor, sitting=row, now=AT_OPENING, rules=RULES),
    ),
    ("sitting", "end"): Trial(
        CHAIR, a_sitting, lambda row, actor: actions.end_sitting(actor=actor, sitting=row, now=AT_OPENING)
    ),
    ("vote", "open"): Trial(
        SECRETARY, a_vote, lambda row, actor: actions.open_vote(actor=actor, vote=row, now=AT_OPENING, rules=RULES)
    ),
    ("vote", "extend"): Trial(
        SECRETARY, a_vote, lambda row, actor: actions.extend_vote(actor=actor, vote=row, now=AT_OPENING)
    ),
    ("vote", "close"): Trial(
        SECRETARY, a_vote, lambda row, actor: actions.close_vote(actor=actor, vote=row, now=AT_OPENING, rules=RULES)
    ),
    ("vote", "announce"): Trial(
        CHAIR, a_vote, lambda row, actor: actions.announce_vote(actor=actor, vote=row, now=AT_OPENING)
    ),
    ("vote", "minute"): Trial(
        SECRETARY, a_vote, lambda row, actor: actions.minute_vote(actor=actor, vote=row, now=AT_OPENING)
    ),
    ("vote", "drop"): Trial(SECRETARY, a_vote, lambda row, actor: actions.drop_vote(actor=actor, vote=row)),
    ("annulment", "confirm"): Trial(
        CHAIR,
        an_annulment,
        lambda row, actor: actions.confirm_annulment(actor=actor, annulment=row, now=AT_OPENING),
    ),
    ("annulment", "refuse"): Trial(
        CHAIR,
        an_annulment,
        lambda row, actor: actions.refuse_annulment(actor=actor, annulment=row, now=AT_OPENING),
    ),
    ("article", "settle"): Trial(
        SECRETARY, an_article, lambda row, actor: actions.settle_article(actor=actor, article=row)
    ),
}
# One action takes either step, by the state: there the other step of the two leads on.
OTHER_STEP = {("session", "edit", "content_agreed"), ("session", "adjust", "planned")}
EACH_STATE = [
    (thing, name, state)
    for thing, name in TRIALS
    for state in TABLES[thing][0].states
    if (thing, name, str(state)) not in OTHER_STEP
]
# What the secretary asked for, only who presides confirms.
ONLY_WITH_THE_CHAIR = {("annulment", "confirm"): PRESIDING}


def everything() -> tuple:
    tables = (CouncilSession, AgendaItem, Paper, Sitting, Vote, Annulment, DisputedArticle)
    rows = [list(table.objects.order_by("pk").values_list()) for table in tables]
    return (*rows, AuditEntry.objects.count(), OutboxEvent.objects.count())


@pytest.mark.parametrize(("thing", "name", "state"), EACH_STATE)
def test_each_action_from_each_state(council, thing: str, name: str, state: str) -> None:
    trial = TRIALS[thing, name]
    sources, target, _ = TABLES[thing][1][name]
    row = trial.make(state)
    before = everything()

    if state in sources:
        trial.do(row, trial.doer)
        row.refresh_from_db()
        assert row.state == target
        assert AuditEntry.objects.count() > before[-2]
    else:
        with pytest.raises(StepNotAllowed), transaction.atomic():
            trial.do(row, trial.doer)
        assert everything() == before


@pytest.mark.parametrize(("thing", "name"), TRIALS)
def test_each_action_refuses_all_other_roles_and_changes_nothing(council, thing: str, name: str) -> None:
    trial = TRIALS[thing, name]
    sources, _, roles = TABLES[thing][1][name]
    row = trial.make(sorted(sources)[0])
    before = everything()

    for role in EVERY_ROLE:
        if role not in ONLY_WITH_THE_CHAIR.get((thing, name), roles):
            with pytest.raises(NotPermitted), transaction.atomic():
                trial.do(row, actor_with(role))

    assert everything() == before


def test_a_held_paper_is_made_held(council) -> None:
    assert make_paper(make_session()).state == "held"
