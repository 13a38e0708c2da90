"""Sittings of the whole council, of teams, from afar and closed to the public (R-SES-17, R-VOT-06, Q-005, Q-114)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from council.law import Override
from council.roles import TEAM, Role
from council.sessions import actions, queries
from council.sessions.actions import refusals
from council.sessions.actions.sitting_plans import Setting
from council.sessions.models import Part, Sitting, TeamNote
from council.sessions.models.session import Form
from council.sessions.queries.public import list_public_sittings
from kernel.access import ANONYMOUS, Actor, Holding, NotPermitted, StepNotAllowed
from kernel.keys import new_key
from kernel.refusal import NotFound
from tests.factories.actors import LONG_AGO, actor_with
from tests.factories.people import make_delegates, make_team
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    OFFICE,
    OPENS,
    PLAN,
    REPORT,
    RULES,
    SECRETARY,
    TODAY,
    make_item,
    make_paper,
    make_session,
    make_sitting,
    seat,
)

pytestmark = pytest.mark.usefixtures("council")
ALLOWED = replace(RULES, overrides=(Override("votes.online_allowed", True, "NQ 5/NQ-HĐND", LONG_AGO),))
ONLINE = Setting(Form.HYBRID, "https://hop.vidu.vn/1")


def add(session, **changes) -> Sitting:
    return actions.add_sitting(
        **{"actor": OFFICE, "session": session, "day_on": OPENS, "part": Part.MORNING, **changes}
    )


def leader_of(team) -> Actor:
    held = frozenset({Holding(Role.TEAM_LEADER, TEAM.name, team.id, LONG_AGO, None, "test")})
    return Actor(account_id=new_key(), name="Tổ trưởng", person_id=new_key(), holdings=held)


@pytest.mark.parametrize("form", [Form.ONLINE, Form.HYBRID])
def test_a_sitting_from_afar_needs_the_councils_rules(form) -> None:
    session, setting = make_session("convened"), Setting(form, "https://hop.vidu.vn/1")

    for rules in (None, RULES):
        with pytest.raises(refusals.OnlineNotAllowed):
            add(session, setting=setting, rules=rules)
    sitting = add(session, setting=setting, rules=ALLOWED)

    assert (sitting.form, sitting.link, Sitting.objects.count()) == (form, "https://hop.vidu.vn/1", 1)


def test_a_sitting_is_changed_and_cancelled_before_it_begins() -> None:
    session = make_session("convened")
    sitting, other = add(session), add(session, part=Part.EVENING)
    given = {"actor": OFFICE, "sitting": sitting, "setting": Setting(), "rules": RULES}

    with pytest.raises(refusals.DaysWrong):
        actions.edit_sitting(day_on=OPENS, part=Part.EVENING, **given)
    with pytest.raises(refusals.DaysWrong):
        actions.edit_sitting(day_on=OPENS - timedelta(days=1), part=Part.MORNING, **given)
    with pytest.raises(refusals.OnlineNotAllowed):
        actions.edit_sitting(day_on=OPENS, part=Part.MORNING, **{**given, "setting": ONLINE})
    sitting = actions.edit_sitting(day_on=OPENS, part=Part.AFTERNOON, **given)
    with pytest.raises(refusals.ReasonMissing):
        actions.cancel_sitting(actor=OFFICE, sitting=other, reason=" ")
    other = actions.cancel_sitting(actor=OFFICE, sitting=other, reason="Xong sớm")

    assert (sitting.part, other.state, other.state_reason) == ("afternoon", "cancelled", "Xong sớm")
    assert add(session, part=Part.EVENING).state == "planned"


@pytest.mark.parametrize("state", ["running", "ended", "cancelled"])
def test_what_has_begun_is_neither_changed_nor_cancelled(state) -> None:
    sitting = make_sitting(make_session("in_progress"), state)

    with pytest.raises(StepNotAllowed):
        actions.edit_sitting(
            actor=OFFICE, sitting=sitting, day_on=OPENS, part=Part.EVENING, setting=Setting(), rules=RULES
        )
    with pytest.raises(StepNotAllowed):
        actions.cancel_sitting(actor=OFFICE, sitting=sitting, reason="Bão")


def test_a_cancelled_sitting_is_not_opened_and_the_hall_looks_past_it() -> None:
    session = make_session("convened")
    first, second = add(session), add(session, part=Part.AFTERNOON)
    actions.cancel_sitting(actor=OFFICE, sitting=first, reason="Bão")
    seat(second, make_delegates(3))

    hall = queries.get_hall(CHAIR, session, now=AT_OPENING, rules=RULES)

    assert hall.sitting == second
    with pytest.raises(StepNotAllowed):
        actions.open_session(actor=CHAIR, session=session, sitting=first, now=AT_OPENING, rules=RULES)


def test_replanning_gives_up_the_sittings_of_the_old_days() -> None:
    session = make_session("convened")
    sitting = add(session)
    actions.postpone_session(actor=CHAIR, session=session, reason="Bão", now=AT_OPENING)

    actions.replan_session(actor=OFFICE, session=session, plan=PLAN, now=AT_OPENING, rules=RULES)

    sitting.refresh_from_db()
    assert sitting.state == "cancelled"


def test_each_team_meets_by_itself_at_the_same_time() -> None:
    teams, session = [make_team(1), make_team(2)], make_session("convened")
    make_delegates(3)
    plenary = add(session)

    made = actions.add_team_sittings(actor=OFFICE, session=session, day_on=OPENS, part=Part.MORNING)
    with pytest.raises(refusals.DaysWrong):
        actions.add_team_sittings(actor=OFFICE, session=session, day_on=OPENS, part=Part.MORNING)

    assert [(each.team, each.kind) for each in made] == [(team, "team") for team in teams]
    assert queries.list_sittings(session) == [plenary, *made]
    assert queries.get_hall(CHAIR, session, now=AT_OPENING, rules=RULES).sitting == plenary
    with pytest.raises(NotPermitted):
        actions.add_team_sittings(actor=leader_of(teams[0]), session=session, day_on=OPENS, part=Part.EVENING)


def test_a_teams_sitting_is_not_started_in_the_hall() -> None:
    session = make_session("convened")
    make_team()
    (sitting,) = actions.add_team_sittings(actor=OFFICE, session=session, day_on=OPENS, part=Part.MORNING)
    seat(sitting, make_delegates(3))

    with pytest.raises(refusals.NoTeamSitting), transaction.atomic():
        actions.open_session(actor=CHAIR, session=session, sitting=sitting, now=AT_OPENING, rules=RULES)


def test_a_teams_leader_writes_and_sends_its_own_minutes_and_the_plenary_reads_all_by_matter() -> None:
    session = make_session("convened")
    first, second = make_item(session, REPORT), make_item(session)
    teams = [make_team(1), make_team(2)]
    sittings = actions.add_team_sittings(actor=OFFICE, session=session, day_on=OPENS, part=Part.MORNING)
    leader = leader_of(teams[0])
    notes = {first: " Đồng ý với báo cáo ", second: ""}

    written = actions.write_team_notes(actor=leader, sitting=sittings[0], notes=notes, secretary=" Lê Thị Thư ")
    assert (written.secretary, queries.notes_of(written)[first]) == ("Lê Thị Thư", "Đồng ý với báo cáo")
    assert queries.merge_notes(SECRETARY, session) == []
    with pytest.raises(NotPermitted):
        actions.write_team_notes(actor=leader, sitting=sittings[1], notes=notes, secretary="")
    actions.write_team_notes(actor=SECRETARY, sitting=sittings[1], notes={first: "Bổ sung số liệu"}, secretary="")
    for sitting in sittings:
        actions.send_team_notes(actor=SECRETARY, sitting=sitting, now=AT_OPENING)

    (topic,) = queries.merge_notes(actor_with(Role.DELEGATE), session)
    assert topic.item == first
    assert [note.text for note in topic.notes] == ["Đồng ý với báo cáo", "Bổ sung số liệu"]
    with pytest.raises(StepNotAllowed):
        actions.write_team_notes(actor=leader, sitting=sittings[0], notes=notes, secretary="")


def test_empty_minutes_are_not_sent_and_a_plenary_has_none() -> None:
    session = make_session("convened")
    make_team()
    plenary = add(session)
    (sitting,) = actions.add_team_sittings(actor=OFFICE, session=session, day_on=OPENS, part=Part.MORNING)
    stranger = make_item(make_session("convened"))

    with pytest.raises(refusals.NothingSaid):
        actions.send_team_notes(actor=SECRETARY, sitting=sitting, now=AT_OPENING)
    with pytest.raises(StepNotAllowed):
        actions.send_team_notes(actor=SECRETARY, sitting=plenary, now=AT_OPENING)
    with pytest.raises(refusals.NotThisSession):
        actions.write_team_notes(actor=SECRETARY, sitting=sitting, notes={stranger: "Ý kiến"}, secretary="")

    assert TeamNote.objects.count() == 0


def test_a_closed_sitting_needs_a_proposer_and_the_councils_decision() -> None:
    sitting = add(make_session("convened"))
    given = {"sitting": sitting, "proposer": "standing_committee", "document": "BB 2", "rules": RULES}

    with pytest.raises(NotPermitted):
        actions.close_to_public(actor=OFFICE, **given)
    with pytest.raises(refusals.ProposerUnknown):
        actions.close_to_public(actor=CHAIR, **{**given, "proposer": "anybody"})
    with pytest.raises(refusals.DocumentNotNamed):
        actions.close_to_public(actor=CHAIR, **{**given, "document": " "})
    closed = actions.close_to_public(actor=CHAIR, **given)

    assert (closed.kind, closed.closed_document) == ("closed", "BB 2")
    with pytest.raises(StepNotAllowed):
        actions.close_to_public(actor=CHAIR, **given)


def test_the_papers_of_a_closed_sitting_are_for_who_may_read_them_and_of_no_other() -> None:
    session = make_session("documents_released")
    sitting, inside, outside = add(session), make_item(session), make_item(session)
    inside.sitting = sitting
    inside.save()
    secret = make_paper(session, "released", visibility="public", item=inside)
    known = make_paper(session, "released", visibility="public", item=outside)
    assert set(queries.list_public_papers(session)) == {secret, known}

    actions.close_to_public(actor=CHAIR, sitting=sitting, proposer="executive_chair", document="BB 2", rules=RULES)

    assert list(queries.list_public_papers(session)) == [known]
    assert set(queries.list_papers(actor_with(Role.DELEGATE), session)) == {secret, known}
    assert set(queries.list_papers(actor_with(Role.RECORDS_CLERK), session)) == {known}
    with pytest.raises(NotFound):
        queries.get_paper(actor_with(Role.RECORDS_CLERK), secret.id)
    with pytest.raises(NotFound):
        queries.get_paper(ANONYMOUS, secret.id)


def test_the_chair_says_on_what_the_discussion_should_turn() -> None:
    item = make_item(make_session("convened"))

    with pytest.raises(NotPermitted):
        actions.publish_focus(actor=OFFICE, item=item, focus="Nguồn vốn")
    item = actions.publish_focus(actor=CHAIR, item=item, focus=" Nguồn vốn ")

    assert item.focus == "Nguồn vốn"
    with pytest.raises(StepNotAllowed):
        actions.publish_focus(actor=CHAIR, item=make_item(make_session("closed")), focus="Muộn")


def test_the_public_knows_of_plenary_sittings_that_are_held() -> None:
    session = make_session("convened")
    make_team()
    plenary, gone = add(session), add(session, part=Part.EVENING)
    actions.add_team_sittings(actor=OFFICE, session=session, day_on=OPENS, part=Part.AFTERNOON)
    actions.cancel_sitting(actor=OFFICE, sitting=gone, reason="Bão")

    assert list_public_sittings() == [plenary]
    assert list(queries.plenary_of(session)) == [plenary]
    assert session.convened_on == TODAY
