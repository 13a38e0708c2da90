"""A reminder from the province's button to the commune's answer and back, each side as its own council."""

from datetime import timedelta

import pytest

from council.exchange import actions
from council.exchange.actions import AlreadyReminded, BadAnswer, DayPassed, NobodyChosen, Said, Told
from council.exchange.border import CARRIER, REMINDER, take_reminder
from council.exchange.models import Matter, ReceivedReminder, Reminder
from council.exchange.queries import get_received, get_sent, list_open_received, list_owed, list_sent, sent_of
from council.exchange.workflow import Reply
from council.roles import Role
from kernel import outbox
from kernel.access import NotPermitted, StepNotAllowed, hold
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.notify.models import Notice
from kernel.refusal import NotFound, Refusal
from kernel.rows import VersionClash
from tenancy.border import Arrived
from tenancy.border.carrying import carry
from tenancy.models import Council, Level, Pending, Status, UnitKind
from tenancy.place import entered, in_public
from tests.council.exchange.reminders import DAY, NOW, SUBJECT, chair_of, move, received_in, remind, to_of
from tests.factories.actors import LONG_AGO, actor_with
from tests.factories.councils import make_council, remove_council
from tests.factories.people import make_account
from tests.testbed.threads import together

OFFICE = actor_with(Role.OFFICE_STAFF)
LATER = NOW + timedelta(hours=2)


def told(reminder: Reminder) -> tuple:
    reminder.refresh_from_db()
    return reminder.state, reminder.because, reminder.reply, reminder.words


def holder(role) -> None:
    hold(account=make_account(), role=role, from_on=LONG_AGO, source="test")


def notices() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("id").values_list("subject", "path"))


def test_reminder_goes_there_is_opened_and_answered_and_the_sender_sees_each_turn(province, commune):
    sender = make_account(full_name="Trần Thị Hoa")
    (sent,) = remind(province, to_of(commune), actor=chair_of(province, account=sender))
    assert told(sent) == ("sent", "", "", "")
    with entered(commune):
        holder(Role.OFFICE_CHIEF)
        holder(Role.DELEGATE)

    move(province, commune)

    (there,) = received_in(commune)
    assert told(sent)[0] == "arrived"
    assert (there.id, there.subject, there.why, there.note, there.due_on, there.sender_name, there.state) == (
        sent.id, SUBJECT, sent.why, "Rất gấp.", sent.due_on, province.name, "new",
    )  # fmt: skip
    with entered(commune):
        day = f"{sent.due_on:%d/%m/%Y}"
        assert notices() == [(f"{province.name} nhắc việc, làm trước ngày {day}: {SUBJECT}", f"/duoc-nhac/{sent.id}/")]
        actions.see_reminder(actor=OFFICE, reminder=there, now=NOW)
    move(commune)
    assert told(sent)[0] == "seen"
    assert (sent.seen_at, sent.answered_at) == (NOW, None)

    with entered(commune):
        promised = DAY + timedelta(days=3)
        actions.answer_reminder(actor=OFFICE, reminder=there, said=Said(Reply.WILL_DO, promised), read=None, now=LATER)
        assert [one.id for one in list_open_received(OFFICE)] == [there.id]
    move(commune)
    assert (*told(sent), sent.promised_on) == ("answered", "", "will_do", "", promised)
    with entered(commune):
        said = Said(Reply.DONE, None, "Đã gửi đủ")
        actions.answer_reminder(actor=OFFICE, reminder=there, said=said, read=LATER, now=LATER)
        assert list_open_received(OFFICE) == []
    move(commune, province)
    assert (*told(sent), sent.promised_on) == ("answered", "", "done", "Đã gửi đủ", None)


def test_nothing_personal_crosses_and_every_turn_is_in_the_audit(province, commune):
    (sent,) = remind(province, to_of(commune))
    move(province)
    with entered(commune):
        there = ReceivedReminder.objects.get()
        actions.answer_reminder(actor=OFFICE, reminder=there, said=Said(Reply.DONE), read=None, now=LATER)
        assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
            "exchange.take",
            "exchange.answer",
        ]
    move(commune)

    assert REMINDER.columns == {"sender_name", "matter", "subject", "why", "note", "due_on"}
    assert REMINDER.back == {"seen_at", "answered_at", "reply", "promised_on", "words"}
    assert [entry.action for entry in AuditEntry.objects.filter(object_id=str(sent.id)).order_by("id")] == [
        "exchange.remind",
        "exchange.note_fate",
        "exchange.note_answer",
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"to": ()}, NobodyChosen), ({"due_on": DAY - timedelta(days=1)}, DayPassed)],
)
def test_reminder_without_receiver_or_with_a_day_that_is_over_is_refused(province, commune, changes, refusal):
    to = changes.pop("to", (to_of(commune),))

    with pytest.raises(refusal):
        remind(province, *to, **changes)

    assert not Reminder.objects.exists()


def test_same_matter_is_not_reminded_twice_within_some_days_and_says_whom_and_from_when(
    province, commune, other_council
):
    remind(province, to_of(commune))

    with pytest.raises(AlreadyReminded, match=r"Hoa Lư \(nhắc ngày 23/11/2026, nhắc lại được từ 30/11/2026\)"):
        remind(province, to_of(other_council), to_of(commune), now=NOW + timedelta(days=4))
    assert Reminder.objects.count() == 1

    remind(province, to_of(commune), now=NOW + timedelta(days=7), due_on=DAY + timedelta(days=9))
    remind(province, to_of(commune, matter_on=DAY))
    remind(province, to_of(commune), matter=Matter.MINUTES)
    remind(province, to_of(commune, matter_on=None), to_of(other_council, matter_on=None), matter=Matter.OTHER)
    remind(province, to_of(commune, matter_on=None), matter=Matter.OTHER)
    assert Reminder.objects.count() == 7


def test_refused_reminder_does_not_stand_in_the_way(province, commune):
    (sent,) = remind(province, to_of(commune))
    Reminder.objects.filter(pk=sent.pk).update(state="refused")

    remind(province, to_of(commune))

    assert Reminder.objects.count() == 2


def test_suspended_receiver_is_told_to_the_sender_and_gets_it_later(province, commune):
    sender = make_account()
    (sent,) = remind(province, to_of(commune), actor=chair_of(province, account=sender))
    with in_public():
        Council.objects.filter(pk=commune.pk).update(status=Status.SUSPENDED)
    move(province)
    assert told(sent)[:2] == ("held", "suspended")
    ((subject, path),) = notices()
    assert "chưa đến" in subject
    assert path == f"/nhac-viec/{sent.id}/"

    with in_public():
        Council.objects.filter(pk=commune.pk).update(status=Status.ACTIVE)
    carry(province.key, now=sent.sent_at + timedelta(days=400))

    assert told(sent)[:2] == ("arrived", "")
    assert len(received_in(commune)) == 1


def test_unit_without_a_council_can_be_reminded_and_the_sender_knows(province, commune):
    (sent,) = remind(province, to_of(commune, why="", matter_on=None), matter=Matter.OTHER)
    Reminder.objects.filter(pk=sent.pk).update(unit_code="99999", council_key="")

    move(province)

    assert told(sent)[:2] == ("held", "unknown")


def test_answer_that_came_out_of_order_changes_nothing_and_arrival_never_takes_an_answer_back(province, commune):
    (sent,) = remind(province, to_of(commune))
    newer = Told(number=2, seen_at=NOW, answered_at=LATER, reply="done", words="Đã làm")

    actions.note_answer(actor=CARRIER, reminder=sent, told=newer)
    actions.note_answer(actor=CARRIER, reminder=sent, told=Told(number=1, seen_at=NOW))
    actions.note_fate(actor=CARRIER, reminder=sent, state="arrived", because="", at=NOW)

    assert told(sent) == ("answered", "", "done", "Đã làm")
    assert sent.arrived_at == NOW


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(Reply.WILL_DO), "promised_on"),
        (Said(Reply.WILL_DO, DAY - timedelta(days=1)), "promised_on"),
        (Said(Reply.NOT_SO, None, "  "), "words"),
    ],
)
def test_promise_has_a_day_to_come_and_a_denial_a_reason(province, commune, said, field):
    remind(province, to_of(commune))
    move(province)
    with entered(commune):
        there = ReceivedReminder.objects.get()
        with pytest.raises(BadAnswer) as refused:
            actions.answer_reminder(actor=OFFICE, reminder=there, said=said, read=None, now=NOW)
        there.refresh_from_db()

    assert (refused.value.field, there.state, there.reply) == (field, "new", "")


def test_an_answer_that_its_writer_did_not_see_is_not_replaced(province, commune):
    remind(province, to_of(commune))
    move(province)
    with entered(commune):
        there, first = ReceivedReminder.objects.get(), Said(Reply.NOT_SO, None, "Đã gửi ngày 20")
        answered = actions.answer_reminder(actor=OFFICE, reminder=there, said=first, read=None, now=LATER)

        for read in (None, NOW, LATER - timedelta(microseconds=1)):
            with pytest.raises(VersionClash):
                actions.answer_reminder(actor=OFFICE, reminder=there, said=Said(Reply.DONE), read=read, now=LATER)

        there.refresh_from_db()
        assert (there.words, there.answered_at) == ("Đã gửi ngày 20", answered.answered_at)
        actions.answer_reminder(actor=OFFICE, reminder=there, said=Said(Reply.DONE), read=LATER, now=LATER)


def test_who_may_send_and_who_may_answer(province, commune):
    for stranger in (actor_with(Role.DELEGATE, place=province.key), actor_with(Role.COUNCIL_CHAIR, place="x404")):
        with pytest.raises(NotPermitted):
            remind(province, to_of(commune), actor=stranger)
        with pytest.raises(NotPermitted):
            list_owed(stranger, province, today=DAY)
    (sent,) = remind(province, to_of(commune))
    with pytest.raises(NotFound):
        get_sent(actor_with(Role.DELEGATE, place=province.key), province, sent.id)
    move(province)
    with entered(commune):
        there, head = ReceivedReminder.objects.get(), actor_with(Role.COMMITTEE_HEAD)
        assert get_received(head, there.id) == there
        with pytest.raises(NotPermitted):
            actions.answer_reminder(actor=head, reminder=there, said=Said(Reply.DONE), read=None, now=NOW)
        with pytest.raises(NotFound):
            get_received(actor_with(Role.DELEGATE), there.id)
        with pytest.raises(NotFound):
            list_sent(chair_of(commune), commune, today=DAY)
        with pytest.raises(NotFound):
            list_owed(chair_of(commune), commune, today=DAY)
        actions.see_reminder(actor=OFFICE, reminder=there, now=NOW)
        with pytest.raises(StepNotAllowed):
            actions.see_reminder(actor=OFFICE, reminder=there, now=NOW)
    for fake in (actions.note_answer, actions.note_fate):
        with pytest.raises(NotPermitted):
            fake(actor=chair_of(province), reminder=sent, **FAKED[fake])


FAKED = {
    actions.note_answer: {"told": Told(number=1)},
    actions.note_fate: {"state": "arrived", "because": "", "at": NOW},
}


@pytest.mark.parametrize(
    "columns",
    [
        {"subject": ""},
        {"subject": "a" * 301},
        {"due_on": "ngày mai"},
        {"due_on": None},
        {"note": 7},
    ],
)
def test_letter_of_another_shape_is_not_taken(council, columns):
    whole = {"sender_name": "a", "matter": "papers", "subject": "b", "why": "", "note": "", "due_on": "2026-12-01"}

    with pytest.raises(Refusal):
        take_reminder(Arrived(new_key(), "p37", {**whole, **columns}, NOW))

    assert not ReceivedReminder.objects.exists()


def test_views_of_the_list(province, commune, other_council):
    (waits,) = remind(province, to_of(commune))
    (done,) = remind(province, to_of(other_council))
    Reminder.objects.filter(pk=done.pk).update(state="answered", reply="done", answered_at=NOW)
    after = DAY + timedelta(days=9)

    assert {view: list(sent_of(view, after)) for view in ("cho", "qua-han", "da-xong")} == {
        "cho": [waits],
        "qua-han": [waits],
        "da-xong": [done],
    }
    assert list(sent_of("qua-han", DAY)) == []
    assert set(sent_of("", DAY)) == {waits, done}


def test_two_who_remind_at_once_send_one(ground):
    above = make_council(level=Level.PROVINCE, unit_kind=UnitKind.PROVINCE)
    below = make_council(parent=above)

    outcomes = together(above, [lambda: remind(above, to_of(below))] * 3)

    with entered(above):
        assert [type(one) for one in sorted(outcomes, key=str)].count(list) == 1
        assert sum(isinstance(one, AlreadyReminded) for one in outcomes) == 2
        assert Reminder.objects.count() == 1
        outbox.drain()
    assert len(received_in(below)) == 1
    with in_public():
        Pending.objects.filter(council_key__in=[above.key, below.key]).delete()
    remove_council(below)
    remove_council(above)
