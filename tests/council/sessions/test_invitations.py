"""Invitations and their answers, excuses and what is decided of them (workflows A1, A4)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from council.events.sessions import ExcuseAsked, ExcuseDecided, GuestInvited, SessionConvened
from council.people import actions as people
from council.people.models import Mandate
from council.roles import Role
from council.sessions import actions, queries, reactions
from council.sessions.actions import refusals
from council.sessions.models import CouncilSession, Excuse, Invitation
from council.sessions.models.invitations import Way
from council.sessions.queries import Expected
from kernel.access import NotPermitted, StepNotAllowed
from kernel.access import hold as give
from kernel.keys import new_key
from kernel.notify.models import Notice
from kernel.outbox.models import OutboxEvent
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.people import SYSTEM_ACTOR, make_account, make_contact, make_delegate, make_delegates
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    NOW,
    OFFICE,
    OPENS,
    RULES,
    SECRETARY,
    TODAY,
    make_session,
    make_sitting,
)
from tests.testbed.queries import count_queries

pytestmark = pytest.mark.usefixtures("council")
VICE_CHAIR = actor_with(Role.COUNCIL_VICE_CHAIR)


def delegate_of(invitation: Invitation):
    return actor_with(Role.DELEGATE, person=invitation.mandate.person)


def invited(number: int = 1, state: str = "convened") -> list[Invitation]:
    make_delegates(number)
    session = make_session(state)
    actions.invite_delegates(actor=OFFICE, session=session)
    return list(Invitation.objects.filter(session=session).select_related("mandate__person", "session"))


def ask(invitation: Invitation, **changes) -> Excuse:
    given = {"actor": delegate_of(invitation), "invitation": invitation, "reason": "Ốm", "now": NOW}
    return actions.ask_excuse(**{**given, **changes})


def decide(excuse: Excuse, **changes) -> Excuse:
    given = {"actor": CHAIR, "excuse": excuse, "accepts": True, "reason": "", "now": NOW}
    return actions.decide_excuse(**{**given, **changes})


def events(name: str) -> int:
    return OutboxEvent.objects.filter(type=f"sessions.{name}").count()


def test_the_convening_invites_each_active_delegate_once_and_no_suspended_one() -> None:
    active, suspended = make_delegate(), make_delegate()
    Mandate.objects.filter(pk=suspended.pk).update(state="suspended")
    session = make_session("convened")
    event = SessionConvened(session_id=session.id, kind="regular", opening_on=OPENS)

    for _ in range(2):
        reactions.invite_all(event, event_id=new_key())

    invitation = Invitation.objects.get()
    assert (invitation.mandate, invitation.state) == (active, "sent")


def test_who_becomes_a_delegate_later_is_invited_later() -> None:
    (first,) = invited()
    later = make_delegate()

    assert actions.invite_delegates(actor=SECRETARY, session=first.session) == 1
    assert set(Invitation.objects.values_list("mandate_id", flat=True)) == {first.mandate_id, later.id}


@pytest.mark.parametrize("state", ["planned", "content_agreed", "closed", "archived", "postponed", "cancelled"])
def test_nobody_is_invited_to_what_is_not_convened_or_over(state) -> None:
    session = make_session(state)

    for act in (
        lambda: actions.invite_delegates(actor=OFFICE, session=session),
        lambda: actions.invite_guests(actor=OFFICE, session=session, contacts=[make_contact()]),
    ):
        with pytest.raises(refusals.InvitationsClosed):
            act()

    assert Invitation.objects.count() == 0


def test_only_the_office_invites() -> None:
    session = make_session("convened")

    for actor in (CHAIR, actor_with(Role.DELEGATE), actor_with(Role.AGENCY)):
        with pytest.raises(NotPermitted):
            actions.invite_delegates(actor=actor, session=session)


def test_a_delegate_answers_for_herself_and_may_change_it() -> None:
    first, second = invited(2)

    actions.answer_invitation(actor=delegate_of(first), invitation=first, attends=True, now=NOW, note=" Đến sớm ")
    with pytest.raises(NotPermitted):
        actions.answer_invitation(actor=delegate_of(first), invitation=second, attends=True, now=NOW)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.way, first.note, first.answered_at) == ("attending", "in_person", "Đến sớm", NOW)
    assert second.state == "sent"


def test_a_delegate_never_declines_she_asks_to_be_excused() -> None:
    (invitation,) = invited()

    actions.answer_invitation(actor=delegate_of(invitation), invitation=invitation, attends=False, now=NOW)

    invitation.refresh_from_db()
    assert invitation.state == "attending"


@pytest.mark.parametrize("form", ["online", "hybrid"])
def test_one_attends_from_afar_where_the_session_offers_it(form) -> None:
    (invitation,) = invited()
    given = {"actor": delegate_of(invitation), "attends": True, "now": NOW, "way": Way.ONLINE}

    with pytest.raises(refusals.OnlineNotOffered):
        actions.answer_invitation(invitation=invitation, **given)
    CouncilSession.objects.update(form=form)
    fresh = Invitation.objects.get()
    actions.answer_invitation(invitation=fresh, **given)

    (sitting,) = [make_sitting(fresh.session)]
    assert queries.expected_in(sitting) == {invitation.mandate_id: Expected.ONLINE}


def test_a_suspended_delegate_answers_and_asks_nothing() -> None:
    (invitation,) = invited()
    Mandate.objects.update(state="suspended")
    invitation = Invitation.objects.select_related("mandate__person", "session").get()

    for act in (
        lambda: actions.answer_invitation(actor=delegate_of(invitation), invitation=invitation, attends=True, now=NOW),
        lambda: ask(invitation),
    ):
        with pytest.raises(refusals.MandateNotActive):
            act()


def test_a_request_is_decided_by_the_chair_and_told() -> None:
    (invitation,) = invited()
    account, chair = make_account(), make_account("Chủ tịch")
    people.link_account(actor=SYSTEM_ACTOR, account=account, person=invitation.mandate.person, on=TODAY)
    give(account=chair, role=Role.COUNCIL_CHAIR, scope="council", from_on=TODAY, source="test")
    excuse = ask(invitation, reason=" Đi công tác ")
    reactions.tell_of_excuse(ExcuseAsked(session_id=new_key(), excuse_id=excuse.id), event_id=new_key())

    excuse = decide(excuse)
    told = ExcuseDecided(session_id=new_key(), excuse_id=excuse.id, is_accepted=True)
    reactions.tell_of_decision(told, event_id=new_key())

    assert (excuse.state, excuse.reason, excuse.decided_at) == ("accepted", "Đi công tác", NOW)
    assert (events("ExcuseAsked"), events("ExcuseDecided")) == (1, 1)
    subjects = dict(Notice.objects.values_list("account__full_name", "subject"))
    assert subjects["Chủ tịch"] == f"{invitation.name} xin vắng mặt tại kỳ họp"
    assert subjects["Tài khoản thử"] == "Đề nghị vắng mặt tại Kỳ họp thứ nhất: Được vắng mặt"
    assert all("công tác" not in notice.body + notice.subject for notice in Notice.objects.all())


def test_a_refusal_says_why_and_the_delegate_may_ask_anew() -> None:
    (invitation,) = invited()
    excuse = ask(invitation)

    with pytest.raises(refusals.ReasonMissing):
        decide(excuse, accepts=False, reason=" ")
    decide(excuse, accepts=False, reason="Kỳ họp bầu chức danh")
    again = ask(invitation, reason="Mổ")

    assert {each.state for each in Excuse.objects.all()} == {"refused", "asked"}
    assert again != excuse


@pytest.mark.parametrize("actor", [OFFICE, SECRETARY, actor_with(Role.DELEGATE), actor_with(Role.TEAM_LEADER)])
def test_nobody_else_decides(actor) -> None:
    (invitation,) = invited()
    excuse = ask(invitation)

    with pytest.raises(NotPermitted):
        decide(excuse, actor=actor)

    excuse.refresh_from_db()
    assert excuse.state == "asked"


def test_the_chair_does_not_excuse_himself_the_vice_chair_does() -> None:
    (invitation,) = invited()
    chair = actor_with(Role.COUNCIL_CHAIR, Role.DELEGATE, person=invitation.mandate.person)
    excuse = ask(invitation, actor=chair)

    with pytest.raises(NotPermitted):
        decide(excuse, actor=chair)
    decided = decide(excuse, actor=VICE_CHAIR)

    assert decided.state == "accepted"


def test_the_same_request_twice_is_one() -> None:
    (invitation,) = invited()

    assert ask(invitation) == ask(invitation, reason="Ốm nặng")
    assert (Excuse.objects.count(), events("ExcuseAsked")) == (1, 1)


def test_one_asks_before_the_sitting_begins() -> None:
    (invitation,) = invited(state="in_progress")
    session = invitation.session
    CouncilSession.objects.update(opened_at=AT_OPENING)
    running = make_sitting(session, "running")

    with pytest.raises(refusals.ExcuseTooLate):
        ask(invitation, sitting=running)
    with pytest.raises(refusals.ExcuseTooLate):
        ask(Invitation.objects.select_related("mandate__person", "session").get())
    coming = make_sitting(session, day_on=OPENS + timedelta(days=1))
    assert ask(invitation, sitting=coming).sitting == coming


def test_a_sitting_of_another_session_and_a_guest_have_no_excuse_here() -> None:
    (invitation,) = invited()
    (guest,) = actions.invite_guests(actor=OFFICE, session=invitation.session, contacts=[make_contact()])

    with pytest.raises(refusals.NotThisSession):
        ask(invitation, sitting=make_sitting(make_session("convened")))
    with pytest.raises(refusals.NotThisSession):
        actions.ask_excuse(actor=OFFICE, invitation=guest, reason="Bận", now=NOW)


def test_a_request_is_taken_back_by_its_delegate() -> None:
    first, second = invited(2)
    excuse = decide(ask(first))

    with pytest.raises(NotPermitted):
        actions.take_back_excuse(actor=delegate_of(second), excuse=excuse)
    back = actions.take_back_excuse(actor=delegate_of(first), excuse=excuse)

    assert back.state == "taken_back"
    assert queries.expected_in(make_sitting(first.session))[first.mandate_id] == Expected.SILENT


def test_what_is_expected_of_a_sitting_goes_before_the_session() -> None:
    both, part, none = invited(3)
    morning = make_sitting(both.session)
    evening = make_sitting(both.session, part="evening")
    decide(ask(both))
    decide(ask(part, sitting=morning))
    actions.answer_invitation(actor=delegate_of(part), invitation=part, attends=True, now=NOW)
    decide(ask(none, sitting=evening), accepts=False, reason="Cần biểu quyết")

    in_the_morning, in_the_evening = queries.expected_in(morning), queries.expected_in(evening)

    assert [in_the_morning[each.mandate_id] for each in (both, part, none)] == ["excused", "excused", "silent"]
    assert [in_the_evening[each.mandate_id] for each in (both, part, none)] == ["excused", "in_person", "refused"]


def test_guests_are_invited_once_by_notice_or_by_letter() -> None:
    session = make_session("convened")
    with_account = make_contact()
    without = make_contact(with_account.body, "Lê Văn Thư")
    account = make_account()
    type(with_account).objects.filter(pk=with_account.pk).update(account=account)
    contacts = [with_account, without]
    made = actions.invite_guests(actor=OFFICE, session=session, contacts=contacts)

    assert actions.invite_guests(actor=OFFICE, session=session, contacts=contacts) == []
    for invitation in made * 2:
        event = GuestInvited(session_id=session.id, invitation_id=invitation.id)
        reactions.tell_guest(event, event_id=invitation.id)

    notice = Notice.objects.get()
    assert (notice.account, notice.path) == (account, f"/ky-hop/giay-moi/{made[0].id}/")
    assert [(letter.to, "Hội trường phường" in letter.body) for letter in mail.outbox] == [([without.email], True)]


def test_the_office_takes_a_guests_answer_down() -> None:
    session = make_session("convened")
    (guest,) = actions.invite_guests(actor=OFFICE, session=session, contacts=[make_contact()])

    declined = actions.answer_invitation(actor=OFFICE, invitation=guest, attends=False, now=NOW, note="Cử Phó dự")

    assert (declined.state, declined.way, declined.answered_by) == ("declined", "", OFFICE.account_id)


def test_an_invitation_is_withdrawn_with_a_reason_and_sent_anew() -> None:
    session, contact = make_session("convened"), make_contact()
    (guest,) = actions.invite_guests(actor=OFFICE, session=session, contacts=[contact])

    with pytest.raises(refusals.ReasonMissing):
        actions.withdraw_invitation(actor=OFFICE, invitation=guest, reason=" ")
    actions.withdraw_invitation(actor=OFFICE, invitation=guest, reason="Nhầm người")
    with pytest.raises(StepNotAllowed), transaction.atomic():
        actions.answer_invitation(actor=OFFICE, invitation=guest, attends=True, now=NOW)

    assert len(actions.invite_guests(actor=OFFICE, session=session, contacts=[contact])) == 1


@pytest.mark.parametrize("act", ["postpone", "cancel"])
def test_what_is_not_held_takes_its_invitations_back(act) -> None:
    (invitation,) = invited()

    if act == "postpone":
        actions.postpone_session(actor=CHAIR, session=invitation.session, reason="Bão", now=NOW)
    else:
        actions.cancel_session(actor=CHAIR, session=invitation.session, reason="Bão")

    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"


def test_answers_are_counted_and_listed_for_office_and_chair_at_a_constant_cost() -> None:
    first, second, third = invited(3)
    actions.answer_invitation(actor=delegate_of(first), invitation=first, attends=True, now=NOW)
    ask(second)
    actions.invite_guests(actor=OFFICE, session=first.session, contacts=[make_contact()])

    answers = queries.get_answers(CHAIR, first.session)

    assert [count for _name, count in answers.figures] == [1, 1, 0, 1, 0, 0]
    assert (len(answers.delegates), len(answers.guests)) == (3, 1)
    assert {row.invitation.mandate_id for row in answers.delegates if not row.excuses} == {
        first.mandate_id,
        third.mandate_id,
    }
    costs = []
    for _ in range(2):
        with count_queries() as asked:
            queries.get_answers(OFFICE, first.session)
        costs.append(len(asked))
        Invitation.objects.filter(pk=third.pk).update(state="withdrawn")
    assert costs == [4, 4]
    with pytest.raises(NotPermitted):
        queries.get_answers(delegate_of(first), first.session)


def test_one_finds_ones_own_invitation_and_no_others() -> None:
    first, second = invited(2)
    actor = delegate_of(first)

    own = queries.find_own_invitation(actor, first.session)

    assert own is not None
    assert own.invitation == first
    assert queries.get_invitation(actor, first.id) == first
    with pytest.raises(NotFound):
        queries.get_invitation(actor, second.id)
    with pytest.raises(NotFound):
        queries.get_excuse(actor, ask(second).id)


def test_a_session_from_afar_needs_the_councils_rules() -> None:
    session = make_session("content_agreed")
    CouncilSession.objects.update(form="online")

    with pytest.raises(refusals.OnlineNotAllowed):
        actions.convene_session(actor=CHAIR, session=session, document="5", now=NOW, rules=RULES)

    session.refresh_from_db()
    assert session.state == "content_agreed"


def test_the_ledger_of_presence_begins_with_what_was_answered() -> None:
    excused, coming, silent = invited(3)
    sitting = make_sitting(excused.session, "ended")
    decide(ask(excused))
    actions.answer_invitation(actor=delegate_of(coming), invitation=coming, attends=True, now=NOW)

    rows = {row.mandate.id: row for row in queries.list_presence(sitting)}
    actions.confirm_presence(actor=SECRETARY, sitting=sitting, now=AT_OPENING)
    after = {row.mandate.id: row.what for row in queries.list_presence(sitting)}

    assert [rows[each.mandate_id].expected_word for each in (excused, coming, silent)] == [
        "Được vắng mặt",
        "Sẽ dự",
        "",
    ]
    assert [after[each.mandate_id] for each in (excused, coming, silent)] == ["excused", "absent", "absent"]
