"""What somebody leaves behind: listed with the last post or mandate, given to a named person, taken or given back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.db import transaction

from council.people import actions, queries
from council.people.models import Duty, Handover
from council.people.queries import duties as duty_queries
from council.people.workflow import Ending
from council.roles import Role
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.notify.models import Notice
from kernel.outbox import drain
from kernel.outbox.models import OutboxEvent
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.people import STARTED, make_account, make_committee, make_delegate, make_person, make_team

pytestmark = pytest.mark.usefixtures("council")

TODAY, TOMORROW = date(2026, 7, 8), date(2026, 7, 9)
CHAIR, CHIEF = actor_with(Role.COUNCIL_CHAIR), actor_with(Role.OFFICE_CHIEF)
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)


@pytest.fixture
def open_with(monkeypatch):
    """Let one module know of open matters of one person."""
    known: dict[UUID, list[queries.OpenDuty]] = {}
    monkeypatch.setattr(duty_queries, "SOURCES", {})
    queries.register_duties(queries.DutySource("test.letter", lambda person: known.get(person.id, [])))
    return known


def letters(*labels: str) -> list[queries.OpenDuty]:
    return [queries.OpenDuty("test.letter", new_key(), label, f"/thu/{number}/") for number, label in enumerate(labels)]


@dataclass
class Left:
    """Somebody who left, and the hand-over."""

    clerk: object
    handover: Handover

    @property
    def duty(self) -> Duty:
        return self.handover.duties.order_by("label").first()


def make_clerk(role=Role.OFFICE_STAFF):
    person = make_person()
    return actions.appoint(actor=ADMINISTRATOR, person=person, role=role, from_on=STARTED)


@pytest.fixture
def left(open_with) -> Left:
    post = make_clerk()
    open_with[post.person_id] = letters("Thư số 1", "Thư số 2")
    end(post)
    return Left(post.person, Handover.objects.get(person=post.person))


def end(post, on=TODAY):
    return actions.end_post(actor=ADMINISTRATOR, post=post, on=on, how=Ending.TRANSFERRED, decision="12/QĐ")


def everything() -> tuple:
    tables = (Handover, Duty)
    rows = tuple(tuple(table.objects.order_by("pk").values_list()) for table in tables)
    return (*rows, AuditEntry.objects.count(), OutboxEvent.objects.count())


def refused(error, action, **arguments) -> None:
    before = everything()

    with pytest.raises(error), transaction.atomic():
        action(**arguments)

    assert everything() == before


def test_leaving_the_last_post_lists_what_is_open(left) -> None:
    handover = left.handover

    assert (handover.leaves_on, handover.state) == (TODAY, "open")
    assert handover.cause == "Chuyên viên: Điều động, phân công nhiệm vụ khác"
    assert [(duty.kind, duty.label, duty.path, duty.state) for duty in handover.duties.order_by("label")] == [
        ("test.letter", "Thư số 1", "/thu/0/", "open"),
        ("test.letter", "Thư số 2", "/thu/1/", "open"),
    ]


def test_who_keeps_a_post_or_leaves_nothing_hands_nothing_over(open_with) -> None:
    keeps, idle = make_clerk(), make_clerk()
    actions.appoint(actor=ADMINISTRATOR, person=keeps.person, role=Role.RECORDS_CLERK, from_on=STARTED)
    open_with[keeps.person_id] = letters("Thư số 1")

    end(keeps)
    end(idle)

    assert Handover.objects.count() == 0


def test_an_ended_mandate_lists_what_is_open_unless_another_post_goes_on(open_with) -> None:
    leaves, stays = make_delegate(), make_delegate()
    actions.appoint(actor=ADMINISTRATOR, person=stays.person, role=Role.EDITOR, from_on=STARTED)
    for mandate in (leaves, stays):
        open_with[mandate.person_id] = letters("Phiếu chất vấn")
        actions.end_mandate(actor=CHAIR, mandate=mandate, how="resign", on=TODAY, document="15/NQ-HĐND")

    assert [row.person_id for row in Handover.objects.all()] == [leaves.person_id]
    assert Handover.objects.get().cause == "Thôi làm nhiệm vụ đại biểu"


def test_a_handover_is_opened_before_somebody_leaves_and_once(open_with) -> None:
    post = make_clerk()
    open_with[post.person_id] = letters("Thư số 1")

    opened = actions.open_handover(actor=CHIEF, person=post.person, leaves_on=TOMORROW, cause="Nghỉ hưu")

    assert (opened.duties.get().label, opened.cause) == ("Thư số 1", "Nghỉ hưu")
    again = {"actor": CHIEF, "person": post.person, "leaves_on": TODAY, "cause": "Nghỉ hưu"}
    refused(actions.HandoverOpen, actions.open_handover, **again)
    end(post)
    assert Handover.objects.get() == opened


def test_handovers_are_arranged_only_by_who_may(left) -> None:
    staff, receiver = actor_with(Role.OFFICE_STAFF), make_clerk().person

    refused(NotPermitted, actions.open_handover, actor=staff, person=receiver, leaves_on=TODAY, cause="x")
    refused(NotPermitted, actions.add_duty, actor=staff, handover=left.handover, label="x")
    refused(NotPermitted, actions.give_duty, actor=staff, duty=left.duty, receiver=receiver, on=TODAY)
    refused(NotPermitted, actions.complete_handover, actor=staff, handover=left.handover, on=TODAY)


def test_a_duty_is_given_and_its_receiver_told(left) -> None:
    receiver, account = make_clerk().person, make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=receiver, on=TODAY)

    duty = actions.give_duty(actor=CHIEF, duty=left.duty, receiver=receiver, on=TODAY, note="Gấp")

    assert (duty.state, duty.receiver, duty.note, duty.version) == ("given", receiver, "Gấp", 2)
    drain()
    notice = Notice.objects.get(account=account)
    assert notice.subject == f"Việc do {left.clerk.full_name} bàn giao đang chờ ông/bà nhận"
    assert (notice.body, notice.path) == ("Thư số 1", "/dai-bieu/ban-giao/cho-nhan/")


def test_who_is_no_longer_the_receiver_is_not_told(left) -> None:
    first, second = make_clerk().person, make_clerk().person
    account = make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=first, on=TODAY)
    duty = actions.give_duty(actor=CHIEF, duty=left.duty, receiver=first, on=TODAY)

    actions.give_duty(actor=CHIEF, duty=duty, receiver=second, on=TODAY)

    drain()
    assert Notice.objects.count() == 0


def test_only_another_person_of_the_council_takes_over(left) -> None:
    nobody, gone = make_person(), make_clerk()
    end(gone)

    for receiver in (left.clerk, nobody):
        refused(actions.ReceiverNotFitting, actions.give_duty, actor=CHIEF, duty=left.duty, receiver=receiver, on=TODAY)
    refused(
        actions.ReceiverNotFitting, actions.give_duty, actor=CHIEF, duty=left.duty, receiver=gone.person, on=TOMORROW
    )


def test_the_receiver_takes_over_and_the_module_learns_it(left) -> None:
    receiver = make_clerk().person
    duty = actions.give_duty(actor=CHIEF, duty=left.duty, receiver=receiver, on=TODAY)

    duty = actions.accept_duty(actor=actor_with(Role.OFFICE_STAFF, person=receiver), duty=duty, on=TOMORROW)

    assert (duty.state, duty.taken_on) == ("taken", TOMORROW)
    told = OutboxEvent.objects.get(type="people.DutyTaken").payload
    assert told == {
        "duty_id": str(duty.id),
        "kind": "test.letter",
        "object_id": str(duty.object_id),
        "from_person_id": str(left.clerk.id),
        "to_person_id": str(receiver.id),
    }
    refused(StepNotAllowed, actions.give_duty, actor=CHIEF, duty=duty, receiver=make_clerk().person, on=TODAY)


def test_the_receiver_gives_back_with_a_reason(left) -> None:
    receiver = make_clerk().person
    me = actor_with(Role.OFFICE_STAFF, person=receiver)
    duty = actions.give_duty(actor=CHIEF, duty=left.duty, receiver=receiver, on=TODAY)

    refused(actions.DeclineReasonMissing, actions.decline_duty, actor=me, duty=duty, reason=" ")
    duty = actions.decline_duty(actor=me, duty=duty, reason="Không đúng lĩnh vực")

    assert (duty.state, duty.receiver, duty.note) == ("open", None, "Không đúng lĩnh vực")


def test_nobody_takes_or_declines_for_another(left) -> None:
    duty = actions.give_duty(actor=CHIEF, duty=left.duty, receiver=make_clerk().person, on=TODAY)
    other = actor_with(Role.OFFICE_STAFF)

    refused(NotPermitted, actions.accept_duty, actor=other, duty=duty, on=TODAY)
    refused(NotPermitted, actions.decline_duty, actor=other, duty=duty, reason="x")


def test_a_handover_is_completed_when_everything_is_taken(left) -> None:
    receiver = make_clerk().person
    me = actor_with(Role.OFFICE_STAFF, person=receiver)
    more = actions.add_duty(actor=ADMINISTRATOR, handover=left.handover, label="  Con dấu,  chìa khoá tủ ")
    assert (more.label, more.kind, more.object_id) == ("Con dấu, chìa khoá tủ", "", None)

    for duty in left.handover.duties.all():
        refused(actions.DutiesLeft, actions.complete_handover, actor=CHIEF, handover=left.handover, on=TODAY)
        given = actions.give_duty(actor=CHIEF, duty=duty, receiver=receiver, on=TODAY)
        refused(actions.DutiesLeft, actions.complete_handover, actor=CHIEF, handover=left.handover, on=TODAY)
        actions.accept_duty(actor=me, duty=given, on=TODAY)
    done = actions.complete_handover(actor=CHIEF, handover=left.handover, on=TOMORROW)

    assert (done.state, done.completed_on) == ("completed", TOMORROW)
    refused(StepNotAllowed, actions.add_duty, actor=CHIEF, handover=done, label="x")
    refused(StepNotAllowed, actions.complete_handover, actor=CHIEF, handover=done, on=TODAY)


def test_a_duty_is_seen_by_who_arranges_and_by_its_receiver(left) -> None:
    receiver = make_clerk().person
    me, other = actor_with(Role.OFFICE_STAFF, person=receiver), actor_with(Role.OFFICE_STAFF)
    duty = actions.give_duty(actor=CHIEF, duty=left.duty, receiver=receiver, on=TODAY)

    assert queries.get_duty(me, duty.id) == queries.get_duty(CHIEF, duty.id) == duty
    assert (queries.list_duties_given_to(me), queries.list_duties_given_to(other)) == ([duty], [])
    with pytest.raises(NotFound):
        queries.get_duty(other, duty.id)
    with pytest.raises(NotFound):
        queries.get_handover(me, left.handover.id)
    with pytest.raises(NotPermitted):
        queries.list_handovers(me)
    assert list(queries.list_handovers(CHIEF)) == [left.handover]


def test_people_with_a_place_are_those_with_a_mandate_or_post_that_day() -> None:
    delegate, clerk, gone = make_delegate("An Thị Ba"), make_clerk(), make_clerk()
    make_person()
    end(gone)

    assert {*queries.people_with_place(on=TODAY)} == {delegate.person, clerk.person, gone.person}
    assert {*queries.people_with_place(on=TOMORROW, but=clerk.person_id)} == {delegate.person}


def test_a_member_of_a_body_leaves_and_still_has_a_place_by_the_mandate(open_with) -> None:
    mandate = make_delegate()
    open_with[mandate.person_id] = letters("Thư")
    committee = {"role": Role.COMMITTEE_HEAD, "committee": make_committee()}
    leader = {"role": Role.TEAM_LEADER, "team": make_team()}
    for body in (committee, leader):
        end(actions.appoint(actor=ADMINISTRATOR, person=mandate.person, from_on=STARTED, **body))

    assert Handover.objects.count() == 0
