"""Mandates and posts, and the rights that follow from them at once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from council.people import actions
from council.people.models import Duty, Handover, Mandate, MandateChange, Person, Post
from council.people.workflow import MANDATE_ENDINGS, Ending
from council.roles import Role
from kernel.access import NotPermitted, StepNotAllowed, actor_of
from kernel.access.models import HoldingRow
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxEvent
from tests.factories.actors import actor_with
from tests.factories.people import (
    STARTED,
    make_account,
    make_committee,
    make_delegate,
    make_person,
    make_team,
    make_term,
)

pytestmark = pytest.mark.usefixtures("council")

ENDINGS = [(step.name, str(step.target)) for step in MANDATE_ENDINGS]
TODAY, TOMORROW = date(2026, 7, 8), date(2026, 7, 9)
CHAIR = actor_with(Role.COUNCIL_CHAIR)
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)


def roles_of(account, on: date) -> frozenset[str]:
    return actor_of(account, on=on).roles


def everything() -> tuple:
    """Return all that an action could change, to show that a refusal changed nothing."""
    tables = (Person, Mandate, MandateChange, Post, Handover, Duty, HoldingRow)
    rows = tuple(tuple(table.objects.order_by("pk").values_list()) for table in tables)
    return (*rows, AuditEntry.objects.count(), OutboxEvent.objects.count())


def refused(error: type[Exception], action, **arguments) -> None:
    before = everything()

    with pytest.raises(error), transaction.atomic():
        action(**arguments)

    assert everything() == before


def test_a_person_is_listed_and_found_by_name() -> None:
    person = actions.register_person(actor=ADMINISTRATOR, full_name="  Đỗ  Thị Ánh ")

    assert (person.full_name, person.search_name) == ("Đỗ Thị Ánh", "do thi anh")
    assert AuditEntry.objects.filter(action="people.register_person", object_id=str(person.id)).count() == 1


def test_a_person_is_registered_only_by_who_may() -> None:
    refused(NotPermitted, actions.register_person, actor=actor_with(Role.DELEGATE), full_name="Ai Đó")


def test_a_new_delegate_with_an_account_may_act_from_the_first_day() -> None:
    account, person = make_account(), make_person()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=person, on=TODAY)

    mandate = actions.add_delegate(actor=ADMINISTRATOR, person=person, term=make_term(), started_on=TOMORROW)

    assert mandate.state == "active"
    assert roles_of(account, TODAY) == frozenset()
    assert roles_of(account, TOMORROW) == {"delegate"}
    assert OutboxEvent.objects.filter(type="people.DelegateAdded").count() == 1


def test_a_person_has_one_mandate_in_a_term() -> None:
    mandate = make_delegate()

    refused(
        actions.AlreadyDelegate,
        actions.add_delegate,
        actor=ADMINISTRATOR,
        person=mandate.person,
        term=mandate.term,
        started_on=TODAY,
    )


def test_the_database_refuses_a_second_mandate_too() -> None:
    mandate = make_delegate()

    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(person=mandate.person, term=mandate.term, started_on=TODAY)


def test_a_delegate_is_added_only_by_who_may() -> None:
    person, term = make_person(), make_term()

    refused(NotPermitted, actions.add_delegate, actor=CHAIR, person=person, term=term, started_on=TODAY)


def test_suspending_ends_the_rights_of_mandate_and_posts_at_once_and_reinstating_brings_them_back() -> None:
    mandate = make_delegate()
    account = make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)
    head = actions.appoint(
        actor=ADMINISTRATOR,
        person=mandate.person,
        role=Role.COMMITTEE_HEAD,
        committee=make_committee(),
        from_on=STARTED,
    )

    mandate = actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Quyết định 01", on=TODAY)

    assert (mandate.state, mandate.version) == ("suspended", 2)
    assert roles_of(account, TODAY) == frozenset()
    assert list(Mandate.objects.in_office(TODAY)) == [mandate]
    assert list(Mandate.objects.voting(TODAY)) == []
    head.refresh_from_db()
    assert head.state == "held"

    mandate = actions.reinstate_mandate(actor=CHAIR, mandate=mandate, reason="Quyết định 02", on=TODAY)

    assert mandate.state == "active"
    assert roles_of(account, TODAY) == {"delegate", "committee_head"}


def test_suspended_and_reinstated_on_one_day_again_and_again() -> None:
    mandate, account = make_delegate(), make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)

    for _ in range(2):
        actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="a", on=TODAY)
        assert roles_of(account, TODAY) == frozenset()
        actions.reinstate_mandate(actor=CHAIR, mandate=mandate, reason="b", on=TODAY)
        assert roles_of(account, TODAY) == {"delegate"}


@pytest.mark.parametrize("reason", ["", "   "])
def test_suspending_needs_a_reason(reason: str) -> None:
    mandate = make_delegate()

    refused(actions.ReasonMissing, actions.suspend_mandate, actor=CHAIR, mandate=mandate, reason=reason, on=TODAY)


def test_only_the_standing_committee_suspends_and_only_who_is_active() -> None:
    mandate = make_delegate()

    refused(NotPermitted, actions.suspend_mandate, actor=ADMINISTRATOR, mandate=mandate, reason="Lý do", on=TODAY)
    refused(StepNotAllowed, actions.reinstate_mandate, actor=CHAIR, mandate=mandate, reason="Lý do", on=TODAY)


@pytest.mark.parametrize(("how", "state"), ENDINGS)
def test_an_ended_mandate_takes_rights_and_delegates_posts_with_the_day(how: str, state: str) -> None:
    mandate, account = make_delegate(), make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)
    chair = actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.COUNCIL_VICE_CHAIR, from_on=STARTED)
    clerk = actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.OFFICE_STAFF, from_on=STARTED)

    mandate = actions.end_mandate(actor=CHAIR, mandate=mandate, how=how, document="Nghị quyết 5", on=TODAY)

    chair.refresh_from_db()
    clerk.refresh_from_db()
    assert (mandate.state, mandate.ended_on) == (state, TODAY)
    assert (chair.state, chair.to_on, clerk.state) == ("ended", TODAY, "held")
    assert roles_of(account, TODAY) == {"delegate", "council_vice_chair", "office_staff"}
    assert roles_of(account, TOMORROW) == {"office_staff"}
    assert Mandate.objects.in_office(TODAY).count() == 0
    assert OutboxEvent.objects.filter(type="people.MandateEnded", payload__how=state).count() == 1


def test_a_suspended_delegate_whose_mandate_ends_gets_no_rights_back() -> None:
    mandate, account = make_delegate(), make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)
    actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Khởi tố", on=TODAY)

    actions.end_mandate(actor=CHAIR, mandate=mandate, how="lose", document="Bản án", on=TOMORROW)

    assert roles_of(account, TODAY) == roles_of(account, TOMORROW) == frozenset()


def test_a_mandate_does_not_end_before_it_began_nor_twice() -> None:
    mandate = make_delegate(started_on=TODAY)

    refused(
        actions.DaysWrong,
        actions.end_mandate,
        actor=CHAIR,
        mandate=mandate,
        how="resign",
        document="Đơn",
        on=STARTED,
    )
    actions.end_mandate(actor=CHAIR, mandate=mandate, how="resign", document="Đơn", on=TODAY)
    refused(StepNotAllowed, actions.end_mandate, actor=CHAIR, mandate=mandate, how="recall", document="Đơn", on=TODAY)


def test_a_post_gives_its_role_in_its_body_until_the_end_of_its_last_day() -> None:
    mandate, account, committee = make_delegate(), make_account(), make_committee()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)

    post = actions.appoint(
        actor=ADMINISTRATOR,
        person=mandate.person,
        role=Role.COMMITTEE_MEMBER,
        committee=committee,
        from_on=TODAY,
        decision="12/NQ-HĐND",
    )

    assert actor_of(account, on=TODAY).has("committee_member", scope_id=committee.id)
    assert (post.state, post.decision, str(post.title)) == ("held", "12/NQ-HĐND", "Uỷ viên ban")
    ended = actions.end_post(actor=ADMINISTRATOR, post=post, on=TODAY, how=Ending.RELIEVED, decision="12/NQ")
    assert (ended.state, ended.to_on) == ("ended", TODAY)
    assert roles_of(account, TODAY) == {"delegate", "committee_member"}
    assert roles_of(account, TOMORROW) == {"delegate"}


def test_a_team_leader_leads_in_the_scope_of_the_team() -> None:
    mandate, account, team = make_delegate(), make_account(), make_team()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)

    actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.TEAM_LEADER, team=team, from_on=TODAY)

    assert actor_of(account, on=TODAY).has("team_leader", scope_id=team.id)


def test_a_post_ends_once_and_not_before_it_began() -> None:
    post = actions.appoint(actor=ADMINISTRATOR, person=make_person(), role=Role.RECORDS_CLERK, from_on=TODAY)

    refused(
        actions.DaysWrong,
        actions.end_post,
        actor=ADMINISTRATOR,
        post=post,
        on=STARTED,
        how=Ending.RELIEVED,
        decision="12/NQ",
    )
    refused(NotPermitted, actions.end_post, actor=CHAIR, post=post, on=TODAY, how=Ending.RELIEVED, decision="12/NQ")
    actions.end_post(actor=ADMINISTRATOR, post=post, on=TODAY, how=Ending.RELIEVED, decision="12/NQ")
    refused(
        StepNotAllowed,
        actions.end_post,
        actor=ADMINISTRATOR,
        post=post,
        on=TODAY,
        how=Ending.RELIEVED,
        decision="12/NQ",
    )


def test_there_is_one_chair_at_a_time_and_one_head_of_a_committee() -> None:
    first, second = make_delegate(), make_delegate()
    chair = actions.appoint(actor=ADMINISTRATOR, person=first.person, role=Role.COUNCIL_CHAIR, from_on=STARTED)

    refused(
        actions.PostTakenAlready,
        actions.appoint,
        actor=ADMINISTRATOR,
        person=second.person,
        role=Role.COUNCIL_CHAIR,
        from_on=TODAY,
    )
    actions.end_post(actor=ADMINISTRATOR, post=chair, on=TODAY, how=Ending.RELIEVED, decision="12/NQ")
    actions.appoint(actor=ADMINISTRATOR, person=second.person, role=Role.COUNCIL_CHAIR, from_on=TOMORROW)

    assert Post.objects.filter(role=Role.COUNCIL_CHAIR, state="held").get().person == second.person


def test_several_people_hold_the_clerks_post_but_each_once() -> None:
    first, second = make_person(), make_person()
    for person in (first, second):
        actions.appoint(actor=ADMINISTRATOR, person=person, role=Role.RECORDS_CLERK, from_on=TODAY)

    refused(
        actions.PostTakenAlready,
        actions.appoint,
        actor=ADMINISTRATOR,
        person=first,
        role=Role.RECORDS_CLERK,
        from_on=TODAY,
    )


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (Role.DELEGATE, None),
        (Role.COMMITTEE_HEAD, None),
        (Role.COMMITTEE_HEAD, "team"),
        (Role.TEAM_LEADER, None),
        (Role.RECORDS_CLERK, "committee"),
        (Role.COUNCIL_CHAIR, "committee"),
    ],
)
def test_role_and_body_must_go_together(role: Role, body: str | None) -> None:
    bodies = {"committee": make_committee(), "team": make_team()}
    person = make_delegate().person
    given = {body: bodies[body]} if body else {}

    refused(
        actions.PostNotFitting,
        actions.appoint,
        actor=ADMINISTRATOR,
        person=person,
        role=role,
        from_on=TODAY,
        **given,
    )


def test_only_an_active_delegate_takes_a_delegates_post() -> None:
    suspended = make_delegate()
    actions.suspend_mandate(actor=CHAIR, mandate=suspended, reason="Lý do", on=TODAY)

    for person in (make_person(), suspended.person):
        refused(
            actions.PostNotFitting,
            actions.appoint,
            actor=ADMINISTRATOR,
            person=person,
            role=Role.COUNCIL_CHAIR,
            from_on=TODAY,
        )


def test_an_administrator_gives_herself_no_role() -> None:
    person = make_person()

    refused(
        NotPermitted,
        actions.appoint,
        actor=actor_with(Role.ADMINISTRATOR, person=person),
        person=person,
        role=Role.OFFICE_CHIEF,
        from_on=TODAY,
    )


def test_an_account_linked_later_gets_what_the_person_already_holds() -> None:
    mandate, account = make_delegate(), make_account()
    held = actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.OFFICE_CHIEF, from_on=STARTED)
    left = actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.EDITOR, from_on=STARTED)
    actions.end_post(actor=ADMINISTRATOR, post=left, on=STARTED, how=Ending.RELIEVED, decision="12/NQ")

    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)

    account.refresh_from_db()
    assert account.person_id == mandate.person_id
    assert roles_of(account, TODAY) == {"delegate", "office_chief"}
    assert HoldingRow.objects.filter(source=held.source).count() == 1


def test_an_account_linked_to_a_suspended_delegate_waits_for_the_reinstatement() -> None:
    mandate, account = make_delegate(), make_account()
    actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.COUNCIL_VICE_CHAIR, from_on=STARTED)
    actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.OFFICE_STAFF, from_on=STARTED)
    actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Khởi tố", on=TODAY)

    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)

    assert roles_of(account, TODAY) == {"office_staff"}
    actions.reinstate_mandate(actor=CHAIR, mandate=mandate, reason="Đình chỉ vụ án", on=TOMORROW)
    assert roles_of(account, TOMORROW) == {"delegate", "council_vice_chair", "office_staff"}


def test_linking_the_same_again_changes_no_right() -> None:
    mandate, account = make_delegate(), make_account()
    for _ in range(2):
        actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)

    assert HoldingRow.objects.filter(account=account).count() == 1


def test_an_account_belongs_to_one_person_and_a_person_has_one() -> None:
    account, person = make_account(), make_person()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=person, on=TODAY)

    other_account, other_person = make_account(), make_person()
    refused(
        actions.AccountTaken,
        actions.link_account,
        actor=ADMINISTRATOR,
        account=other_account,
        person=person,
        on=TODAY,
    )
    refused(
        actions.AccountTaken,
        actions.link_account,
        actor=ADMINISTRATOR,
        account=account,
        person=other_person,
        on=TODAY,
    )
    refused(NotPermitted, actions.link_account, actor=CHAIR, account=other_account, person=other_person, on=TODAY)
